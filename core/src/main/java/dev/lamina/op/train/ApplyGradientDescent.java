package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * Subtracts the gradient from a variable: {@code var -= delta * alpha}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"var: Ref(T)", "alpha: T", "delta: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyGradientDescent(boolean useLocking) implements Op {
    /** Adds an update. */
    public static Node of(Scope scope, Operand var, Operand alpha, Operand delta) {
        return scope.node(new ApplyGradientDescent(false), List.of(var, alpha, delta));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Update.shape(c, this));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new GradientDescentUpdate(c);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ApplyGradientDescent(false), new float[] {1, 2}, 0.5f, new float[] {2, -4})
                        .gives(new float[] {0, 4}),
                Sample.rough(new ApplyGradientDescent(false), new double[] {1, 2}, 0.5, new double[] {2, -4})
                        .gives(new double[] {0, 4}),
                Sample.rough(
                                new ApplyGradientDescent(false),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)),
                                0.5f,
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused(
                        "alpha is not a scalar: [2]",
                        new ApplyGradientDescent(false),
                        new float[] {1, 2},
                        new float[] {1, 1},
                        new float[] {2, -4}),
                Sample.refused(
                        "var and delta do not have the same shape",
                        new ApplyGradientDescent(false),
                        new float[] {1, 2},
                        0.5f,
                        new float[3]));
    }
}
