package dev.lamina.data.split;

import dev.lamina.data.random.Shuffle;
import java.util.stream.DoubleStream;

/**
 * Deals one example after the other out to parts, each part its fraction of them: in blocks, each of which
 * holds every part at least about once, in a random order of its own. So the parts of the first n are the
 * same however many follow, and as large as they should be for any n, within an example or so.
 */
final class Allotment {
    private static final int LARGEST_BLOCK = 1000;

    private final double[] fractions;
    private final long[] given;
    private final int[] block;
    private final Shuffle shuffle;
    private long dealt;
    private int at;

    Allotment(double[] fractions, long seed, long stream) {
        this.fractions = fractions;
        this.given = new long[fractions.length];
        double smallest = DoubleStream.of(fractions).min().orElseThrow();
        this.block = new int[(int) Math.min(LARGEST_BLOCK, Math.ceil(1 / smallest - 1e-6))];
        this.shuffle = new Shuffle(seed, stream);
        this.at = block.length;
    }

    /** The part of the next example. */
    int next() {
        if (at == block.length) {
            for (int i = 0; i < block.length; i++) {
                block[i] = neediest();
            }
            shuffle.permute(block);
            at = 0;
        }
        return block[at++];
    }

    /** The part that has got the least of what is due to it: no part is ever an example off. */
    private int neediest() {
        dealt++;
        int neediest = 0;
        for (int part = 1; part < fractions.length; part++) {
            // A tolerance, or rounding would choose among equals.
            if (lack(part) > lack(neediest) + 1e-9) {
                neediest = part;
            }
        }
        given[neediest]++;
        return neediest;
    }

    private double lack(int part) {
        return fractions[part] * dealt - given[part];
    }

    /** The part on which a number in [0, 1) falls. */
    static int part(double number, double[] fractions) {
        double end = 0;
        for (int part = 0; part < fractions.length - 1; part++) {
            end += fractions[part];
            if (number < end) {
                return part;
            }
        }
        return fractions.length - 1;
    }
}
