package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * Adam that divides by the largest mean of squares so far: {@code m += (grad - m) * (1 - beta1); v += (grad * grad - v) * (1 - beta2); vhat =
 * max(vhat, v); var -= m * alpha / (sqrt(vhat) + epsilon)} with {@code alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi et al., On the convergence of Adam and beyond (2018)</a>
 */
@OpDef(
        inputs = {
            "var: resource",
            "m: resource",
            "v: resource",
            "vhat: resource",
            "beta1_power: T",
            "beta2_power: T",
            "lr: T",
            "beta1: T",
            "beta2: T",
            "epsilon: T",
            "grad: T"
        },
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ResourceApplyAdamWithAmsgrad(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand m,
            Operand v,
            Operand vhat,
            Operand beta1Power,
            Operand beta2Power,
            Operand lr,
            Operand beta1,
            Operand beta2,
            Operand epsilon,
            Operand grad) {
        return scope.node(
                new ResourceApplyAdamWithAmsgrad(false),
                List.of(var, m, v, vhat, beta1Power, beta2Power, lr, beta1, beta2, epsilon, grad));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AmsgradUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ResourceApplyAdamWithAmsgrad(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(
                                op,
                                new double[] {1},
                                new double[] {0},
                                new double[] {0},
                                new double[] {16},
                                0.5,
                                0.75,
                                0.1,
                                0.5,
                                0.75,
                                1.0,
                                new double[] {4})
                        .gives(new double[] {0.96}, new double[] {2}, new double[] {4}, new double[] {16}),
                Sample.refused(
                        "epsilon is not a scalar: [1]",
                        op,
                        new double[] {1},
                        new double[] {0},
                        new double[] {0},
                        new double[] {16},
                        0.5,
                        0.75,
                        0.1,
                        0.5,
                        0.75,
                        new double[] {1},
                        new double[] {4}));
    }
}
