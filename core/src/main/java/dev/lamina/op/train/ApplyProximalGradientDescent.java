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
 * Gradient descent with the proximal step of L1 and L2: {@code v = var - delta * alpha; var = sign(v) * max(|v| - alpha * l1, 0) / (1 + l2 *
 * alpha)}.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 * @see <a href="https://papers.nips.cc/paper/3793">Duchi, Singer, Efficient learning using forward-backward splitting (2009)</a>
 */
@OpDef(
        inputs = {"var: Ref(T)", "alpha: T", "l1: T", "l2: T", "delta: T"},
        outputs = "out: Ref(T)",
        attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"},
        stateful = true)
public record ApplyProximalGradientDescent(boolean useLocking) implements UpdateOp {
    /** Adds an update of variables, or of those behind resources. */
    public static Node of(Scope scope, Operand var, Operand alpha, Operand l1, Operand l2, Operand delta) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceApplyProximalGradientDescent(false)
                : new ApplyProximalGradientDescent(false);
        return scope.node(op, List.of(var, alpha, l1, l2, delta));
    }

    /** Adds an update of rows of variables, or of those behind resources: row {@code indices[i]} by row i of the gradient. */
    public static Node sparse(
            Scope scope, Operand var, Operand alpha, Operand l1, Operand l2, Operand grad, Operand indices) {
        Op op = UpdateOp.isResource(var)
                ? new ResourceSparseApplyProximalGradientDescent(false)
                : new SparseApplyProximalGradientDescent(false);
        return scope.node(op, List.of(var, alpha, l1, l2, grad, indices));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new ProximalGradientDescentUpdate(c);
    }

    static List<Sample> samples() {
        return samples(new ApplyProximalGradientDescent(false));
    }

    private static List<Sample> samples(Op op) {
        return UpdateOp.inBothTypes(
                Sample.rough(op, new double[] {1, 1}, 0.5, 1.0, 3.0, new double[] {-4, 1.75})
                        .gives((Object) new double[] {1, 0}),
                Sample.rough(op, new double[] {1}, 0.5, 0.0, 3.0, new double[] {-4})
                        .gives((Object) new double[] {1.2}),
                Sample.refused(
                        "alpha is not a scalar: [1]", op, new double[] {1}, new double[] {1}, 1.0, 3.0, new double[] {4
                        }));
    }

    /** {@link ApplyProximalGradientDescent} for variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "alpha: T", "l1: T", "l2: T", "delta: T"},
            attrs = {"T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}", "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceApplyProximalGradientDescent(boolean useLocking) implements UpdateOp {
        @Override
        public Kernel kernel(KernelContext c) {
            return new ProximalGradientDescentUpdate(c);
        }

        static List<Sample> samples() {
            return ApplyProximalGradientDescent.samples(new ResourceApplyProximalGradientDescent(false));
        }
    }

    /** {@link ApplyProximalGradientDescent} of rows, with the same attributes. */
    @OpDef(
            inputs = {"var: Ref(T)", "alpha: T", "l1: T", "l2: T", "grad: T", "indices: Tindices"},
            outputs = "out: Ref(T)",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record SparseApplyProximalGradientDescent(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new ProximalGradientDescentUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyProximalGradientDescent.samples(), op -> new SparseApplyProximalGradientDescent(false));
        }
    }

    /** {@link ApplyProximalGradientDescent} of rows of variables that are resources, with the same attributes. */
    @OpDef(
            inputs = {"var: resource", "alpha: T", "l1: T", "l2: T", "grad: T", "indices: Tindices"},
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}",
                "Tindices: {int32, int64}",
                "use_locking: bool = false"
            },
            stateful = true)
    public record ResourceSparseApplyProximalGradientDescent(boolean useLocking) implements SparseUpdateOp {
        @Override
        public RangeKernel dense(KernelContext c) {
            return new ProximalGradientDescentUpdate(c);
        }

        static List<Sample> samples() {
            return SparseUpdateOp.samples(
                    ApplyProximalGradientDescent.samples(),
                    op -> new ResourceSparseApplyProximalGradientDescent(false));
        }
    }
}
