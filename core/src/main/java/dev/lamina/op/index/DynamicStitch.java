package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slices put together by their places: {@code merged[indices[m][i]] = data[m][i]}, the last where several have one place, zeros where
 * none has it. As in TensorFlow, the gradient flows to all that have one place.
 */
@OpDef(
        inputs = {"indices: N * int32", "data: N * T"},
        outputs = "merged: T",
        attrs = {"N: int >= 1", "T: type"})
public record DynamicStitch() implements ComplexOp.ByParts {
    /** Adds the operation; as many lists of places as tensors of slices. */
    public static Output of(Scope scope, List<? extends Operand> indices, List<? extends Operand> data) {
        return stitch(scope, new DynamicStitch(), indices, data);
    }

    private static Output stitch(Scope scope, Op op, List<? extends Operand> indices, List<? extends Operand> data) {
        List<Operand> inputs = new ArrayList<>(indices);
        inputs.addAll(data);
        return scope.node(op, inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Stitching.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Stitching.kernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Stitching.gradient(c);
    }

    static List<Sample> samples() {
        return samples(new DynamicStitch());
    }

    private static List<Sample> samples(Op op) {
        return List.of(
                Sample.of(
                                op,
                                6,
                                new int[] {4, 1},
                                new int[][] {{5, 2}, {0, 3}},
                                new float[] {61, 62},
                                new float[][] {{41, 42}, {11, 12}},
                                new float[][][] {{{51, 52}, {21, 22}}, {{1, 2}, {31, 32}}})
                        .gives((Object)
                                new float[][] {{1, 2}, {11, 12}, {21, 22}, {31, 32}, {41, 42}, {51, 52}, {61, 62}}),
                Sample.rough(op, new int[] {2, 0}, new int[] {2}, new String[] {"a", "b"}, new String[] {"c"})
                        .gives((Object) new String[] {"b", "", "c"}),
                Sample.rough(op, new int[0], new float[0]).gives((Object) new float[0]),
                Sample.refused("indices[0][1] = -1 is not in [0, 3)", op, new int[] {2, -1}, new float[2]),
                Sample.refused(
                        "data[0].shape = [3] does not start with indices[0].shape = [2]", op, new int[2], new float[3]),
                Sample.refused(
                        "Need data[0].shape[1:] = data[1].shape[1:]",
                        op,
                        new int[1],
                        new int[1],
                        new float[1],
                        new float[1][1]));
    }

    /** {@link DynamicStitch} in any order: each place is to be there once. */
    @OpDef(
            inputs = {"indices: N * int32", "data: N * T"},
            outputs = "merged: T",
            attrs = {"N: int >= 1", "T: type"})
    public record ParallelDynamicStitch() implements ComplexOp.ByParts {
        /** Adds the operation; as many lists of places as tensors of slices. */
        public static Output of(Scope scope, List<? extends Operand> indices, List<? extends Operand> data) {
            return stitch(scope, new ParallelDynamicStitch(), indices, data);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return Stitching.shapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Stitching.kernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Stitching.gradient(c);
        }

        static List<Sample> samples() {
            return DynamicStitch.samples(new ParallelDynamicStitch());
        }
    }
}
