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
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a shape whose elements nobody has written yet: here zeros (empty strings).
 *
 * @param dtype the type of its elements
 * @param init kept for TensorFlow; the elements are always those
 */
@OpDef(
        inputs = "shape: int32",
        outputs = "output: dtype",
        attrs = {"dtype: type", "init: bool = false"},
        stateful = true)
public record Empty(DType dtype, boolean init) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand shape, DType dtype) {
        return scope.output(new Empty(dtype, true), shape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (dtype.isOpaque()) {
            throw c.error("is not defined for type " + dtype);
        }
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Object zero = dtype.newArray(1);
        return (inputs, outputs) -> Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Empty(DType.FLOAT32, true), (Object) new int[] {2, 1})
                        .gives((Object) new float[][] {{0}, {0}}),
                Sample.rough(new Empty(DType.STRING, false), (Object) new int[] {1})
                        .gives((Object) new String[] {""}),
                Sample.refused("a dimension of -1", new Empty(DType.INT32, false), (Object) new int[] {-1}),
                Sample.refused("the shape must have rank 1", new Empty(DType.INT32, false), 3));
    }
}
