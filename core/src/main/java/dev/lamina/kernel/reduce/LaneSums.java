package dev.lamina.kernel.reduce;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector form of the lanes of {@link Sum}: lane j gets every 64th element from j on.
 *
 * <p>Four vectors of lanes at a time hide the latency of the addition; where 64 lanes are more than
 * four vectors, the block, which is in cache, is gone through again.
 */
final class LaneSums {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final VectorSpecies<Double> D = Lanes.DOUBLE;
    private static final int FW = F.length();
    private static final int DW = D.length();

    private LaneSums() {}

    static void sum(float[] x, int off, int count, float[] lanes) {
        for (int lane = 0; lane < Sum.LANES; lane += 4 * FW) {
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < count; i += Sum.LANES) {
                int at = off + lane + i;
                s0 = s0.add(FloatVector.fromArray(F, x, at));
                s1 = s1.add(FloatVector.fromArray(F, x, at + FW));
                s2 = s2.add(FloatVector.fromArray(F, x, at + 2 * FW));
                s3 = s3.add(FloatVector.fromArray(F, x, at + 3 * FW));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + FW);
            s2.intoArray(lanes, lane + 2 * FW);
            s3.intoArray(lanes, lane + 3 * FW);
        }
    }

    static void dot(float[] x, int xOff, float[] y, int yOff, int count, float[] lanes) {
        for (int lane = 0; lane < Sum.LANES; lane += 4 * FW) {
            FloatVector s0 = FloatVector.zero(F);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int i = 0; i < count; i += Sum.LANES) {
                int u = xOff + lane + i;
                int v = yOff + lane + i;
                s0 = FloatVector.fromArray(F, x, u).fma(FloatVector.fromArray(F, y, v), s0);
                s1 = FloatVector.fromArray(F, x, u + FW).fma(FloatVector.fromArray(F, y, v + FW), s1);
                s2 = FloatVector.fromArray(F, x, u + 2 * FW).fma(FloatVector.fromArray(F, y, v + 2 * FW), s2);
                s3 = FloatVector.fromArray(F, x, u + 3 * FW).fma(FloatVector.fromArray(F, y, v + 3 * FW), s3);
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + FW);
            s2.intoArray(lanes, lane + 2 * FW);
            s3.intoArray(lanes, lane + 3 * FW);
        }
    }

    static void sum(double[] x, int off, int count, double[] lanes) {
        for (int lane = 0; lane < Sum.LANES; lane += 4 * DW) {
            DoubleVector s0 = DoubleVector.zero(D);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            for (int i = 0; i < count; i += Sum.LANES) {
                int at = off + lane + i;
                s0 = s0.add(DoubleVector.fromArray(D, x, at));
                s1 = s1.add(DoubleVector.fromArray(D, x, at + DW));
                s2 = s2.add(DoubleVector.fromArray(D, x, at + 2 * DW));
                s3 = s3.add(DoubleVector.fromArray(D, x, at + 3 * DW));
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + DW);
            s2.intoArray(lanes, lane + 2 * DW);
            s3.intoArray(lanes, lane + 3 * DW);
        }
    }

    static void dot(double[] x, int xOff, double[] y, int yOff, int count, double[] lanes) {
        for (int lane = 0; lane < Sum.LANES; lane += 4 * DW) {
            DoubleVector s0 = DoubleVector.zero(D);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            for (int i = 0; i < count; i += Sum.LANES) {
                int u = xOff + lane + i;
                int v = yOff + lane + i;
                s0 = DoubleVector.fromArray(D, x, u).fma(DoubleVector.fromArray(D, y, v), s0);
                s1 = DoubleVector.fromArray(D, x, u + DW).fma(DoubleVector.fromArray(D, y, v + DW), s1);
                s2 = DoubleVector.fromArray(D, x, u + 2 * DW).fma(DoubleVector.fromArray(D, y, v + 2 * DW), s2);
                s3 = DoubleVector.fromArray(D, x, u + 3 * DW).fma(DoubleVector.fromArray(D, y, v + 3 * DW), s3);
            }
            s0.intoArray(lanes, lane);
            s1.intoArray(lanes, lane + DW);
            s2.intoArray(lanes, lane + 2 * DW);
            s3.intoArray(lanes, lane + 3 * DW);
        }
    }
}
