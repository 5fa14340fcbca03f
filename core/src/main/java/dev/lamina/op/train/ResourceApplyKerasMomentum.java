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
 * Momentum as Keras has it: {@code accum = accum * momentum - grad * lr; var += accum}. Denormal numbers in {@code accum} become 0, as in
 * TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param useNesterov whether to step ahead as Nesterov does: {@code var += accum * momentum - grad * lr}
 */
@OpDef(
        inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "momentum: T"},
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "use_nesterov: bool = false"
        },
        stateful = true)
public record ResourceApplyKerasMomentum(boolean useLocking, boolean useNesterov) implements UpdateOp {
    /** Adds an update of variables behind resources. */
    public static Node of(
            Scope scope, Operand var, Operand accum, Operand lr, Operand grad, Operand momentum, boolean useNesterov) {
        return scope.node(new ResourceApplyKerasMomentum(false, useNesterov), List.of(var, accum, lr, grad, momentum));
    }

    /** Adds an update of rows of variables behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand lr,
            Operand grad,
            Operand indices,
            Operand momentum,
            boolean useNesterov) {
        Op op = new ResourceSparseApplyKerasMomentum(false, useNesterov);
        return scope.node(op, List.of(var, accum, lr, grad, indices, momentum));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new KerasMomentumUpdate(c, useNesterov);
    }

    static List<Sample> samples() {
        return samples(new ResourceApplyKerasMomentum(false, false), new ResourceApplyKerasMomentum(false, true));
    }

    private static List<Sample> samples(Op op, Op other) {
        return UpdateOp.inBothTypes(
                Sample.rough(op, new double[] {1, 2}, new double[] {10, 20}, 0.1, new double[] {1, 2}, 0.5)
                        .gives(new double[] {5.9, 11.8}, new double[] {4.9, 9.8}),
                Sample.rough(other, new double[] {1, 2}, new double[] {10, 20}, 0.1, new double[] {1, 2}, 0.5)
                        .gives(new double[] {3.35, 6.7}, new double[] {4.9, 9.8}),
                Sample.refused(
                        "momentum is not a scalar: [1]",
                        op,
                        new double[] {1},
                        new double[] {1},
                        0.1,
                        new double[] {1},
                        new double[] {1}));
    }

    /** {@link ResourceApplyKerasMomentum} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "accum: resource", "lr: T", "grad: T", "indices: Tindices", "momentum: T"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "use_nesterov: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyKerasMomentum(boolean useLocking, boolean useNesterov) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new KerasMomentumUpdate(c, useNesterov);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ResourceApplyKerasMomentum.samples(),
                    op -> new ResourceSparseApplyKerasMomentum(false, ((ResourceApplyKerasMomentum) op).useNesterov()));
        }
    }
}
