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
 * RMSProp: {@code ms += (grad * grad - ms) * (1 - rho); mom = mom * momentum + grad * lr / sqrt(ms + epsilon); var
 * -= mom}. Denormal numbers in {@code ms} and {@code mom} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"var: Ref(T)", "ms: Ref(T)", "mom: Ref(T)", "lr: T", "rho: T", "momentum: T", "epsilon: T", "grad: T"
        },
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyRMSProp(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand ms,
            Operand mom,
            Operand lr,
            Operand rho,
            Operand momentum,
            Operand epsilon,
            Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyRMSProp(false) : new ApplyRMSProp(false);
        return scope.node(op, List.of(var, ms, mom, lr, rho, momentum, epsilon, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand ms,
            Operand mom,
            Operand lr,
            Operand rho,
            Operand momentum,
            Operand epsilon,
            Operand grad,
            Operand indices) {
        Op op = UpdateOp.isResource(var) ? new ResourceSparseApplyRMSProp(false) : new SparseApplyRMSProp(false);
        return scope.node(op, List.of(var, ms, mom, lr, rho, momentum, epsilon, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new RMSPropUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyRMSProp(false));
    }

    private static List<Sample> samples(Op op) {
        double[] one = {1};
        double[] four = {4};
        return UpdateOp.inBothTypes(
                Sample.rough(op, one, four, one, 0.5, 0.5, 0.5, 6.0, four)
                        .gives(new double[] {0}, new double[] {10}, one),
                Sample.refused("rho is not a scalar: [1]", op, one, one, one, 1.0, one, 1.0, 1.0, four),
                Sample.refused(
                        "var and mom do not have the same shape",
                        op,
                        one,
                        one,
                        new double[2],
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        four));
    }

    /** {@link ApplyRMSProp} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "ms: resource",
                "mom: resource",
                "lr: T",
                "rho: T",
                "momentum: T",
                "epsilon: T",
                "grad: T"
            },
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyRMSProp(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new RMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyRMSProp.samples(new ResourceApplyRMSProp(false));
        }
    }

    /** {@link ApplyRMSProp} of rows, with the same attributes. */
    @OpDef(
            inputs = {
                "var: Ref(T)",
                "ms: Ref(T)",
                "mom: Ref(T)",
                "lr: T",
                "rho: T",
                "momentum: T",
                "epsilon: T",
                "grad: T",
                "indices: Tindices"
            },
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record SparseApplyRMSProp(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new RMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyRMSProp.samples(), op -> new SparseApplyRMSProp(false));
        }
    }

    /** {@link ApplyRMSProp} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "ms: resource",
                "mom: resource",
                "lr: T",
                "rho: T",
                "momentum: T",
                "epsilon: T",
                "grad: T",
                "indices: Tindices"
            },
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyRMSProp(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new RMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyRMSProp.samples(), op -> new ResourceSparseApplyRMSProp(false));
        }
    }
}
