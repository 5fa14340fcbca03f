package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Fill;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.random.TruncatedNormal;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * A variable's first value, computed by operations of the graph, named as TensorFlow 1 names them. Random ones draw from
 * the graph's seed and their own names: the same seed gives the same network.
 */
@FunctionalInterface
public interface Initializer {
    /** Adds the operations that compute the value. */
    Output of(Scope scope, DType dtype, Shape shape);

    /** Zeros. */
    static Initializer zeros() {
        return filled("zeros", 0);
    }

    /** Ones. */
    static Initializer ones() {
        return filled("ones", 1);
    }

    /** One number for all elements. */
    static Initializer constant(float value) {
        return filled("Const", value);
    }

    private static Initializer filled(String name, float value) {
        return (scope, dtype, shape) -> {
            Scope own = scope.nested(name);
            return Fill.of(own.itself(), dims(own, "shape_as_tensor", shape), Const.of(own, value, dtype));
        };
    }

    /** The normal distribution. */
    static Initializer normal(float mean, float deviation) {
        return (scope, dtype, shape) -> {
            Scope own = scope.nested("random_normal");
            Output drawn = RandomStandardNormal.of(own, dims(own, "shape", shape), dtype);
            return moved(own, drawn, "mean", mean, "stddev", deviation);
        };
    }

    /** The normal distribution; what is beyond two standard deviations is drawn again. */
    static Initializer truncatedNormal(float mean, float deviation) {
        return (scope, dtype, shape) -> {
            Scope own = scope.nested("truncated_normal");
            Output drawn = TruncatedNormal.of(own, dims(own, "shape", shape), dtype);
            return moved(own, drawn, "mean", mean, "stddev", deviation);
        };
    }

    /** From {@code low} (inclusive) to {@code high} (exclusive), all equally likely. */
    static Initializer uniform(float low, float high) {
        if (!(low < high)) {
            throw new InvalidArgumentException("a range from " + low + " to " + high + " has nothing in it");
        }
        return (scope, dtype, shape) -> {
            Scope own = scope.nested("random_uniform");
            Output drawn = RandomUniform.of(own, dims(own, "shape", shape), dtype);
            return moved(own, drawn, "min", low, "range", high - low);
        };
    }

    private static Output moved(
            Scope own, Output drawn, String offsetName, float offset, String factorName, float factor) {
        Output scaled = Mul.of(own.named("mul"), drawn, Const.of(own.named(factorName), factor, drawn.dtype()));
        return Add.of(own.itself(), scaled, Const.of(own.named(offsetName), offset, drawn.dtype()));
    }

    /** Uniform, with the variance 2 / (inputs + outputs): TensorFlow's choice where none is named. */
    static Initializer glorotUniform() {
        return new VarianceScaling(1, VarianceScaling.Fan.AVERAGE, VarianceScaling.Distribution.UNIFORM);
    }

    /** Truncated normal, with the variance 2 / (inputs + outputs). */
    static Initializer glorotNormal() {
        return new VarianceScaling(1, VarianceScaling.Fan.AVERAGE, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /** Uniform, with the variance 2 / inputs: for ReLUs. */
    static Initializer heUniform() {
        return new VarianceScaling(2, VarianceScaling.Fan.IN, VarianceScaling.Distribution.UNIFORM);
    }

    /** Truncated normal, with the variance 2 / inputs: for ReLUs. */
    static Initializer heNormal() {
        return new VarianceScaling(2, VarianceScaling.Fan.IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /** Uniform, with the variance 1 / inputs. */
    static Initializer lecunUniform() {
        return new VarianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.UNIFORM);
    }

    /** Truncated normal, with the variance 1 / inputs: for SELUs. */
    static Initializer lecunNormal() {
        return new VarianceScaling(1, VarianceScaling.Fan.IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }

    /** A random matrix with orthonormal columns (rows, if there are fewer of them), times a factor. */
    static Initializer orthogonal(float gain) {
        return new Orthogonal(gain);
    }

    /** A shape as a constant. */
    private static Output dims(Scope scope, String name, Shape shape) {
        return Const.dims(scope.named(name), shape.dims());
    }
}
