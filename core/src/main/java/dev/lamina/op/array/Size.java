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
import org.jspecify.annotations.Nullable;

/**
 * The number of elements of the input, a scalar.
 *
 * @param outType int32 or int64
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: out_type",
        attrs = {"T: type", "out_type: {int32, int64} = int32"})
public record Size(DType outType) implements ComplexOp.Alike {
    /** Adds the number of elements as int32. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Size(DType.INT32), input);
    }

    /** Adds the number of elements as int32 or int64. */
    public static Output of(Scope scope, Operand input, DType outType) {
        return scope.output(new Size(outType), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long size = c.inputShape(0).elements();
        return (inputs, outputs) -> Integers.set(outputs[0], 0, size);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Size(DType.INT32), (Object) new float[2][3]).gives(6),
                Sample.rough(new Size(DType.INT64), (Object) new int[0]).gives(0L),
                Sample.rough(new Size(DType.INT32), "a string").gives(1));
    }
}
