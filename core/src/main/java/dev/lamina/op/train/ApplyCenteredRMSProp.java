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
 * RMSProp that divides by the gradients' deviation: {@code ms += (grad * grad - ms) * (1 - rho); mg += (grad - mg) * (1 - rho); mom = mom * momentum
 * + grad * lr / sqrt(ms - mg * mg + epsilon); var -= mom}. Denormal numbers in {@code mg}, {@code ms} and {@code mom} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {
            "var: Ref(T)",
            "mg: Ref(T)",
            "ms: Ref(T)",
            "mom: Ref(T)",
            "lr: T",
            "rho: T",
            "momentum: T",
            "epsilon: T",
            "grad: T"
        },
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyCenteredRMSProp(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand mg,
            Operand ms,
            Operand mom,
            Operand lr,
            Operand rho,
            Operand momentum,
            Operand epsilon,
            Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyCenteredRMSProp(false) : new ApplyCenteredRMSProp(false);
        return scope.node(op, List.of(var, mg, ms, mom, lr, rho, momentum, epsilon, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand mg,
            Operand ms,
            Operand mom,
            Operand lr,
            Operand rho,
            Operand momentum,
            Operand epsilon,
            Operand grad,
            Operand indices) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyCenteredRMSProp(false)
                : new SparseApplyCenteredRMSProp(false);
        return scope.node(op, List.of(var, mg, ms, mom, lr, rho, momentum, epsilon, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new CenteredRMSPropUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyCenteredRMSProp(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(
                                op,
                                new double[] {1},
                                new double[] {2},
                                new double[] {4},
                                new double[] {1},
                                0.5,
                                0.5,
                                0.5,
                                3.0,
                                new double[] {4})
                        .gives(new double[] {-0.5}, new double[] {3}, new double[] {10}, new double[] {1.5}),
                Sample.refused(
                        "var and mom do not have the same shape",
                        op,
                        new double[] {1},
                        new double[] {2},
                        new double[] {4},
                        new double[] {1, 2},
                        0.5,
                        0.5,
                        0.5,
                        3.0,
                        new double[] {4}));
    }

    /** {@link ApplyCenteredRMSProp} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "mg: resource",
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
    public record ResourceApplyCenteredRMSProp(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new CenteredRMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyCenteredRMSProp.samples(new ResourceApplyCenteredRMSProp(false));
        }
    }

    /** {@link ApplyCenteredRMSProp} of rows, with the same attributes. */
    @OpDef(
            inputs = {
                "var: Ref(T)",
                "mg: Ref(T)",
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
    public record SparseApplyCenteredRMSProp(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new CenteredRMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyCenteredRMSProp.samples(), op -> new SparseApplyCenteredRMSProp(false));
        }
    }

    /** {@link ApplyCenteredRMSProp} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "mg: resource",
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
    public record ResourceSparseApplyCenteredRMSProp(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new CenteredRMSPropUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyCenteredRMSProp.samples(), op -> new ResourceSparseApplyCenteredRMSProp(false));
        }
    }
}
