package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Constraint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer: {@code activation(x · kernel + bias)}, of an input of shape [examples, …, inputs]: along its last axis.
 *
 * <p>Its variables are {@code kernel}, of shape [inputs, units], or [units, inputs] if it is transposed, and {@code bias}, of
 * shape [units].
 *
 * @param name the name of its scope
 * @param units the number of outputs
 * @param activation what its result goes through, if anything
 * @param kernel the kernel
 * @param bias the bias, if there is one
 * @param isTransposed whether the kernel lies the other way round
 */
public record Dense(
        String name,
        int units,
        @Nullable Activation activation,
        Parameter kernel,
        @Nullable Parameter bias,
        boolean isTransposed)
        implements Layer {
    /** Checks the number of units. */
    public Dense {
        if (units < 1) {
            throw new InvalidArgumentException("a dense layer needs 1 unit or more, got " + units);
        }
    }

    /** A layer without an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros. */
    public Dense(int units) {
        this("dense", units, null, Parameter.of(Initializer.glorotUniform()), Parameter.of(Initializer.zeros()), false);
    }

    /** A layer with an activation, its kernel from {@link Initializer#glorotUniform}, its bias from zeros. */
    public Dense(int units, Activation activation) {
        this(
                "dense",
                units,
                activation,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.zeros()),
                false);
    }

    @Override
    public Dense named(String name) {
        return new Dense(name, units, activation, kernel, bias, isTransposed);
    }

    /** The same layer with another kernel. */
    public Dense kernel(Parameter kernel) {
        return new Dense(name, units, activation, kernel, bias, isTransposed);
    }

    /**
     * The same layer with another kernel, of shape [units, inputs]: {@code activation(x · kernelᵀ + bias)}. Tied to the kernel
     * of a layer from units to inputs, or to the table of an {@link Embedding} of that many numbers, it reads it back.
     */
    public Dense transposedKernel(Parameter kernel) {
        return new Dense(name, units, activation, kernel, bias, true);
    }

    /** The same layer with another first value of the kernel. */
    public Dense kernelInitializer(Initializer initializer) {
        return kernel(kernel.initialized(initializer));
    }

    /** The same layer with a penalty for the kernel. */
    public Dense kernelRegularizer(Regularizer regularizer) {
        return kernel(kernel.regularized(regularizer));
    }

    /** The same layer with a constraint on the kernel. */
    public Dense kernelConstraint(Constraint constraint) {
        return kernel(kernel.constrained(constraint));
    }

    /** The same layer with another bias. */
    public Dense bias(Parameter bias) {
        return new Dense(name, units, activation, kernel, bias, isTransposed);
    }

    /** The same layer without a bias. */
    public Dense withoutBias() {
        return new Dense(name, units, activation, kernel, null, isTransposed);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() < 2 || shape.dim(shape.rank() - 1) < 0) {
            throw new InvalidArgumentException(
                    "The last dimension of the inputs to `Dense` should be defined, and there should be two or more: "
                            + name + " is given " + input,
                    "put a Flatten layer before it");
        }
        long inputs = shape.dim(shape.rank() - 1);
        Shape kernelShape = isTransposed ? Shape.of(units, inputs) : Shape.of(inputs, units);
        Variable w = kernel.variable(own, "kernel", input.dtype(), kernelShape);
        Variable b = bias == null ? null : bias.variable(own, "bias", input.dtype(), Shape.of(units));
        return (scope, x, phase) -> {
            boolean isMatrix = shape.rank() == 2;
            Output rows = isMatrix ? x : Reshape.of(scope, x, -1, Math.toIntExact(inputs));
            Output product = MatMul.of(scope, rows, w, false, isTransposed);
            Output sum = b == null ? product : BiasAdd.of(scope, product, b);
            Output result = activation == null ? sum : activation.of(scope, sum);
            return isMatrix ? result : Reshape.of(scope, result, outer(scope, x));
        };
    }

    /** The shape of the result: the input's, but for the last axis. */
    private Output outer(Scope scope, Output x) {
        int axes = x.shape().rank() - 1;
        Shape known = x.shape().slice(0, axes).concat(Shape.of(units));
        int[] dims = IntStream.range(0, axes + 1)
                .map(axis -> Math.toIntExact(known.dim(axis)))
                .toArray();
        if (Arrays.stream(dims).filter(dim -> dim < 0).count() <= 1) {
            return Const.of(scope, dims);
        }
        Output given = Slice.of(scope, dev.lamina.op.array.Shape.of(scope, x), new int[] {0}, new int[] {axes});
        return ConcatV2.of(scope, List.of(given, Const.of(scope, new int[] {units})), 0);
    }
}
