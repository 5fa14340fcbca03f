package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.RangeKernel;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * Adagrad with the proximal step of L1 and L2: {@code accum += grad * grad; rate = lr / sqrt(accum); v = var - grad * rate; var = sign(v) *
 * max(|v| - rate * l1, 0) / (1 + l2 * rate)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://papers.nips.cc/paper/3793">Duchi, Singer, Efficient learning using forward-backward splitting (2009)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "l1: T", "l2: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyProximalAdagrad(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(Scope scope, Operand var, Operand accum, Operand lr, Operand l1, Operand l2, Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyProximalAdagrad(false) : new ApplyProximalAdagrad(false);
        return scope.node(op, List.of(var, accum, lr, l1, l2, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand lr,
            Operand l1,
            Operand l2,
            Operand grad,
            Operand indices) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyProximalAdagrad(false)
                : new SparseApplyProximalAdagrad(false);
        return scope.node(op, List.of(var, accum, lr, l1, l2, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new ProximalAdagradUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyProximalAdagrad(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(op, new double[] {1}, new double[] {9}, 5.0, 1.0, 3.0, new double[] {-4})
                        .gives(new double[] {1}, new double[] {25}),
                Sample.rough(op, new double[] {1}, new double[] {9}, 5.0, 0.0, 3.0, new double[] {-4})
                        .gives(new double[] {1.25}, new double[] {25}),
                Sample.refused(
                        "var and accum do not have the same shape",
                        op,
                        new double[] {1},
                        new double[] {1, 2},
                        5.0,
                        1.0,
                        3.0,
                        new double[] {4}));
    }

    /** {@link ApplyProximalAdagrad} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "l1: T", "l2: T", "grad: T"},
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyProximalAdagrad(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new ProximalAdagradUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyProximalAdagrad.samples(new ResourceApplyProximalAdagrad(false));
        }
    }

    /** {@link ApplyProximalAdagrad} of rows, with the same attributes. */
    @OpDef(
            inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "l1: T", "l2: T", "grad: T", "indices: Tindices"},
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record SparseApplyProximalAdagrad(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new ProximalAdagradUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyProximalAdagrad.samples(), op -> new SparseApplyProximalAdagrad(false));
        }
    }

    /** {@link ApplyProximalAdagrad} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "l1: T", "l2: T", "grad: T", "indices: Tindices"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyProximalAdagrad(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new ProximalAdagradUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyProximalAdagrad.samples(), op -> new ResourceSparseApplyProximalAdagrad(false));
        }
    }
}
