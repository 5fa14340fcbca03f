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
 * Sums of rows: row k of the output is of the rows of {@code data} that those of {@code indices} name whose segment id is k; zeros if there
 * are none. The ids ascend.
 *
 * @param sparseGradient kept for TensorFlow: whether the gradient is to be slices; it is dense
 */
@OpDef(
        inputs = {"data: T", "indices: Tidx", "segment_ids: Tsegmentids"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tidx: {int32, int64} = int32",
            "Tsegmentids: {int32, int64} = int32",
            "sparse_gradient: bool = false"
        })
public record SparseSegmentSum(boolean sparseGradient) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand data, Operand indices, Operand ids) {
        return scope.output(new SparseSegmentSum(false), data, indices, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return SparseSegments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SparseSegments.kernel(c, SparseSegments.Scale.ONE);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return SparseSegments.gradient(c, new SparseSegmentSumGrad());
    }

    static List<Sample> samples() {
        SparseSegmentSum op = new SparseSegmentSum(false);
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return SparseSegmentSamples.of(
                op,
                Sample.of(op, x, new int[] {0, 2, 1}, new int[] {0, 0, 2}).gives((Object)
                        new float[][] {{6, 8}, {0, 0}, {3, 4}}),
                Sample.of(op, new double[] {7, 8}, new long[] {1, 1}, new long[] {0, 1})
                        .gives((Object) new double[] {8, 8}),
                Sample.rough(op, new byte[] {100, 100}, new int[] {0, 1}, new int[] {0, 0})
                        .gives((Object) new byte[] {-56}));
    }

    /**
     * {@link SparseSegmentSum} of as many segments as are told.
     *
     * @param sparseGradient kept for TensorFlow: whether the gradient is to be slices; it is dense
     */
    @OpDef(
            inputs = {"data: T", "indices: Tidx", "segment_ids: Tsegmentids", "num_segments: Tnumsegments"},
            outputs = "output: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
                "Tidx: {int32, int64} = int32",
                "Tnumsegments: {int32, int64} = int32",
                "Tsegmentids: {int32, int64} = int32",
                "sparse_gradient: bool = false"
            })
    public record SparseSegmentSumWithNumSegments(boolean sparseGradient) implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data, Operand indices, Operand ids, Operand count) {
            return scope.output(new SparseSegmentSumWithNumSegments(false), data, indices, ids, count);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return SparseSegments.shapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return SparseSegments.kernel(c, SparseSegments.Scale.ONE);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return SparseSegments.gradient(c, new SparseSegmentSumGrad());
        }

        static List<Sample> samples() {
            SparseSegmentSumWithNumSegments op = new SparseSegmentSumWithNumSegments(false);
            float[][] x = {{1, 2}, {3, 4}, {5, 6}};
            return SparseSegmentSamples.ofCounted(
                    op,
                    Sample.of(op, x, new int[] {0, 2, 1}, new int[] {0, 0, 2}, 4)
                            .gives((Object) new float[][] {{6, 8}, {0, 0}, {3, 4}, {0, 0}}));
        }
    }

    /** The gradient of {@link SparseSegmentSum} by its data. */
    @OpDef(
            inputs = {"grad: T", "indices: Tidx", "segment_ids: Tsegmentids", "output_dim0: int32"},
            outputs = "output: T",
            attrs = {
                "T: {bfloat16, half, float, double}",
                "Tidx: {int32, int64} = int32",
                "Tsegmentids: {int32, int64} = int32"
            })
    public record SparseSegmentSumGrad() implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand grad, Operand indices, Operand ids, Operand rows) {
            return scope.output(new SparseSegmentSumGrad(), grad, indices, ids, rows);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return SparseSegments.gradientShapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return SparseSegments.gradientKernel(c, SparseSegments.Scale.ONE);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return SparseSegments.second(c, new SparseSegmentSumWithNumSegments(false));
        }

        static List<Sample> samples() {
            SparseSegmentSumGrad op = new SparseSegmentSumGrad();
            float[][] grad = {{1, 2}, {3, 4}, {5, 6}};
            return SparseSegmentSamples.ofGradient(
                    op,
                    Sample.of(op, grad, new int[] {0, 2, 1}, new int[] {0, 0, 2}, 3)
                            .gives((Object) new float[][] {{1, 2}, {5, 6}, {1, 2}}));
        }
    }
}
