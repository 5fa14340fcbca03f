package dev.lamina.op.scatter;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.DType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds slices where rows of indices say in a variable; the output is the variable after that.
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
public record ScatterNdAdd(boolean useLocking) implements NdScatter {
    /** Adds an addition of a variable, or of that behind a resource. */
    public static Node of(Scope scope, Operand variable, Operand indices, Operand updates) {
        boolean isResource = variable.asOutput().dtype() == DType.RESOURCE;
        return scope.node(
                isResource ? new ResourceScatterNdAdd(true) : new ScatterNdAdd(false),
                List.of(variable, indices, updates));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NdScatter.kernel(this, c, Combination.ADD);
    }

    static List<Sample> samples() {
        return samples(new ScatterNdAdd(false));
    }

    private static List<Sample> samples(Op op) {
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofPlaces(
                op,
                Sample.rough(op, x, new int[][] {{2}, {1}}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {33, 44}, {15, 26}}),
                Sample.rough(op, x, new long[][] {{0, 1}}, new float[] {9}).gives((Object)
                        new float[][] {{1, 11}, {3, 4}, {5, 6}}));
    }

    /** {@link ScatterNdAdd} on the variable behind a resource, with the same attributes. */
    @OpDef(
            inputs = {"ref: resource", "indices: Tindices", "updates: T"},
            attrs = {"T: type", "Tindices: {int32, int64}", "use_locking: bool = true"},
            stateful = true)
    public record ResourceScatterNdAdd(boolean useLocking) implements NdScatter {
        @Override
        public Kernel kernel(KernelContext c) {
            return NdScatter.kernel(this, c, Combination.ADD);
        }

        static List<Sample> samples() {
            return ScatterNdAdd.samples(new ResourceScatterNdAdd(true));
        }
    }

    /** The sum of a tensor and slices where rows of indices say, which leaves the tensor as it is. */
    @OpDef(
            inputs = {"input: T", "indices: Tindices", "updates: T"},
            outputs = "output: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
                "Tindices: {int32, int64}"
            })
    public record ScatterNdNonAliasingAdd() implements NdScatter {
        /** Adds a sum. */
        public static Output of(Scope scope, Operand input, Operand indices, Operand updates) {
            return scope.output(new ScatterNdNonAliasingAdd(), input, indices, updates);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return NdScatter.kernel(this, c, Combination.ADD);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Arrays.asList(c.upstream(0), null, GatherNd.of(c.scope(), c.upstream(0), c.input(1)));
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.of(
                                    new ScatterNdNonAliasingAdd(),
                                    new float[] {1, 2, 3, 4, 5, 6, 7, 8},
                                    new int[][] {{4}, {3}, {1}, {7}, {1}},
                                    new float[] {9, 10, 11, 12, 1})
                            .gives((Object) new float[] {1, 14, 3, 14, 14, 6, 7, 20}),
                    Sample.refused(
                            "indices[0] = [2] does not index into shape [2]",
                            new ScatterNdNonAliasingAdd(),
                            new float[2],
                            new int[][] {{2}},
                            new float[1]));
        }
    }
}
