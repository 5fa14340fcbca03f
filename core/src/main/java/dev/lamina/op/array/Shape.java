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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the input as a vector.
 *
 * @param outType int32 or int64
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: out_type",
        attrs = {"T: type", "out_type: {int32, int64} = int32"})
public record Shape(DType outType) implements ComplexOp.Alike {
    /** Adds the shape as int32. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Shape(DType.INT32), input);
    }

    @Override
    public List<dev.lamina.tensor.Shape> shapes(ShapeContext c) {
        dev.lamina.tensor.Shape shape = c.shape(0);
        return List.of(dev.lamina.tensor.Shape.of(shape.hasRank() ? shape.rank() : -1));
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long[] dims = c.inputShape(0).dims();
        return (inputs, outputs) -> {
            for (int i = 0; i < dims.length; i++) {
                Integers.set(outputs[0], i, dims[i]);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Shape(DType.INT32), (Object) new float[2][3]).gives(new int[] {2, 3}),
                Sample.rough(new Shape(DType.INT64), 1f).gives((Object) new long[0]));
    }
}
