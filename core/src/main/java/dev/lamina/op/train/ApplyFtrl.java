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
 * FTRL-proximal: {@code next = accum + grad * grad; linear += grad - (next^p - accum^p) / lr * var; var = (sign(linear) * l1 - linear) / (next^p / lr
 * + 2 * l2)} where {@code |linear|} is above l1, else 0; {@code accum = next}, with {@code p = -lr_power}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @param multiplyLinearByLr whether the linear term is multiplied by lr, which lets lr be 0
 * @see <a href="https://research.google/pubs/pub41159/">McMahan et al., Ad click prediction (2013)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "accum: Ref(T)", "linear: Ref(T)", "grad: T", "lr: T", "l1: T", "l2: T", "lr_power: T"
        },
        outputs = "out: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
            "use_locking: bool = false",
            "multiply_linear_by_lr: bool = false"
        },
        stateful = true)
public record ApplyFtrl(boolean useLocking, boolean multiplyLinearByLr) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(
            Scope scope,
            Operand var,
            Operand accum,
            Operand linear,
            Operand grad,
            Operand lr,
            Operand l1,
            Operand l2,
            Operand lrPower,
            boolean multiplyLinearByLr) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyFtrl(false, multiplyLinearByLr)
                : new ApplyFtrl(false, multiplyLinearByLr);
        return scope.node(op, List.of(var, accum, linear, grad, lr, l1, l2, lrPower));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope,
            Operand var,
            Operand accum,
            Operand linear,
            Operand grad,
            Operand indices,
            Operand lr,
            Operand l1,
            Operand l2,
            Operand lrPower,
            boolean multiplyLinearByLr) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyFtrl(false, multiplyLinearByLr)
                : new SparseApplyFtrl(false, multiplyLinearByLr);
        return scope.node(op, List.of(var, accum, linear, grad, indices, lr, l1, l2, lrPower));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new FtrlUpdate(c, false, multiplyLinearByLr);
    }

    static List<Sample> samples() {
        return samples(new ApplyFtrl(false, false), new ApplyFtrl(false, true));
    }

    private static List<Sample> samples(Op op, Op other) {
        return UpdateOp.inBothTypes(
                Sample.rough(
                                op,
                                new double[] {1, 1},
                                new double[] {9, 9},
                                new double[] {1, -0.5},
                                new double[] {4, 4},
                                0.5,
                                0.5,
                                5.0,
                                -0.5)
                        .gives(new double[] {-0.025, 0}, new double[] {25, 25}, new double[] {1, -0.5}),
                Sample.rough(
                                op,
                                new double[] {0.25},
                                new double[] {9},
                                new double[] {1},
                                new double[] {4},
                                0.5,
                                0.5,
                                0.0,
                                -1.0)
                        .gives(new double[] {0.05}, new double[] {25}, new double[] {-3}),
                Sample.rough(
                                other,
                                new double[] {1},
                                new double[] {9},
                                new double[] {1},
                                new double[] {4},
                                0.5,
                                0.5,
                                5.0,
                                -0.5)
                        .gives(new double[] {-0.075}, new double[] {25}, new double[] {1}),
                Sample.refused(
                        "l1 is not a scalar: [1]",
                        op,
                        new double[] {1},
                        new double[] {9},
                        new double[] {1},
                        new double[] {4},
                        0.5,
                        new double[] {1},
                        5.0,
                        -0.5));
    }

    /** {@link ApplyFtrl} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "accum: resource",
                "linear: resource",
                "grad: T",
                "lr: T",
                "l1: T",
                "l2: T",
                "lr_power: T"
            },
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "use_locking: bool = false",
                "multiply_linear_by_lr: bool = false"
            },
            stateful = true)
    public record ResourceApplyFtrl(boolean useLocking, boolean multiplyLinearByLr) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new FtrlUpdate(c, false, multiplyLinearByLr);
        }

        static List<Sample> samples() {
            return ApplyFtrl.samples(new ResourceApplyFtrl(false, false), new ResourceApplyFtrl(false, true));
        }
    }

    /** {@link ApplyFtrl} of rows, with the same attributes. */
    @OpDef(
            inputs = {
                "var: Ref(T)",
                "accum: Ref(T)",
                "linear: Ref(T)",
                "grad: T",
                "indices: Tindices",
                "lr: T",
                "l1: T",
                "l2: T",
                "lr_power: T"
            },
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "multiply_linear_by_lr: bool = false"
            },
            stateful = true)
    public record SparseApplyFtrl(boolean useLocking, boolean multiplyLinearByLr) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new FtrlUpdate(c, false, multiplyLinearByLr);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyFtrl.samples(), op -> new SparseApplyFtrl(false, ((ApplyFtrl) op).multiplyLinearByLr()));
        }
    }

    /** {@link ApplyFtrl} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {
                "var: resource",
                "accum: resource",
                "linear: resource",
                "grad: T",
                "indices: Tindices",
                "lr: T",
                "l1: T",
                "l2: T",
                "lr_power: T"
            },
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false",
                "multiply_linear_by_lr: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyFtrl(boolean useLocking, boolean multiplyLinearByLr) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new FtrlUpdate(c, false, multiplyLinearByLr);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyFtrl.samples(),
                    op -> new ResourceSparseApplyFtrl(false, ((ApplyFtrl) op).multiplyLinearByLr()));
        }
    }
}
