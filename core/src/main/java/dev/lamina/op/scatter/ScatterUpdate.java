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
 * Puts slices into rows of a variable, the last of those with one index; the output is the variable after that.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "indices: Tindices", "updates: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {"T: type", "Tindices: {int32, int64}", "use_locking: bool = true"},
        stateful = true)
public record ScatterUpdate(boolean useLocking) implements RowScatter {
    /** Adds an update of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterUpdate(updates.asOutput().dtype()) : new ScatterUpdate(true),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return RowScatter.kernel(c, Combination.UPDATE);
    }

    static List<Sample> samples() {
        ScatterUpdate op = new ScatterUpdate(true);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofRows(
                op,
                Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {30, 40}, {10, 20}}),
                Sample.rough(op, new double[] {1, 8}, 0L, 2.0).gives((Object) new double[] {2, 8}),
                Sample.rough(op, new String[] {"a", "b"}, new int[] {1}, new String[] {"c"})
                        .gives((Object) new String[] {"a", "c"}),
                Sample.rough(op, new float[] {1, 2}, new int[] {1, 1}, new float[] {3, 4})
                        .gives((Object) new float[] {1, 4}));
    }

    /**
     * {@link ScatterUpdate} on the variable behind a resource.
     *
     * @param dtype the type of its elements
     */
    @OpDef(
            inputs = {"resource: resource", "indices: Tindices", "updates: dtype"},
            attrs = {"dtype: type", "Tindices: {int32, int64}"},
            stateful = true)
    public record ResourceScatterUpdate(DType dtype) implements RowScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return RowScatter.kernel(c, Combination.UPDATE);
        }

        static List<Sample> samples() {
            ResourceScatterUpdate op = new ResourceScatterUpdate(DType.FLOAT32);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return ScatterSamples.ofRows(
                    op,
                    Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                            .gives((Object) new float[][] {{1, 2}, {30, 40}, {10, 20}}));
        }
    }
}
