package dev.lamina.op.data;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of so many elements that are not set yet: each stands for zeros until {@link TensorListSetItem} gives another.
 *
 * <p>Inputs: the shape that all elements have in common ({@link ElementShape}), and their number.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"element_shape: shape_type", "num_elements: int32"},
        outputs = "handle: variant",
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record TensorListReserve(DType elementDtype) implements Op {
    /** Adds a list of {@code numElements}, an int32 scalar. */
    public static Output of(Scope scope, DType elementDtype, Shape elementShape, Operand numElements) {
        return of(scope, elementDtype, ElementShape.constant(scope, elementShape), numElements);
    }

    static Output of(Scope scope, DType elementDtype, Output elementShape, Operand numElements) {
        return scope.output(new TensorListReserve(elementDtype), elementShape, numElements);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            int length = inputs[1].ints()[0];
            if (length < 0) {
                throw c.error("The num_elements to reserve must be a non negative number, but got " + length);
            }
            new TensorList(
                            elementDtype,
                            ElementShape.of(inputs[0]),
                            TensorList.UNBOUNDED,
                            PersistentVector.ofNulls(length))
                    .give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListReserve(DType.FLOAT32), new int[] {2}, 2)
                        .gives(Lists.of(DType.FLOAT32, Shape.of(2), null, null)),
                Sample.refused(
                        "must be a non negative number, but got -1",
                        new TensorListReserve(DType.FLOAT32),
                        new int[] {2},
                        -1));
    }
}
