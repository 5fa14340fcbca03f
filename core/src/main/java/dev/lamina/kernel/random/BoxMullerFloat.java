package dev.lamina.kernel.random;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The Box-Muller transform: two random words to two independent normal floats, {@code sqrt(-2 log u) *
 * sin(2 pi v)} and the same with the cosine.
 *
 * <p>TensorFlow takes logarithm, sine and cosine from the C library's float functions, which are
 * nearly always the correctly rounded ones. Here they are computed as doubles, far more exactly than a
 * float shows, and rounded once; the remaining steps are TensorFlow's.
 */
final class BoxMullerFloat {
    /** Keeps 0 from the logarithm. */
    private static final double LEAST = 1.0e-7f;

    private static final double TWO_PI = 2 * Math.PI;

    private static final long FRACTION = 0x7fffff;
    private static final long ONE_BITS = 0x3ffL << 52;

    /** The bits of sqrt(1/2): a number's offset from it holds its exponent once m is from it to sqrt(2). */
    private static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;

    private static final long DOUBLE_FRACTION = (1L << 52) - 1;
    private static final long TWO_TO_52 = 0x433L << 52;
    private static final double EXPONENT_BIAS = 0x1p52 + 1023;
    private static final double LN2 = 0.6931471805599453;

    /** (log(m) - 2s) / s^3 in z = s^2, where s = (m - 1) / (m + 1). */
    private static final double L0 = 0.6666666666658613;

    private static final double L1 = 0.40000000052860846;
    private static final double L2 = 0.28571417027373136;
    private static final double L3 = 0.2222337940293616;
    private static final double L4 = 0.18123380717372084;
    private static final double L5 = 0.16823101551530537;

    /** 1.5 * 2^52: adding it rounds to an integer and leaves that integer in the low bits. */
    private static final double ROUNDING = 0x1.8p52;

    private static final double TWO_OVER_PI = 2 / Math.PI;
    private static final double HALF_PI_HIGH = Math.PI / 2;
    private static final double HALF_PI_LOW = 6.123233995736766e-17;

    /** (sin(r) - r) / r^3 in z = r^2. */
    private static final double S0 = -0.1666666666662982;

    private static final double S1 = 0.008333333324948193;
    private static final double S2 = -0.00019841263642974308;
    private static final double S3 = 2.755531889577444e-06;
    private static final double S4 = -2.475879553051224e-08;

    /** (cos(r) - 1 + z / 2) / z^2. */
    private static final double C0 = 0.04166666666659893;

    private static final double C1 = -0.0013888888877838929;
    private static final double C2 = 2.480158077839772e-05;
    private static final double C3 = -2.755553172653804e-07;
    private static final double C4 = 2.0645442043242063e-09;

    private BoxMullerFloat() {}

    /** Writes the first {@code n} normal numbers made from the pairs of {@code words}. */
    static void transform(int[] words, float[] out, int offset, int n) {
        int i = Simd.isEnabled() && Lanes.DOUBLE.length() >= 4 ? Wide.transform(words, out, offset, n) : 0;
        for (; i + 1 < n; i += 2) {
            float radius = radius(words[i]);
            out[offset + i] = sine(words[i + 1]) * radius;
            out[offset + i + 1] = cosine(words[i + 1]) * radius;
        }
        if (i < n) {
            out[offset + i] = sine(words[i + 1]) * radius(words[i]);
        }
    }

    static float radius(int word) {
        double u = uniform(word);
        long offset = Double.doubleToRawLongBits(u < LEAST ? LEAST : u) - SQRT_HALF;
        double k = Double.longBitsToDouble(((offset + ONE_BITS) >>> 52) | TWO_TO_52) - EXPONENT_BIAS;
        double m = Double.longBitsToDouble((offset & DOUBLE_FRACTION) + SQRT_HALF);
        double s = (m - 1.0) / (m + 1.0);
        double z = s * s;
        double p = Math.fma(Math.fma(Math.fma(Math.fma(Math.fma(L5, z, L4), z, L3), z, L2), z, L1), z, L0);
        double log = Math.fma(k, LN2, Math.fma(p, s * z, s + s));
        return (float) Math.sqrt((float) log * -2f);
    }

    static float sine(int word) {
        return quadrant(angle(word), 0);
    }

    static float cosine(int word) {
        return quadrant(angle(word), 1);
    }

    private static double angle(int word) {
        return (float) (TWO_PI * uniform(word));
    }

    /** Returns the sine of an angle moved on by a number of right angles. */
    private static float quadrant(double angle, int rightAngles) {
        double shifted = Math.fma(angle, TWO_OVER_PI, ROUNDING);
        long quadrant = Double.doubleToRawLongBits(shifted) + rightAngles;
        double k = shifted - ROUNDING;
        double r = Math.fma(k, -HALF_PI_LOW, Math.fma(k, -HALF_PI_HIGH, angle));
        double z = r * r;
        double y;
        if ((quadrant & 1) == 0) {
            double p = Math.fma(Math.fma(Math.fma(Math.fma(S4, z, S3), z, S2), z, S1), z, S0);
            y = Math.fma(p, r * z, r);
        } else {
            double p = Math.fma(Math.fma(Math.fma(Math.fma(C4, z, C3), z, C2), z, C1), z, C0);
            y = Math.fma(p, z * z, Math.fma(z, -0.5, 1.0));
        }
        return (float) ((quadrant & 2) == 0 ? y : -y);
    }

    private static double uniform(int word) {
        return Double.longBitsToDouble(((word & FRACTION) << 29) | ONE_BITS) - 1.0;
    }

    /**
     * The SIMD form: the same operations in the same order, a pair of words to a 64-bit lane.
     *
     * <p>One long method, as the compiler inlines no further methods of ours after so many vector
     * operations. What the twin computes as floats is computed as doubles and rounded in their bits:
     * float vectors of half the size, used anywhere, make the compiler unsure of the size of all others,
     * and matrix products many times slower.
     */
    private static final class Wide {
        /** The bits of a double that a float does not have, and half of what the last that it has counts. */
        private static final long BEYOND_FLOAT = 0x1fffffff;

        private static final long JUST_BELOW_HALF = 0x0fffffff;

        /** What a double's exponent is larger by than a float's. */
        private static final long EXPONENT_DIFFERENCE = (1023L - 127) << 52;

        private static final DoubleVector L0 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L0);
        private static final DoubleVector L1 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L1);
        private static final DoubleVector L2 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L2);
        private static final DoubleVector L3 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L3);
        private static final DoubleVector L4 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L4);
        private static final DoubleVector L5 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.L5);
        private static final DoubleVector LN2 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.LN2);
        private static final DoubleVector TWO_OVER_PI =
                DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.TWO_OVER_PI);
        private static final DoubleVector ROUNDING = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.ROUNDING);
        private static final DoubleVector S0 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.S0);
        private static final DoubleVector S1 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.S1);
        private static final DoubleVector S2 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.S2);
        private static final DoubleVector S3 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.S3);
        private static final DoubleVector S4 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.S4);
        private static final DoubleVector C0 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.C0);
        private static final DoubleVector C1 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.C1);
        private static final DoubleVector C2 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.C2);
        private static final DoubleVector C3 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.C3);
        private static final DoubleVector C4 = DoubleVector.broadcast(Lanes.DOUBLE, BoxMullerFloat.C4);
        private static final DoubleVector MINUS_HALF_PI_HIGH =
                DoubleVector.broadcast(Lanes.DOUBLE, -BoxMullerFloat.HALF_PI_HIGH);
        private static final DoubleVector MINUS_HALF_PI_LOW =
                DoubleVector.broadcast(Lanes.DOUBLE, -BoxMullerFloat.HALF_PI_LOW);
        private static final DoubleVector MINUS_HALF = DoubleVector.broadcast(Lanes.DOUBLE, -0.5);
        private static final DoubleVector ONE = DoubleVector.broadcast(Lanes.DOUBLE, 1.0);

        static int transform(int[] words, float[] out, int offset, int n) {
            int end = Lanes.INT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                LongVector pair = IntVector.fromArray(Lanes.INT, words, i).reinterpretAsLongs();
                DoubleVector u = pair.and(FRACTION)
                        .lanewise(VectorOperators.LSHL, 29)
                        .or(ONE_BITS)
                        .reinterpretAsDoubles()
                        .sub(1.0);
                DoubleVector v = pair.lanewise(VectorOperators.LSHR, 32)
                        .and(FRACTION)
                        .lanewise(VectorOperators.LSHL, 29)
                        .or(ONE_BITS)
                        .reinterpretAsDoubles()
                        .sub(1.0);

                u = u.blend(LEAST, u.compare(VectorOperators.LT, LEAST));
                LongVector bits = u.reinterpretAsLongs().sub(SQRT_HALF);
                DoubleVector exponent = bits.add(ONE_BITS)
                        .lanewise(VectorOperators.LSHR, 52)
                        .or(TWO_TO_52)
                        .reinterpretAsDoubles()
                        .sub(EXPONENT_BIAS);
                DoubleVector m = bits.and(DOUBLE_FRACTION).add(SQRT_HALF).reinterpretAsDoubles();
                DoubleVector s = m.sub(1.0).div(m.add(1.0));
                DoubleVector z = s.mul(s);
                DoubleVector p = L5.fma(z, L4).fma(z, L3).fma(z, L2).fma(z, L1).fma(z, L0);
                DoubleVector log = exponent.fma(LN2, p.fma(s.mul(z), s.add(s)));
                bits = log.reinterpretAsLongs();
                bits = bits.add(bits.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF)
                        .and(~BEYOND_FLOAT);
                bits = bits.reinterpretAsDoubles().mul(-2.0).sqrt().reinterpretAsLongs();
                DoubleVector radius = bits.add(
                                bits.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF)
                        .and(~BEYOND_FLOAT)
                        .reinterpretAsDoubles();

                bits = v.mul(TWO_PI).reinterpretAsLongs();
                DoubleVector angle = bits.add(
                                bits.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF)
                        .and(~BEYOND_FLOAT)
                        .reinterpretAsDoubles();
                DoubleVector shifted = angle.fma(TWO_OVER_PI, ROUNDING);
                LongVector quadrant = shifted.reinterpretAsLongs();
                DoubleVector k = shifted.sub(ROUNDING);
                DoubleVector r = k.fma(MINUS_HALF_PI_LOW, k.fma(MINUS_HALF_PI_HIGH, angle));
                z = r.mul(r);
                p = S4.fma(z, S3).fma(z, S2).fma(z, S1).fma(z, S0);
                DoubleVector sine = p.fma(r.mul(z), r);
                p = C4.fma(z, C3).fma(z, C2).fma(z, C1).fma(z, C0);
                DoubleVector cosine = p.fma(z.mul(z), z.fma(MINUS_HALF, ONE));

                VectorMask<Double> odd =
                        quadrant.and(1).compare(VectorOperators.NE, 0).cast(Lanes.DOUBLE);
                LongVector sineSign = quadrant.and(2).lanewise(VectorOperators.LSHL, 62);
                LongVector cosineSign = quadrant.add(1).and(2).lanewise(VectorOperators.LSHL, 62);
                LongVector first = sine.blend(cosine, odd).reinterpretAsLongs().lanewise(VectorOperators.XOR, sineSign);
                LongVector second =
                        cosine.blend(sine, odd).reinterpretAsLongs().lanewise(VectorOperators.XOR, cosineSign);
                first = first.add(first.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF)
                        .and(~BEYOND_FLOAT)
                        .reinterpretAsDoubles()
                        .mul(radius)
                        .reinterpretAsLongs();
                second = second.add(second.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF)
                        .and(~BEYOND_FLOAT)
                        .reinterpretAsDoubles()
                        .mul(radius)
                        .reinterpretAsLongs();
                first = first.add(first.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF);
                second = second.add(second.lanewise(VectorOperators.LSHR, 29).and(1))
                        .add(JUST_BELOW_HALF);

                // As doubles they are floats by now: the sign to its place, the exponent and the fraction to theirs.
                LongVector low = first.and(Long.MAX_VALUE)
                        .sub(EXPONENT_DIFFERENCE)
                        .lanewise(VectorOperators.LSHR, 29)
                        .or(first.lanewise(VectorOperators.LSHR, 63).lanewise(VectorOperators.LSHL, 31));
                LongVector high = second.and(Long.MAX_VALUE)
                        .sub(EXPONENT_DIFFERENCE)
                        .lanewise(VectorOperators.LSHR, 29)
                        .or(second.lanewise(VectorOperators.LSHR, 63).lanewise(VectorOperators.LSHL, 31));
                low = low.blend(0, first.and(Long.MAX_VALUE).compare(VectorOperators.LT, EXPONENT_DIFFERENCE));
                high = high.blend(0, second.and(Long.MAX_VALUE).compare(VectorOperators.LT, EXPONENT_DIFFERENCE));
                low.or(high.lanewise(VectorOperators.LSHL, 32))
                        .reinterpretAsFloats()
                        .intoArray(out, offset + i);
            }
            return end;
        }
    }
}
