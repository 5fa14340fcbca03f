package dev.lamina.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A folder of images that a network learns in no time: 6x6 pixels, those of class c bright in rows 2c and 2c + 1. */
public final class TinyImages {
    static final int TRAINING = 240;
    static final int TEST = 60;
    static final int CLASSES = 3;
    private static final int SIDE = 6;

    private TinyImages() {}

    /** Writes it for training and testing. */
    public static Path write(Path folder) throws IOException {
        write(folder, "train", TRAINING);
        write(folder, "t10k", TEST);
        return folder;
    }

    static void write(Path folder, String part, int count) throws IOException {
        var random = new Random(count);
        var images = ByteBuffer.allocate(16 + count * SIDE * SIDE)
                .putInt(0x0803)
                .putInt(count)
                .putInt(SIDE)
                .putInt(SIDE);
        var labels = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
        for (int i = 0; i < count; i++) {
            labels.put((byte) (i % CLASSES));
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean bright = pixel / (2 * SIDE) == i % CLASSES;
                images.put((byte) (random.nextInt(100) + (bright ? 150 : 0)));
            }
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
}
