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
 * Adagrad with dual averaging: the sums {@code g += grad} and {@code gg += grad * grad} make {@code var = -sign(g) * lr * max(|g| - l1 *
 * global_step, 0) / (l2 * global_step * lr + sqrt(gg))}, whatever it was.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi et al., Adaptive subgradient methods (JMLR 12, 2011)</a>
 */
@OpDef(
        inputs = {
            "var: Ref(T)",
            "gradient_accumulator: Ref(T)",
            "gradient_squared_accumulator: Ref(T)",
            "grad: T",
            "lr: T",
            "l1: T",
            "l2: T",
            "global_step: int64"
        },
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyAdagradDA(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand gradientAccumulator,
            Operand gradientSquaredAccumulator,
            Operand grad,
            Operand lr,
            Operand l1,
            Operand l2,
            Operand globalStep) {
        Op op = UpdateOp.isResource(var) ? new ResourceApplyAdagradDA(false) : new ApplyAdagradDA(false);
        return scope.node(
                op, List.of(var, gradientAccumulator, gradientSquaredAccumulator, grad, lr, l1, l2, globalStep));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand gradientAccumulator,
            Operand gradientSquaredAccumulator,
            Operand grad,
            Operand indices,
            Operand lr,
            Operand l1,
            Operand l2,
            Operand globalStep) {
        Op op = UpdateOp.isResource(var) ? new ResourceSparseApplyAdagradDA(false) : new SparseApplyAdagradDA(false);
        return scope.node(
                op,
                List.of(var, gradientAccumulator, gradientSquaredAccumulator, grad, indices, lr, l1, l2, globalStep));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new AdagradDAUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyAdagradDA(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(
                                op,
                                new double[] {7},
                                new double[] {1},
                                new double[] {9},
                                new double[] {4},
                                0.5,
                                1.0,
                                5.0,
                                2L)
                        .gives(new double[] {-0.15}, new double[] {5}, new double[] {25}),
                Sample.rough(
                                op,
                                new double[] {7},
                                new double[] {1},
                                new double[] {9},
                                new double[] {4},
                                0.5,
                                0.0,
                                5.0,
                                2L)
                        .gives(new double[] {-0.25}, new double[] {5}, new double[] {25}),
                Sample.refused(
                        "global_step is not a scalar: [1]",
                        op,
                        new double[] {7},
                        new double[] {1},
                        new double[] {9},
                        new double[] {4},
                        0.5,
                        0.0,
                        5.0,
                        new long[1]));
    }

    /** {@link ApplyAdagradDA} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "gradient_accumulator: resource",
                "gradient_squared_accumulator: resource",
                "grad: T",
                "lr: T",
                "l1: T",
                "l2: T",
                "global_step: int64"
            },
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyAdagradDA(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new AdagradDAUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyAdagradDA.samples(new ResourceApplyAdagradDA(false));
        }
    }

    /** {@link ApplyAdagradDA} of rows, with the same attributes. */
    @OpDef(
            inputs = {
                "var: Ref(T)",
                "gradient_accumulator: Ref(T)",
                "gradient_squared_accumulator: Ref(T)",
                "grad: T",
                "indices: Tindices",
                "lr: T",
                "l1: T",
                "l2: T",
                "global_step: int64"
            },
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record SparseApplyAdagradDA(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradDAUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyAdagradDA.samples(), op -> new SparseApplyAdagradDA(false));
        }
    }

    /** {@link ApplyAdagradDA} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "gradient_accumulator: resource",
                "gradient_squared_accumulator: resource",
                "grad: T",
                "indices: Tindices",
                "lr: T",
                "l1: T",
                "l2: T",
                "global_step: int64"
            },
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyAdagradDA(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new AdagradDAUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(ApplyAdagradDA.samples(), op -> new ResourceSparseApplyAdagradDA(false));
        }
    }
}
