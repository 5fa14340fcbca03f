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
 * Adagrad: {@code accum += grad * grad; var -= grad * lr / sqrt(accum)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive subgradient methods (JMLR 12, 2011)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ApplyAdagrad(boolean useLocking, boolean updateSlots) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(Scope scope, Operand var, Operand accum, Operand lr, Operand grad, boolean updateSlots) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyAdagrad(false, updateSlots)
                : new ApplyAdagrad(false, updateSlots);
        return scope.node(op, List.of(var, accum, lr, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope, Operand var, Operand accum, Operand lr, Operand grad, Operand indices, boolean updateSlots) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyAdagrad(false, updateSlots)
                : new SparseApplyAdagrad(false, updateSlots);
        return scope.node(op, List.of(var, accum, lr, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradUpdate(c, updateSlots);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdagrad(false, true), new ApplyAdagrad(false, false));
    }

    private static List<Sample> samples(Op plain, Op alone) {
        double[] var = {1, 2};
        double[] grad = {2, 4};
        return UpdateOp.inBothTypes(
                Sample.rough(plain, var, new double[] {0, 9}, 0.5, grad)
                        .gives(new double[] {0.5, 1.6}, new double[] {4, 25}),
                Sample.rough(alone, var, new double[] {4, 16}, 0.5, grad)
                        .gives(new double[] {0.5, 1.5}, new double[] {4, 16}),
                Sample.refused("lr is not a scalar: [1]", plain, var, var, new double[1], grad),
                Sample.refused(
                        "var and grad do not have the same shape", plain, new double[1], new double[1], 1.0, grad));
    }

    /** {@link ApplyAdagrad} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "grad: T"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record ResourceApplyAdagrad(boolean useLocking, boolean updateSlots) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdagradUpdate(c, updateSlots);
        }

        static List<Sample> samples() {
            return ApplyAdagrad.samples(new ResourceApplyAdagrad(false, true), new ResourceApplyAdagrad(false, false));
        }
    }

    /** {@link ApplyAdagrad} of rows, with the same attributes. */
    @OpDef(
            inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "grad: T", "indices: Tindices"},
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record SparseApplyAdagrad(boolean useLocking, boolean updateSlots) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradUpdate(c, updateSlots);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyAdagrad.samples(), op -> new SparseApplyAdagrad(false, ((ApplyAdagrad) op).updateSlots()));
        }
    }

    /** {@link ApplyAdagrad} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "indices: Tindices"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record ResourceSparseApplyAdagrad(boolean useLocking, boolean updateSlots) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradUpdate(c, updateSlots);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyAdagrad.samples(),
                    op -> new ResourceSparseApplyAdagrad(false, ((ApplyAdagrad) op).updateSlots()));
        }
    }
}
