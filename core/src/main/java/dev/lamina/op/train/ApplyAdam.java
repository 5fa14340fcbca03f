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
 * Adam: {@code m += (grad - m) * (1 - beta1); v += (grad * grad - v) * (1 - beta2); var -= m * alpha / (sqrt(v) +
 * epsilon)} with {@code alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)}. Denormal numbers in {@code m} and {@code v}
 * become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param useNesterov whether {@code grad * (1 - beta1) + beta1 * m} takes the place of the last {@code m}
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba, Adam: a method for stochastic optimization (2014)</a>
 */
@OpDef(
        inputs = {
            "var: Ref(T)",
            "m: Ref(T)",
            "v: Ref(T)",
            "beta1_power: T",
            "beta2_power: T",
            "lr: T",
            "beta1: T",
            "beta2: T",
            "epsilon: T",
            "grad: T"
        },
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "use_nesterov: bool = false"
        },
        stateful = true)
public record ApplyAdam(boolean useLocking, boolean useNesterov) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand m,
            Operand v,
            Operand beta1Power,
            Operand beta2Power,
            Operand lr,
            Operand beta1,
            Operand beta2,
            Operand epsilon,
            Operand grad,
            boolean useNesterov) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyAdam(false, useNesterov)
                : new ApplyAdam(false, useNesterov);
        return scope.node(op, List.of(var, m, v, beta1Power, beta2Power, lr, beta1, beta2, epsilon, grad));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdamUpdate(c, useNesterov);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdam(false, false), new ApplyAdam(false, true));
    }

    private static List<Sample> samples(Op plain, Op nesterov) {
        double[] zero = {0};
        double[] one = {1};
        double[] grad = {4};
        return UpdateOp.inBothTypes(
                Sample.rough(plain, one, zero, zero, 0.5, 0.75, 0.1, 0.5, 0.75, 2.0, grad)
                        .gives(new double[] {0.95}, new double[] {2}, grad),
                Sample.rough(nesterov, one, zero, zero, 0.5, 0.75, 0.1, 0.5, 0.75, 2.0, grad)
                        .gives(new double[] {0.925}, new double[] {2}, grad),
                Sample.refused(
                        "beta1_power is not a scalar: [1]", plain, one, zero, zero, one, 1., 1., 1., 1., 1., grad),
                Sample.refused(
                        "var and grad do not have the same shape",
                        plain,
                        one,
                        zero,
                        zero,
                        1.,
                        1.,
                        1.,
                        1.,
                        1.,
                        1.,
                        new double[2]));
    }

    /** {@link ApplyAdam} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "m: resource",
                "v: resource",
                "beta1_power: T",
                "beta2_power: T",
                "lr: T",
                "beta1: T",
                "beta2: T",
                "epsilon: T",
                "grad: T"
            },
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "use_locking: bool = false",
                "use_nesterov: bool = false"
            },
            stateful = true)
    public record ResourceApplyAdam(boolean useLocking, boolean useNesterov) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdamUpdate(c, useNesterov);
        }

        static List<Sample> samples() {
            return ApplyAdam.samples(new ResourceApplyAdam(false, false), new ResourceApplyAdam(false, true));
        }
    }
}
