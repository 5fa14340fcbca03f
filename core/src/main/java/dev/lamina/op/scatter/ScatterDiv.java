package dev.lamina.op.scatter;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * Divides rows of a variable by slices; integers truncate, and may not be divided by 0; the output is the variable after that.
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
public record ScatterDiv(boolean useLocking) implements RowScatter {
    /** Adds a division of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterDiv(updates.asOutput().dtype()) : new ScatterDiv(false),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return RowScatter.kernel(c, Combination.DIVIDE);
    }

    /** Requires that no integer divisor is 0. */
    static void check(KernelContext c, Buffer divisors) {
        for (int i = 0; i < divisors.size(); i++) {
            if (divisors.asLong(i) == 0) {
                throw c.error("Integer division by zero");
            }
        }
    }

    static List<Sample> samples() {
        ScatterDiv op = new ScatterDiv(false);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofRows(
                op,
                Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {0.1f, 0.1f}, {0.5f, 0.3f}}),
                Sample.rough(op, new double[] {1, 8}, 0L, 2.0).gives((Object) new double[] {0.5f, 8}),
                Sample.rough(op, new int[] {-7, 8}, new int[] {0}, new int[] {2})
                        .gives((Object) new int[] {-3, 8}),
                Sample.rough(
                                op,
                                Tensor.of(new long[] {-1, 8}, DType.UINT64),
                                new int[] {0},
                                Tensor.of(new long[] {2}, DType.UINT64))
                        .gives(Tensor.of(new long[] {Long.MAX_VALUE, 8}, DType.UINT64)),
                Sample.refused("Integer division by zero", op, new int[] {-7, 8}, new int[] {0}, new int[] {0}));
    }

    /**
     * {@link ScatterDiv} on the variable behind a resource.
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
    public record ResourceScatterDiv(DType dtype) implements RowScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return RowScatter.kernel(c, Combination.DIVIDE);
        }

        static List<Sample> samples() {
            ResourceScatterDiv op = new ResourceScatterDiv(DType.FLOAT32);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return ScatterSamples.ofRows(
                    op,
                    Sample.rough(op, x, new int[] {2, 1}, new float[][] {{10, 20}, {30, 40}})
                            .gives((Object) new float[][] {{1, 2}, {0.1f, 0.1f}, {0.5f, 0.3f}}));
        }
    }
}
