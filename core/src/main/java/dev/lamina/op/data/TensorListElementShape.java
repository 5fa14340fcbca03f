package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape that all elements of a list have in common, as {@link ElementShape} says it.
 *
 * @param shapeType the type of the dimensions, int32 or int64
 */
@OpDef(inputs = "input_handle: variant", outputs = "element_shape: shape_type", attrs = "shape_type: {int32, int64}")
public record TensorListElementShape(DType shapeType) implements ShapedByKernel {
    /** Adds the operation, with dimensions of int32. */
    public static Output of(Scope scope, Operand list) {
        return scope.output(new TensorListElementShape(DType.INT32), list);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Shape shape = TensorList.in(inputs[0]).elementShape;
            Tensor dims = shape.hasRank() ? Tensor.of(shape.dims()) : Tensor.of(-1L);
            ShapedByKernel.give(outputs[0], dims.cast(shapeType));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListElementShape(DType.INT64), Lists.of(DType.FLOAT32, Shape.of(-1, 3)))
                        .gives(new long[] {-1, 3}),
                Sample.rough(new TensorListElementShape(DType.INT32), Lists.of(DType.FLOAT32, Shape.unknown()))
                        .gives(-1));
    }
}
