package dev.lamina.op.quant;

import dev.lamina.graph.ShapeContext;

/**
 * The levels of a quantisation: {@code min + k * scale}, moved a little so that 0 is one of them.
 *
 * @param min the lowest
 * @param max the highest
 * @param scale how far apart they are
 */
record Levels(float min, float max, float scale) {
    /** For a range, in so many bits; where it is narrow without the lowest number. */
    static Levels of(float min, float max, long bits, boolean isNarrow) {
        float lowest = isNarrow ? 1 : 0;
        float highest = (1 << bits) - 1;
        float scale = (max - min) / (highest - lowest);
        float zero = lowest - min / scale;
        float nudged = zero < lowest ? lowest : zero > highest ? highest : (float) Math.floor(zero + 0.5);
        return new Levels((lowest - nudged) * scale, (highest - nudged) * scale, scale);
    }

    /** Refuses a number of bits that TensorFlow does not have. */
    static void checkBits(ShapeContext c, long bits) {
        if (bits < 2 || bits > 16) {
            throw c.error("num_bits must be between 2 and 16, inclusive");
        }
    }

    /** The nearest level. */
    float nearest(float x) {
        float inverse = 1 / scale;
        float zero = (float) Math.floor(-min * inverse + 0.5f);
        float clamped = Math.max(Math.min(x, max), min);
        return (float) Math.floor((clamped - min) * inverse - zero + 0.5f) * scale;
    }

    /** Whether it is not beyond the levels. */
    boolean has(float x) {
        return x >= min && x <= max;
    }
}
