package dev.lamina.kernel.random;

/**
 * Numbers of a normal distribution between two bounds, as TensorFlow draws them: where the bounds leave much of it, those of the whole
 * distribution that lie between them; else uniform or exponential ones by rejection.
 *
 * <p>All is computed in the type that is asked for, each step rounded to it, as the choices made by the way depend on the last bit. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1007/BF00143942">Robert, Simulation of truncated normal variables (1995)</a>
 */
public final class BoundedNormalSampler {
    /** Blocks that TensorFlow sets aside for four samples. */
    public static final long BLOCKS_FOR_FOUR = 2000;

    private static final int MOST_TRIES = 1000;
    private static final int DOUBLE_BITS = 52;
    private static final int FLOAT_BITS = 23;
    private static final int HALF_BITS = 10;

    /** From so many standard deviations to a bound on, numbers of the whole distribution are drawn. */
    private final double wide;

    private final int bits;
    private final double[] first = new double[4];
    private final double[] second = new double[4];

    /** What became of a call. */
    public enum Outcome {
        /** All numbers were drawn. */
        DRAWN,
        /** The deviation is not above 0, the bounds are not in order, or neither is finite. */
        REFUSED,
        /** No number was accepted in many tries. */
        GIVEN_UP
    }

    /** For numbers of a type whose fraction has so many bits: 52, 23, 10 or, of bfloat16, 7. */
    public BoundedNormalSampler(int bits) {
        this.bits = bits;
        wide = round(1.3);
    }

    /**
     * Draws {@code n} numbers to {@code out[offset]}, {@code out[offset + stride]} and so on.
     *
     * @param generator where the random words begin; moved on
     */
    public Outcome draw(
            Philox generator,
            double mean,
            double deviation,
            double least,
            double greatest,
            double[] out,
            int offset,
            int stride,
            int n) {
        if (!(deviation > 0 && least < greatest && (Double.isFinite(least) || Double.isFinite(greatest)))) {
            return Outcome.REFUSED;
        }
        boolean isReversed = least == Double.NEGATIVE_INFINITY || greatest < mean;
        double scale = isReversed ? -deviation : deviation;
        double low = round(round((isReversed ? greatest : least) - mean) / scale);
        double high = round(round((isReversed ? least : greatest) - mean) / scale);
        double root = round(Math.sqrt(round(round(low * low) + 4)));
        double cutoff =
                round(round(2 * exp(round(0.5 + round(round(low * round(low - root)) / 4)))) / round(low + root));
        double length = round(high - low);
        int drawn;
        if ((low < -wide && high >= 0) || (high > wide && low <= 0)) {
            drawn = ofAll(generator, low, high, out, offset, stride, n);
        } else if (length < cutoff) {
            drawn = ofUniform(generator, low, length, out, offset, stride, n);
        } else {
            drawn = ofExponential(generator, low, high, root, out, offset, stride, n);
        }
        for (int i = 0; i < drawn; i++) {
            int at = offset + i * stride;
            out[at] = round(round(out[at] * scale) + mean);
        }
        return drawn == n ? Outcome.DRAWN : Outcome.GIVEN_UP;
    }

    private int ofAll(Philox generator, double low, double high, double[] out, int offset, int stride, int n) {
        int drawn = 0;
        int tries = 0;
        while (drawn < n) {
            int size = normals(generator);
            for (int i = 0; i < size && drawn < n; i++) {
                if (first[i] >= low && first[i] <= high) {
                    out[offset + drawn++ * stride] = first[i];
                    tries = 0;
                } else if (++tries > MOST_TRIES) {
                    return drawn;
                }
            }
        }
        return drawn;
    }

    private int ofUniform(Philox generator, double low, double length, double[] out, int offset, int stride, int n) {
        double most = low < 0 ? 0 : round(low * low);
        int drawn = 0;
        int tries = 0;
        while (drawn < n) {
            int size = uniforms(generator, first);
            uniforms(generator, second);
            for (int i = 0; i < size && drawn < n; i++) {
                double z = round(round(first[i] * length) + low);
                if (second[i] <= exp(round(round(most - round(z * z)) / 2))) {
                    out[offset + drawn++ * stride] = z;
                    tries = 0;
                } else if (++tries >= MOST_TRIES) {
                    return drawn;
                }
            }
        }
        return drawn;
    }

    private int ofExponential(
            Philox generator, double low, double high, double root, double[] out, int offset, int stride, int n) {
        double alpha = round(round(low + root) / 2);
        int drawn = 0;
        int tries = 0;
        while (drawn < n) {
            int size = uniforms(generator, first);
            for (int i = 0; i < size && drawn < n; i += 2) {
                double z = round(round(-round(StrictMath.log(first[i])) / alpha) + low);
                double x = low < alpha ? round(alpha - z) : round(low - alpha);
                if (first[i + 1] <= exp(round(round(-x * x) / 2)) && z < high) {
                    out[offset + drawn++ * stride] = z;
                    tries = 0;
                } else if (++tries >= MOST_TRIES) {
                    return drawn;
                }
            }
        }
        return drawn;
    }

    /** Makes a block to normal numbers, and gives how many. */
    private int normals(Philox generator) {
        generator.next();
        if (bits == DOUBLE_BITS) {
            double radius = BoxMullerDouble.radius(generator.word(0), generator.word(1));
            double angle = BoxMullerDouble.angle(generator.word(2), generator.word(3));
            first[0] = StrictMath.sin(angle) * radius;
            first[1] = StrictMath.cos(angle) * radius;
            return 2;
        }
        for (int i = 0; i < 4; i += 2) {
            float radius = BoxMullerFloat.radius(generator.word(i));
            first[i] = round(BoxMullerFloat.sine(generator.word(i + 1)) * radius);
            first[i + 1] = round(BoxMullerFloat.cosine(generator.word(i + 1)) * radius);
        }
        return 4;
    }

    private int uniforms(Philox generator, double[] out) {
        generator.next();
        if (bits == DOUBLE_BITS) {
            out[0] = UniformDouble.fromWords(generator.word(0), generator.word(1));
            out[1] = UniformDouble.fromWords(generator.word(2), generator.word(3));
            return 2;
        }
        for (int i = 0; i < 4; i++) {
            out[i] = (generator.word(i) & (1 << bits) - 1) / (double) (1 << bits);
        }
        return 4;
    }

    private double exp(double x) {
        return round(StrictMath.exp(x));
    }

    /** A float64 operation on narrower numbers, rounded, is the narrower operation: the fraction is more than twice as long. */
    private double round(double x) {
        return switch (bits) {
            case DOUBLE_BITS -> x;
            case FLOAT_BITS -> (float) x;
            case HALF_BITS -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            default -> Float.intBitsToFloat(rounded(Float.floatToRawIntBits((float) x)));
        };
    }

    /** The bits of a float32 without the lower half, to which the nearest even one was rounded; NaN and infinities stay. */
    private static int rounded(int word) {
        boolean isFinite = (word & 0x7f800000) != 0x7f800000;
        return (isFinite ? word + 0x7fff + (word >>> 16 & 1) : word) & 0xffff0000;
    }
}
