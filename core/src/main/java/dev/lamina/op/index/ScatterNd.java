package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zeros of the given shape, to which each slice of {@code updates} is added where its row of {@code indices} says. */
@OpDef(
        inputs = {"indices: Tindices", "updates: T", "shape: Tindices"},
        outputs = "output: T",
        attrs = {
            "T: {bfloat16, half, float, double, int8, uint8, int16, int32, int64, complex64, complex128}",
            "Tindices: {int16, int32, int64}"
        })
public record ScatterNd() implements ComplexOp.ByParts {
    /** Adds a scattering. */
    public static Output of(Scope scope, Operand indices, Operand updates, Operand shape) {
        return scope.output(new ScatterNd(), indices, updates, shape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape whole = Integers.wantedShape(c, 2);
        Shape indices = c.shape(0);
        Shape slice = NdIndex.sliced(c, indices, whole);
        if (indices.hasRank()) {
            Shape expected = indices.slice(0, indices.rank() - 1).concat(slice);
            if (!expected.isCompatibleWith(c.shape(1))) {
                throw c.error("updates must have shape indices.shape[:-1] + shape[indices.shape[-1]:] = " + expected
                        + ", but have " + c.shape(1));
            }
        }
        return List.of(whole);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        NdIndex places = new NdIndex(c, c.inputShape(0), c.outputShape(0));
        int rows = places.rows();
        int n = places.sliceSize();
        DType type = c.outputType(0);
        Object zero = type.newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            for (int row = 0; row < rows; row++) {
                int to = places.offset(inputs[0], row);
                Accumulate.run(type, 1, inputs[1].array(), row * n, outputs[0].array(), to, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(null, GatherNd.of(c.scope(), c.upstream(0), c.input(0)), null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new ScatterNd(), new int[][] {{1}, {3}, {1}}, new float[] {9, 10, 1}, new int[] {5})
                        .gives((Object) new float[] {0, 10, 0, 10, 0}),
                Sample.of(new ScatterNd(), new long[][] {{1}}, new float[][] {{1, 2}}, new long[] {2, 2})
                        .gives((Object) new float[][] {{0, 0}, {1, 2}}),
                Sample.rough(new ScatterNd(), new int[][] {{0, 1}}, new byte[] {7}, new int[] {1, 2})
                        .gives(Tensor.of(new int[][] {{0, 7}}, DType.INT8)),
                Sample.refused(
                        "indices[0] = [5] does not index into shape [5]",
                        new ScatterNd(),
                        new int[][] {{5}},
                        new float[] {1},
                        new int[] {5}),
                Sample.refused(
                        "updates must have shape", new ScatterNd(), new int[][] {{0}}, new float[] {1, 2}, new int[] {5
                        }));
    }
}
