package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * A variable of a task and its first value: {@code center} and what is uniform in [-limit, limit), from a fixed seed.
 *
 * @param name as Lamina's layers name it
 * @param dims its extents
 * @param isTrained whether the optimizer changes it
 */
public record Weight(String name, List<Integer> dims, float center, float limit, long seed, boolean isTrained) {
    /** Keeps a copy of the extents. */
    public Weight {
        dims = List.copyOf(dims);
    }

    /** Uniform as He has it, by the number of inputs of an output; the seed is the name's. */
    static Weight he(String name, int inputs, Integer... dims) {
        return uniform(name, (float) Math.sqrt(6.0 / inputs), dims);
    }

    /** Uniform in [-limit, limit), the seed the name's. */
    static Weight uniform(String name, float limit, Integer... dims) {
        return new Weight(name, List.of(dims), 0, limit, 3_000_000L + name.hashCode(), true);
    }

    /** The same number everywhere. */
    static Weight constant(String name, float value, Integer... dims) {
        return new Weight(name, List.of(dims), value, 0, 0, true);
    }

    /** The same variable, which the optimizer leaves alone. */
    Weight untrained() {
        return new Weight(name, dims, center, limit, seed, false);
    }

    /** The number of elements. */
    public int size() {
        return dims.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /** The extents as libraries ask for them. */
    public long[] longDims() {
        return dims.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The first value, the last axis varying fastest. */
    public float[] values() {
        float[] values = new float[size()];
        if (limit > 0) {
            Data.fill(values, 0, values.length, seed);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = center + (limit > 0 ? (2 * values[i] - 1) * limit : 0);
        }
        return values;
    }

    /** The first value as outputs by inputs; the last axes are those of so many outputs, and all before them are inputs. */
    public float[] outputsFirst(int outputs) {
        return transposed(values(), size() / outputs, 1, outputs);
    }

    /** The first value of filters, [rows, columns, channels, filters], as [filters, channels, rows, columns]. */
    public float[] channelsFirst() {
        return transposed(values(), dims.get(0) * dims.get(1), dims.get(2), dims.get(3));
    }

    /** From [places, channels, outputs] to [outputs, channels, places]. */
    static float[] transposed(float[] weights, int places, int channels, int outputs) {
        float[] transposed = new float[weights.length];
        for (int place = 0; place < places; place++) {
            for (int c = 0; c < channels; c++) {
                for (int j = 0; j < outputs; j++) {
                    transposed[(j * channels + c) * places + place] = weights[(place * channels + c) * outputs + j];
                }
            }
        }
        return transposed;
    }
}
