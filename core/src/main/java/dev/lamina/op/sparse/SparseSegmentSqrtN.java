package dev.lamina.op.sparse;

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
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums, divided by the square root of their number, of rows: row k of the output is of the rows of {@code data} that those of {@code indices} name whose segment id is k; zeros if there
 * are none. The ids ascend.
 *
 * @param sparseGradient kept for TensorFlow: whether the gradient is to be slices; it is dense
 */
@OpDef(
        inputs = {"data: T", "indices: Tidx", "segment_ids: Tsegmentids"},
        outputs = "output: T",
        attrs = {
            "T: {bfloat16, half, float, double}",
            "Tidx: {int32, int64} = int32",
            "Tsegmentids: {int32, int64} = int32",
            "sparse_gradient: bool = false"
        })
public record SparseSegmentSqrtN(boolean sparseGradient) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand data, Operand indices, Operand ids) {
        return scope.output(new SparseSegmentSqrtN(false), data, indices, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return SparseSegments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SparseSegments.kernel(c, SparseSegments.Scale.ROOT);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return SparseSegments.gradient(c, new SparseSegmentSqrtNGrad());
    }

    static List<Sample> samples() {
        SparseSegmentSqrtN op = new SparseSegmentSqrtN(false);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return SparseSegmentSamples.of(
                op,
                Sample.of(op, x, new int[] {0, 2, 1}, new int[] {0, 0, 2}).gives((Object)
                        new float[][] {{4.2426405f, 5.656854f}, {0, 0}, {3, 4}}),
                Sample.of(op, new double[] {7, 8}, new long[] {1, 1}, new long[] {0, 1})
                        .gives((Object) new double[] {8, 8}));
    }

    /**
     * {@link SparseSegmentSqrtN} of as many segments as are told.
     *
     * @param sparseGradient kept for TensorFlow: whether the gradient is to be slices; it is dense
     */
    @OpDef(
            inputs = {"data: T", "indices: Tidx", "segment_ids: Tsegmentids", "num_segments: Tnumsegments"},
            outputs = "output: T",
            attrs = {
                "T: {bfloat16, half, float, double}",
                "Tidx: {int32, int64} = int32",
                "Tnumsegments: {int32, int64} = int32",
                "Tsegmentids: {int32, int64} = int32",
                "sparse_gradient: bool = false"
            })
    public record SparseSegmentSqrtNWithNumSegments(boolean sparseGradient) implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data, Operand indices, Operand ids, Operand count) {
            return scope.output(new SparseSegmentSqrtNWithNumSegments(false), data, indices, ids, count);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return SparseSegments.shapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return SparseSegments.kernel(c, SparseSegments.Scale.ROOT);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return SparseSegments.gradient(c, new SparseSegmentSqrtNGrad());
        }

        static List<Sample> samples() {
            SparseSegmentSqrtNWithNumSegments op = new SparseSegmentSqrtNWithNumSegments(false);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return SparseSegmentSamples.ofCounted(
                    op,
                    Sample.of(op, x, new int[] {0, 2, 1}, new int[] {0, 0, 2}, 4)
                            .gives((Object) new float[][] {{4.2426405f, 5.656854f}, {0, 0}, {3, 4}, {0, 0}}));
        }
    }

    /** The gradient of {@link SparseSegmentSqrtN} by its data. */
    @OpDef(
            inputs = {"grad: T", "indices: Tidx", "segment_ids: Tsegmentids", "output_dim0: int32"},
            outputs = "output: T",
            attrs = {
                "T: {bfloat16, half, float, double}",
                "Tidx: {int32, int64} = int32",
                "Tsegmentids: {int32, int64} = int32"
            })
    public record SparseSegmentSqrtNGrad() implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand grad, Operand indices, Operand ids, Operand rows) {
            return scope.output(new SparseSegmentSqrtNGrad(), grad, indices, ids, rows);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return SparseSegments.gradientShapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return SparseSegments.gradientKernel(c, SparseSegments.Scale.ROOT);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return SparseSegments.second(c, new SparseSegmentSqrtNWithNumSegments(false));
        }

        static List<Sample> samples() {
            SparseSegmentSqrtNGrad op = new SparseSegmentSqrtNGrad();
            float[][] grad = {{1, 2}, {3, 4}, {5, 6}};
            return SparseSegmentSamples.ofGradient(
                    op,
                    Sample.of(op, grad, new int[] {0, 2, 1}, new int[] {0, 0, 2}, 3)
                            .gives((Object)
                                    new float[][] {{0.70710677f, 1.4142135f}, {5, 6}, {0.70710677f, 1.4142135f}}));
        }
    }
}
