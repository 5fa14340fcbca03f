package dev.lamina.op.scatter;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Puts the lesser of what is there and what comes where rows of indices say in a variable; the output is the variable after that.
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
public record ScatterNdMin(boolean useLocking) implements NdScatter {
    /** Adds a choice of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterNdMin(true) : new ScatterNdMin(false),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NdScatter.kernel(this, c, Combination.MINIMUM);
    }

    static List<Sample> samples() {
        return samples(new ScatterNdMin(false));
    }

    private static List<Sample> samples(Op op) {
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofPlaces(
                op,
                Sample.rough(op, x, new int[][] {{2}, {1}}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}),
                Sample.rough(op, x, new long[][] {{0, 1}}, new float[] {9}).gives((Object)
                        new float[][] {{1, 2}, {3, 4}, {5, 6}}));
    }

    /** {@link ScatterNdMin} on the variable behind a resource, with the same attributes. */
    @OpDef(
            inputs = {"ref: resource", "indices: Tindices", "updates: T"},
            attrs = {"T: type", "Tindices: {int32, int64}", "use_locking: bool = true"},
            stateful = true)
    public record ResourceScatterNdMin(boolean useLocking) implements NdScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return NdScatter.kernel(this, c, Combination.MINIMUM);
        }

        static List<Sample> samples() {
            return ScatterNdMin.samples(new ResourceScatterNdMin(true));
        }
    }
}
