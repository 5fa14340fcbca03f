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
 * Puts slices where rows of indices say in a variable; the output is the variable after that.
 *
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "indices: Tindices", "updates: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {"T: type", "Tindices: {int32, int64}", "use_locking: bool = true"},
        stateful = true)
public record ScatterNdUpdate(boolean useLocking) implements NdScatter {
    /** Adds an update of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterNdUpdate(true) : new ScatterNdUpdate(true),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NdScatter.kernel(this, c, Combination.UPDATE);
    }

    static List<Sample> samples() {
        return samples(new ScatterNdUpdate(true));
    }

    private static List<Sample> samples(Op op) {
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofPlaces(
                op,
                Sample.rough(op, x, new int[][] {{2}, {1}}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {30, 40}, {10, 20}}),
                Sample.rough(op, x, new long[][] {{0, 1}}, new float[] {9}).gives((Object)
                        new float[][] {{1, 9}, {3, 4}, {5, 6}}));
    }

    /** {@link ScatterNdUpdate} on the variable behind a resource, with the same attributes. */
    @OpDef(
            inputs = {"ref: resource", "indices: Tindices", "updates: T"},
            attrs = {"T: type", "Tindices: {int32, int64}", "use_locking: bool = true"},
            stateful = true)
    public record ResourceScatterNdUpdate(boolean useLocking) implements NdScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return NdScatter.kernel(this, c, Combination.UPDATE);
        }

        static List<Sample> samples() {
            return ScatterNdUpdate.samples(new ResourceScatterNdUpdate(true));
        }
    }
}
