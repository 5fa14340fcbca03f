package dev.lamina.app.train;

import dev.lamina.data.DataSet;
import dev.lamina.data.Flip;
import dev.lamina.data.Pipeline;
import dev.lamina.data.Shift;
import java.util.Locale;

/** What {@code --augment} does to each image that is learned from, anew in each epoch. */
enum Augmentation {
    /** Nothing. */
    NONE,
    /** It is shifted, by at most a twenty-eighth of its side: 1 of 28 pixels. */
    SHIFTS,
    /** It is shifted, and half of the time left and right are exchanged: for things, not for digits. */
    FLIPS;

    /** How many times as long as the greatest shift an image's side is. */
    private static final int SHIFTS_IN_SIDE = 28;

    /** The examples as they are learned from, in the order of the data set. */
    Pipeline of(DataSet images, long seed) {
        Pipeline plain = Pipeline.of(images);
        if (this == NONE) {
            return plain;
        }
        int rows = images.rows();
        int columns = images.columns();
        Pipeline shifted =
                plain.reshape(rows, columns).map(seed, new Shift(rows / SHIFTS_IN_SIDE, columns / SHIFTS_IN_SIDE));
        Pipeline seen = this == FLIPS ? shifted.map(seed, new Flip(true, false)) : shifted;
        return seen.reshape((long) rows * columns);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
