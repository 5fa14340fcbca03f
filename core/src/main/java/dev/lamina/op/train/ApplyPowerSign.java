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
 * PowerSign: {@code m = m * beta + grad * (1 - beta); var -= lr * exp(logbase * sign_decay * sign(grad) * sign(m)) * grad}. Denormal numbers in {@code m} become
 * 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://arxiv.org/abs/1709.07417">Bello et al., Neural optimizer search (2017)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "m: Ref(T)", "lr: T", "logbase: T", "sign_decay: T", "beta: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyPowerSign(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand m,
            Operand lr,
            Operand logbase,
            Operand signDecay,
            Operand beta,
            Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyPowerSign(false) : new ApplyPowerSign(false);
        return scope.node(op, List.of(var, m, lr, logbase, signDecay, beta, grad));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new PowerSignUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyPowerSign(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(op, new double[] {1, 1, 1}, new double[] {2, 8, 4}, 0.5, 2.0, 0.5, 0.5, new double[] {
                            -4, -4, -4
                        })
                        .gives(new double[] {6.43656365691809, 1.7357588823428847, 3}, new double[] {-1, 2, 0}),
                Sample.refused(
                        "logbase is not a scalar: [1]",
                        op,
                        new double[] {1},
                        new double[] {1},
                        0.5,
                        new double[] {1},
                        0.5,
                        0.5,
                        new double[] {1}));
    }

    /** {@link ApplyPowerSign} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "m: resource", "lr: T", "logbase: T", "sign_decay: T", "beta: T", "grad: T"},
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyPowerSign(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new PowerSignUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyPowerSign.samples(new ResourceApplyPowerSign(false));
        }
    }
}
