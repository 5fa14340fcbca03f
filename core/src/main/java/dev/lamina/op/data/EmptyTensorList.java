package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list without elements.
 *
 * <p>Inputs: the shape that all elements will have in common ({@link ElementShape}), and how many there may be at most, -1
 * for any number.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"element_shape: shape_type", "max_num_elements: int32"},
        outputs = "handle: variant",
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record EmptyTensorList(DType elementDtype) implements Op {
    /** Adds an empty list of any length. */
    public static Output of(Scope scope, DType elementDtype, Shape elementShape) {
        return scope.output(
                new EmptyTensorList(elementDtype),
                ElementShape.constant(scope, elementShape),
                Const.of(scope, TensorList.UNBOUNDED));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> new TensorList(
                        elementDtype, ElementShape.of(inputs[0]), inputs[1].ints()[0], PersistentVector.ofNulls(0))
                .give(outputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new EmptyTensorList(DType.FLOAT32), new int[] {-1, 2}, -1)
                        .gives(Lists.of(DType.FLOAT32, Shape.of(-1, 2))),
                Sample.rough(new EmptyTensorList(DType.INT64), -1, -1).gives(Lists.of(DType.INT64, Shape.unknown())));
    }
}
