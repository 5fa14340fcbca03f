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
 * Momentum: {@code accum = accum * momentum + grad; var -= accum * lr}. Denormal numbers in {@code accum} become 0,
 * as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param useNesterov whether to step ahead as Nesterov does: {@code var -= grad * lr + accum * momentum * lr}
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "grad: T", "momentum: T"},
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "use_nesterov: bool = false"
        },
        stateful = true)
public record ApplyMomentum(boolean useLocking, boolean useNesterov) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand grad, Operand momentum, boolean useNesterov) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyMomentum(false, useNesterov)
                : new ApplyMomentum(false, useNesterov);
        return scope.node(op, List.of(var, accum, lr, grad, momentum));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand lr,
            Operand grad,
            Operand indices,
            Operand momentum,
            boolean useNesterov) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyMomentum(false, useNesterov)
                : new SparseApplyMomentum(false, useNesterov);
        return scope.node(op, List.of(var, accum, lr, grad, indices, momentum));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new MomentumUpdate(c, useNesterov);
    }

    static List<Sample> samples() {
        return samples(new ApplyMomentum(false, false), new ApplyMomentum(false, true));
    }

    private static List<Sample> samples(Op plain, Op nesterov) {
        double[] var = {1, 2};
        double[] accum = {10, 20};
        return UpdateOp.inBothTypes(
                Sample.rough(plain, var, accum, 0.1, new double[] {1, 2}, 0.5)
                        .gives(new double[] {0.4, 0.8}, new double[] {6, 12}),
                Sample.rough(nesterov, var, accum, 0.1, new double[] {1, 2}, 0.5)
                        .gives(new double[] {0.6, 1.2}, new double[] {6, 12}),
                Sample.refused("lr is not a scalar: [1]", plain, var, accum, new double[1], var, 0.5),
                Sample.refused(
                        "var and accum do not have the same shape",
                        plain,
                        new double[1],
                        accum,
                        1.0,
                        new double[1],
                        0.5));
    }

    /** {@link ApplyMomentum} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "momentum: T"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "use_locking: bool = false",
                "use_nesterov: bool = false"
            },
            stateful = true)
    public record ResourceApplyMomentum(boolean useLocking, boolean useNesterov) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new MomentumUpdate(c, useNesterov);
        }

        static List<Sample> samples() {
            return ApplyMomentum.samples(
                    new ResourceApplyMomentum(false, false), new ResourceApplyMomentum(false, true));
        }
    }

    /** {@link ApplyMomentum} of rows, with the same attributes. */
    @OpDef(
            inputs = {"var: Ref(T)", "accum: Ref(T)", "lr: T", "grad: T", "indices: Tindices", "momentum: T"},
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "use_nesterov: bool = false"
            },
            stateful = true)
    public record SparseApplyMomentum(boolean useLocking, boolean useNesterov) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new MomentumUpdate(c, useNesterov);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyMomentum.samples(), op -> new SparseApplyMomentum(false, ((ApplyMomentum) op).useNesterov()));
        }
    }

    /** {@link ApplyMomentum} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "indices: Tindices", "momentum: T"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "use_nesterov: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyMomentum(boolean useLocking, boolean useNesterov) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new MomentumUpdate(c, useNesterov);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyMomentum.samples(),
                    op -> new ResourceSparseApplyMomentum(false, ((ApplyMomentum) op).useNesterov()));
        }
    }
}
