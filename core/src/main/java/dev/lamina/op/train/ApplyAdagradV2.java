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
 * Adagrad kept from division by zero: {@code accum += grad * grad; var -= grad * lr / (sqrt(accum) + epsilon)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param updateSlots whether {@code accum} is updated as well
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "epsilon: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "update_slots: bool = true"
        },
        stateful = true)
public record ApplyAdagradV2(boolean useLocking, boolean updateSlots) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand epsilon, Operand grad, boolean updateSlots) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyAdagradV2(false, updateSlots)
                : new ApplyAdagradV2(false, updateSlots);
        return scope.node(op, List.of(var, accum, lr, epsilon, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand lr,
            Operand epsilon,
            Operand grad,
            Operand indices,
            boolean updateSlots) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyAdagradV2(false, updateSlots)
                : new SparseApplyAdagradV2(false, updateSlots);
        return scope.node(op, List.of(var, accum, lr, epsilon, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradV2Update(c, updateSlots);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdagradV2(false, true), new ApplyAdagradV2(false, false));
    }

    private static List<Sample> samples(Op plain, Op alone) {
        double[] var = {1, 2};
        double[] grad = {2, 4};
        return UpdateOp.inBothTypes(
                Sample.rough(plain, var, new double[] {0, 9}, 0.5, 3.0, grad)
                        .gives(new double[] {0.8, 1.75}, new double[] {4, 25}),
                Sample.rough(alone, var, new double[] {4, 25}, 0.5, 3.0, grad)
                        .gives(new double[] {0.8, 1.75}, new double[] {4, 25}),
                Sample.refused("epsilon is not a scalar: [1]", plain, var, var, 1.0, new double[1], grad));
    }

    /** {@link ApplyAdagradV2} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "epsilon: T", "grad: T"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record ResourceApplyAdagradV2(boolean useLocking, boolean updateSlots) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdagradV2Update(c, updateSlots);
        }

        static List<Sample> samples() {
            return ApplyAdagradV2.samples(
                    new ResourceApplyAdagradV2(false, true), new ResourceApplyAdagradV2(false, false));
        }
    }

    /** {@link ApplyAdagradV2} of rows, with the same attributes. */
    @OpDef(
            inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "epsilon: T", "grad: T", "indices: Tindices"},
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record SparseApplyAdagradV2(boolean useLocking, boolean updateSlots) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradV2Update(c, updateSlots);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyAdagradV2.samples(),
                    op -> new SparseApplyAdagradV2(false, ((ApplyAdagradV2) op).updateSlots()));
        }
    }

    /** {@link ApplyAdagradV2} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "epsilon: T", "grad: T", "indices: Tindices"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "update_slots: bool = true"
            },
            stateful = true)
    public record ResourceSparseApplyAdagradV2(boolean useLocking, boolean updateSlots) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradV2Update(c, updateSlots);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyAdagradV2.samples(),
                    op -> new ResourceSparseApplyAdagradV2(false, ((ApplyAdagradV2) op).updateSlots()));
        }
    }
}
