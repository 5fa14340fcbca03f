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
 * Adds slices to rows of a variable; the output is the variable after that.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "indices: Tindices", "updates: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}",
            "use_locking: bool = false"
        },
        stateful = true)
public record ScatterAdd(boolean useLocking) implements RowScatter {
    /** Adds an addition of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterAdd(updates.asOutput().dtype()) : new ScatterAdd(false),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return RowScatter.kernel(c, Combination.ADD);
    }

    static List<Sample> samples() {
        ScatterAdd op = new ScatterAdd(false);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofRows(
                op,
                Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {33, 44}, {15, 26}}),
                Sample.rough(op, new double[] {1, 8}, 0L, 2.0).gives((Object) new double[] {3, 8}),
                Sample.rough(op, new byte[] {100, 1}, new int[] {0, 0}, new byte[] {20, 20})
                        .gives((Object) new byte[] {-116, 1}),
                Sample.rough(op, new float[] {1, 2}, new int[] {1, 1}, new float[] {3, 4})
                        .gives((Object) new float[] {1, 9}));
    }

    /**
     * {@link ScatterAdd} on the variable behind a resource.
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
    public record ResourceScatterAdd(DType dtype) implements RowScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return RowScatter.kernel(c, Combination.ADD);
        }

        static List<Sample> samples() {
            ResourceScatterAdd op = new ResourceScatterAdd(DType.FLOAT32);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return ScatterSamples.ofRows(
                    op,
                    Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                            .gives((Object) new float[][] {{1, 2}, {33, 44}, {15, 26}}));
        }
    }
}
