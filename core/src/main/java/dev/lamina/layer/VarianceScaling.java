package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * Random numbers with mean 0 and the variance {@code scale / n}, n of which depends on the shape, as TensorFlow's
 * initializer of this name.
 *
 * <p>Of a kernel, the last axis is the outputs and the one before it the inputs; the axes before those, as convolutions
 * have them, multiply both.
 *
 * @param scale the variance times n
 * @param fan what n is
 * @param distribution how the numbers are distributed
 * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot, Bengio 2010</a>
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al. 2015</a>
 */
public record VarianceScaling(float scale, Fan fan, Distribution distribution) implements Initializer {
    /** The standard deviation of the normal distribution with mean 0 and deviation 1, cut at -2 and 2. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    /** What the variance is divided by. */
    public enum Fan {
        /** The number of inputs. */
        IN,
        /** The number of outputs. */
        OUT,
        /** The mean of both. */
        AVERAGE
    }

    /** The shape of the distribution. */
    public enum Distribution {
        /** Normal, drawn again beyond two standard deviations; the variance is that of what is left. */
        TRUNCATED_NORMAL,
        /** Normal. */
        NORMAL,
        /** All numbers of a range equally likely. */
        UNIFORM
    }

    /** Checks the scale. */
    public VarianceScaling {
        if (!(scale > 0)) {
            throw new InvalidArgumentException("`scale` must be positive float, got " + scale);
        }
    }

    @Override
    public Output of(Scope scope, DType dtype, Shape shape) {
        double variance = scale / Math.max(1, fan(shape));
        return switch (distribution) {
            case TRUNCATED_NORMAL ->
                Initializer.truncatedNormal(0, (float) (Math.sqrt(variance) / TRUNCATED_DEVIATION))
                        .of(scope, dtype, shape);
            case NORMAL -> Initializer.normal(0, (float) Math.sqrt(variance)).of(scope, dtype, shape);
            case UNIFORM -> {
                float limit = (float) Math.sqrt(3 * variance);
                yield Initializer.uniform(-limit, limit).of(scope, dtype, shape);
            }
        };
    }

    private double fan(Shape shape) {
        double in = 1;
        double out = 1;
        int rank = shape.rank();
        if (rank == 1) {
            in = shape.dim(0);
            out = in;
        } else if (rank > 1) {
            double field = shape.slice(0, rank - 2).elements();
            in = shape.dim(rank - 2) * field;
            out = shape.dim(rank - 1) * field;
        }
        return switch (fan) {
            case IN -> in;
            case OUT -> out;
            case AVERAGE -> (in + out) / 2;
        };
    }
}
