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
 * Adadelta: {@code accum = rho * accum + (1 - rho) * grad * grad; update = sqrt(accum_update + epsilon) / sqrt(accum +
 * epsilon) * grad; var -= update * lr; accum_update = rho * accum_update + (1 - rho) * update * update}. Denormal numbers in {@code accum}
 * and {@code accum_update} become 0, as in TensorFlow.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "accum_update: Ref(T)", "lr: T", "rho: T", "epsilon: T", "grad: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyAdadelta(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand accum,
            Operand accumUpdate,
            Operand lr,
            Operand rho,
            Operand epsilon,
            Operand grad) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyAdadelta(false) : new ApplyAdadelta(false);
        return scope.node(op, List.of(var, accum, accumUpdate, lr, rho, epsilon, grad));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand accumUpdate,
            Operand lr,
            Operand rho,
            Operand epsilon,
            Operand grad,
            Operand indices) {
        Op op = UpdateOp.isResource(var) ? new ResourceSparseApplyAdadelta(false) : new SparseApplyAdadelta(false);
        return scope.node(op, List.of(var, accum, accumUpdate, lr, rho, epsilon, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdadeltaUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdadelta(false));
    }

    private static List<Sample> samples(Op op) {
        double[] one = {1};
        double[] four = {4};
        return UpdateOp.inBothTypes(
                Sample.rough(op, new double[] {10}, four, new double[] {30}, 0.5, 0.5, 6.0, four)
                        .gives(new double[] {7}, new double[] {10}, new double[] {33}),
                Sample.refused("rho is not a scalar: [1]", op, one, one, one, 1.0, one, 1.0, four),
                Sample.refused(
                        "var and accum_update do not have the same shape",
                        op,
                        one,
                        one,
                        new double[2],
                        1.0,
                        1.0,
                        1.0,
                        four));
    }

    /** {@link ApplyAdadelta} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "accum: resource",
                "accum_update: resource",
                "lr: T",
                "rho: T",
                "epsilon: T",
                "grad: T"
            },
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyAdadelta(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdadeltaUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyAdadelta.samples(new ResourceApplyAdadelta(false));
        }
    }

    /** {@link ApplyAdadelta} of rows, with the same attributes. */
    @OpDef(
            inputs = {
                "var: Ref(T)",
                "accum: Ref(T)",
                "accum_update: Ref(T)",
                "lr: T",
                "rho: T",
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
    public record SparseApplyAdadelta(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdadeltaUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyAdadelta.samples(), op -> new SparseApplyAdadelta(false));
        }
    }

    /** {@link ApplyAdadelta} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "accum: resource",
                "accum_update: resource",
                "lr: T",
                "rho: T",
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
    public record ResourceSparseApplyAdadelta(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdadeltaUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyAdadelta.samples(), op -> new ResourceSparseApplyAdadelta(false));
        }
    }
}
