package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
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
public record ApplyGradientDescent(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(Scope scope, Operand var, Operand alpha, Operand delta) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyGradientDescent(false) : new ApplyGradientDescent(false);
        return scope.node(op, List.of(var, alpha, delta));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new GradientDescentUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyGradientDescent(false));
    }

    private static List<Sample> samples(Op op) {
        double[] var = {1, 2};
        double[] delta = {2, -4};
        Tensor none = Tensor.zeros(DType.FLOAT64, Shape.of(0, 3));
        return UpdateOp.inBothTypes(
                Sample.rough(op, var, 0.5, delta).gives(new double[] {0, 4}),
                Sample.rough(op, none, 0.5, none).gives(none),
                Sample.refused("alpha is not a scalar: [2]", op, var, var, delta),
                Sample.refused("var and delta do not have the same shape", op, var, 0.5, new double[3]));
    }

    /** {@link ApplyGradientDescent} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "alpha: T", "delta: T"},
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyGradientDescent(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new GradientDescentUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyGradientDescent.samples(new ResourceApplyGradientDescent(false));
        }
    }
}
