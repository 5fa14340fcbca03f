package dev.lamina.op.scatter;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Puts the lesser of what is there and what comes into rows of a variable, NaN if either is; the output is the variable after that.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "indices: Tindices", "updates: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {
            "T: {half, bfloat16, float, double, int32, int64}",
            "Tindices: {int32, int64}",
            "use_locking: bool = false"
        },
        stateful = true)
public record ScatterMin(boolean useLocking) implements RowScatter {
    /** Adds a choice of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterMin(updates.asOutput().dtype()) : new ScatterMin(false),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return RowScatter.kernel(c, Combination.MINIMUM);
    }

    static List<Sample> samples() {
        ScatterMin op = new ScatterMin(false);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofRows(
                op,
                Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}),
                Sample.rough(op, new double[] {1, 8}, 0L, 2.0).gives((Object) new double[] {1, 8}),
                Sample.rough(op, new float[] {1, 2, 3}, new int[] {0, 1}, new float[] {Float.NaN, 0})
                        .gives((Object) new float[] {Float.NaN, 0, 3}));
    }

    /**
     * {@link ScatterMin} on the variable behind a resource.
     *
     * @param dtype the type of its elements
     */
    @OpDef(
            inputs = {"resource: resource", "indices: Tindices", "updates: dtype"},
            attrs = {
                "dtype: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
                "Tindices: {int32, int64}"
            },
            stateful = true)
    public record ResourceScatterMin(DType dtype) implements RowScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return RowScatter.kernel(c, Combination.MINIMUM);
        }

        static List<Sample> samples() {
            ResourceScatterMin op = new ResourceScatterMin(DType.FLOAT32);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return ScatterSamples.ofRows(
                    op,
                    Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                            .gives((Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}));
        }
    }
}
