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
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of a sparse tensor, told by coordinates, and a dense one of its shape. */
@OpDef(
        inputs = {"a_indices: Tindices", "a_values: T", "a_shape: Tindices", "b: T"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}"
        })
public record SparseTensorDenseAdd() implements Op {
    /** Adds a sum. */
    public static Output of(Scope scope, Operand indices, Operand values, Operand shape, Operand b) {
        return scope.output(new SparseTensorDenseAdd(), indices, values, shape, b);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Coordinates.check(c, 0, 1, 2);
        Tensor dims = c.value(2);
        Shape a = dims == null ? Shape.unknown() : Integers.shape(c, dims);
        if (!a.isCompatibleWith(c.shape(3))) {
            throw c.error("Dimensions of a and b do not equal: " + a + " vs. " + c.shape(3));
        }
        return List.of(c.shape(3).merge(a));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape dense = c.outputShape(0);
        int count = c.inputShape(1).size();
        DType type = c.outputType(0);
        return (inputs, outputs) -> {
            outputs[0].copyFrom(inputs[3]);
            for (int i = 0; i < count; i++) {
                int place = Coordinates.place(c, inputs[0], i, dense);
                Accumulate.run(type, 1, inputs[1].array(), i, outputs[0].array(), place, 1);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(null, GatherNd.of(c.scope(), c.upstream(0), c.input(0)), null, c.upstream(0));
    }

    static List<Sample> samples() {
        SparseTensorDenseAdd op = new SparseTensorDenseAdd();
        float[][] b = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(op, new int[][] {{0, 1}, {1, 0}, {0, 1}}, new float[] {5, 6, 7}, new int[] {2, 2}, b)
                        .gives((Object) new float[][] {{1, 14}, {9, 4}}),
                Sample.rough(op, new long[][] {{1}}, new byte[] {100}, new long[] {2}, new byte[] {1, 100})
                        .gives((Object) new byte[] {1, -56}),
                Sample.refused("[1,2] is out of bounds", op, new int[][] {{1, 2}}, new float[1], new int[] {2, 2}, b),
                Sample.refused(
                        "Dimensions of a and b do not equal", op, new int[1][2], new float[1], new int[] {2, 3}, b));
    }
}
