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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last element of a list, and the list without it.
 *
 * <p>Inputs: the list, and the element's shape as far as it is known ({@link ElementShape}). Errors: an empty list; an
 * element of another type or shape; one that is not set and of which no shape is known.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "element_shape: int32"},
        outputs = {"output_handle: variant", "tensor: element_dtype"},
        attrs = "element_dtype: type")
public record TensorListPopBack(DType elementDtype) implements ShapedByKernel {
    /** Adds the operation: the list without its last element, and that. */
    public static List<Output> of(Scope scope, Operand list, DType elementDtype, Shape elementShape) {
        return of(scope, list, elementDtype, ElementShape.constant(scope, elementShape));
    }

    static List<Output> of(Scope scope, Operand list, DType elementDtype, Output elementShape) {
        return scope.node(new TensorListPopBack(elementDtype), List.of(list, elementShape))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar(), ElementShape.of(c.peek(1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            if (list.size() == 0) {
                throw c.error("Trying to pop from an empty list.");
            }
            int last = list.size() - 1;
            ShapedByKernel.give(outputs[1], list.get(last, ElementShape.of(inputs[1])));
            list.with(list.elements.resized(last)).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output rest = c.hasUpstream(0)
                ? c.upstream(0)
                : TensorListReserve.of(
                        c.scope(),
                        elementDtype,
                        TensorListElementShape.of(c.scope(), c.output(0)),
                        TensorListLength.of(c.scope(), c.output(0)));
        return Arrays.asList(TensorListPushBack.of(c.scope(), rest, c.upstream(1)), null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListPopBack(DType.FLOAT32), Lists.ofScalars(1, 2), new int[0])
                        .gives(Lists.ofScalars(1), 2f),
                Sample.rough(
                                new TensorListPopBack(DType.FLOAT32),
                                Lists.of(DType.FLOAT32, Shape.of(-1), new float[] {1, 2}, new float[] {3}),
                                -1)
                        .gives(Lists.of(DType.FLOAT32, Shape.of(-1), (Object) new float[] {1, 2}), new float[] {3}),
                Sample.refused(
                        "Trying to pop from an empty list.",
                        new TensorListPopBack(DType.FLOAT32),
                        Lists.ofScalars(),
                        new int[0]));
    }
}
