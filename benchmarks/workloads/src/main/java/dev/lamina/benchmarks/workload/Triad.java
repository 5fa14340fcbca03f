package dev.lamina.benchmarks.workload;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** STREAM's triad over arrays beyond any cache. */
final class Triad {
    /** Elements of an array, all threads together: 256 MiB. */
    static final int ELEMENTS = 1 << 26;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private final float[] a;
    private final float[] b;
    private final float[] c;

    Triad(int elements) {
        a = new float[elements];
        b = new float[elements];
        c = new float[elements];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
    }

    double bytes() {
        return 3.0 * Float.BYTES * a.length;
    }

    float run() {
        int end = LANES.loopBound(a.length);
        for (int i = 0; i < end; i += LANES.length()) {
            FloatVector from = FloatVector.fromArray(LANES, b, i);
            FloatVector.fromArray(LANES, c, i).mul(3).add(from).intoArray(a, i);
        }
        return a[0];
    }
}
