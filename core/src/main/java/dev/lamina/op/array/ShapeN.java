package dev.lamina.op.array;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of all inputs, each a vector.
 *
 * @param outType int32 or int64
 */
@OpDef(
        inputs = "input: N * T",
        outputs = "output: N * out_type",
        attrs = {"N: int", "T: type", "out_type: {int32, int64} = int32"})
public record ShapeN(DType outType) implements ComplexOp.Alike {
    /** Adds the shapes as int32. */
    public static List<Output> of(Scope scope, List<? extends Operand> inputs) {
        return scope.node(new ShapeN(DType.INT32), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return IntStream.range(0, c.inputs())
                .mapToObj(c::shape)
                .map(shape -> Shape.of(shape.hasRank() ? shape.rank() : -1))
                .toList();
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long[][] dims = IntStream.range(0, c.inputs())
                .mapToObj(input -> c.inputShape(input).dims())
                .toArray(long[][]::new);
        return (inputs, outputs) -> {
            for (int input = 0; input < dims.length; input++) {
                for (int axis = 0; axis < dims[input].length; axis++) {
                    Integers.set(outputs[input], axis, dims[input][axis]);
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ShapeN(DType.INT32), new float[2][3], new float[4])
                        .gives(new int[] {2, 3}, new int[] {4}),
                Sample.rough(new ShapeN(DType.INT64), true).gives((Object) new long[0]));
    }
}
