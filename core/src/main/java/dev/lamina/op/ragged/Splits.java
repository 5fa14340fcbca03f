package dev.lamina.op.ragged;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/** Where the rows of a ragged tensor begin, and where the last one ends. */
final class Splits {
    private Splits() {}

    /** The numbers of row splits: they have to begin with 0, never to fall, and to end with {@code count} if that is not negative. */
    static long[] of(KernelContext c, Buffer splits, long count) {
        if (splits.size() == 0) {
            throw c.error("Ragged splits may not be empty");
        }
        long[] values = new long[splits.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = splits.asLong(i);
            if (i == 0 && values[0] != 0) {
                throw c.error("First value of ragged splits must be 0, but it is " + values[0]);
            }
            if (i > 0 && values[i] < values[i - 1]) {
                throw c.error("Ragged splits must be sorted in ascending order, but " + values[i - 1] + " comes before "
                        + values[i]);
            }
        }
        long last = values[values.length - 1];
        if (count >= 0 && last != count) {
            throw c.error("Final value of ragged splits must match the length of what they split: " + last + " is not "
                    + count);
        }
        return values;
    }

    /** Those of all ragged dimensions, the first {@code n} inputs; the innermost ones split {@code values} rows. */
    static long[][] of(KernelContext c, Buffer[] inputs, int n, long values) {
        long[][] all = new long[n][];
        for (int i = 0; i < n; i++) {
            all[i] = of(c, inputs[i], i + 1 < n ? inputs[i + 1].size() - 1 : values);
        }
        return all;
    }
}
