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
 * AdaMax, Adam with the largest gradient in place of the mean of squares: {@code m += (grad - m) * (1 - beta1); v = max(beta2 * v, |grad|); var
 * -= lr / (1 - beta1_power) * (m / (v + epsilon))}. Denormal numbers in {@code m} and {@code v} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba, Adam: a method for stochastic optimization (2014), section 7.1</a>
 */
@OpDef(
        inputs = {
            "var: Ref(T)",
            "m: Ref(T)",
            "v: Ref(T)",
            "beta1_power: T",
            "lr: T",
            "beta1: T",
            "beta2: T",
            "epsilon: T",
            "grad: T"
        },
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyAdaMax(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand m,
            Operand v,
            Operand beta1Power,
            Operand lr,
            Operand beta1,
            Operand beta2,
            Operand epsilon,
            Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyAdaMax(false) : new ApplyAdaMax(false);
        return scope.node(op, List.of(var, m, v, beta1Power, lr, beta1, beta2, epsilon, grad));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdaMaxUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdaMax(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(
                                op,
                                new double[] {1},
                                new double[] {0},
                                new double[] {0},
                                0.5,
                                0.1,
                                0.5,
                                0.75,
                                1.0,
                                new double[] {4})
                        .gives(new double[] {0.92}, new double[] {2}, new double[] {4}),
                Sample.refused(
                        "lr is not a scalar: [1]",
                        op,
                        new double[] {1},
                        new double[] {0},
                        new double[] {0},
                        0.5,
                        new double[] {1},
                        0.5,
                        0.75,
                        1.0,
                        new double[] {4}));
    }

    /** {@link ApplyAdaMax} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "m: resource",
                "v: resource",
                "beta1_power: T",
                "lr: T",
                "beta1: T",
                "beta2: T",
                "epsilon: T",
                "grad: T"
            },
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyAdaMax(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdaMaxUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyAdaMax.samples(new ResourceApplyAdaMax(false));
        }
    }
}
