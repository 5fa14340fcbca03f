package dev.lamina.benchmarks.workload;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Independent chains of fused multiply-adds that stay in registers: as many as hide the latency of any core. */
final class FmaPeak {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    private FmaPeak() {}

    static int bits() {
        return LANES.vectorBitSize();
    }

    /** Floating-point operations of an iteration. */
    static double flops() {
        return 2.0 * CHAINS * LANES.length();
    }

    static float run(int iterations) {
        FloatVector factor = FloatVector.broadcast(LANES, 0.999f);
        FloatVector term = FloatVector.broadcast(LANES, 0.001f);
        FloatVector a = FloatVector.broadcast(LANES, 1);
        FloatVector b = a.add(1);
        FloatVector c = a.add(2);
        FloatVector d = a.add(3);
        FloatVector e = a.add(4);
        FloatVector f = a.add(5);
        FloatVector g = a.add(6);
        FloatVector h = a.add(7);
        FloatVector i = a.add(8);
        FloatVector j = a.add(9);
        FloatVector k = a.add(10);
        FloatVector l = a.add(11);
        // Sums in the place of the third operand, as in a product: of the first, some processors give 5 to 15% less
        // with vectors of 256 bits.
        for (int n = 0; n < iterations; n++) {
            a = factor.fma(term, a);
            b = factor.fma(term, b);
            c = factor.fma(term, c);
            d = factor.fma(term, d);
            e = factor.fma(term, e);
            f = factor.fma(term, f);
            g = factor.fma(term, g);
            h = factor.fma(term, h);
            i = factor.fma(term, i);
            j = factor.fma(term, j);
            k = factor.fma(term, k);
            l = factor.fma(term, l);
        }
        FloatVector all = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l);
        return all.reduceLanes(VectorOperators.ADD);
    }
}
