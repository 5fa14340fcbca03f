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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a list joined along their first axes, and how long each of these is.
 *
 * <p>Inputs: the list; the elements' shape as far as it is known, its first dimension -1 where it differs ({@link
 * ElementShape}); the first dimensions of elements that are not set. Errors: elements of another type, without an axis, or
 * that differ in another than the first; an empty list where no shape is known.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "element_shape: shape_type", "leading_dims: int64"},
        outputs = {"tensor: element_dtype", "lengths: int64"},
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record TensorListConcatV2(DType elementDtype) implements ShapedByKernel {
    /** Adds the operation: the joined tensor, and the lengths. */
    public static List<Output> of(Scope scope, Operand list, DType elementDtype, Shape elementShape) {
        return of(scope, list, elementDtype, ElementShape.constant(scope, elementShape), Const.of(scope, new long[0]));
    }

    static List<Output> of(Scope scope, Operand list, DType elementDtype, Output elementShape, Output leadingDims) {
        return scope.node(new TensorListConcatV2(elementDtype), List.of(list, elementShape, leadingDims))
                .outputs();
    }

    /** The form in which the elements' shape is an attribute, and no element may be missing. */
    @OpDef(
            inputs = "input_handle: variant",
            outputs = {"tensor: element_dtype", "lengths: int64"},
            attrs = {"element_dtype: type", "element_shape: shape = {unknown_rank: true}"})
    record TensorListConcat(DType elementDtype, Shape elementShape) implements Superseded {
        @Override
        public Op successor() {
            return new TensorListConcatV2(elementDtype);
        }

        @Override
        public List<? extends Operand> inputs(Scope scope, List<Output> given) {
            return List.of(given.getFirst(), ElementShape.constant(scope, elementShape), Const.of(scope, new long[0]));
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape element = ElementShape.of(c.peek(1));
        Shape joined = element.hasRank() && element.rank() > 0 ? element.with(0, -1) : Shape.unknown();
        return List.of(joined, Shape.unknown(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            Shape asked = ElementShape.of(inputs[1]);
            Shape row = rows(c, asked).merge(rows(c, list.elementShape));
            List<Tensor> parts = new ArrayList<>();
            long[] lengths = new long[list.size()];
            long sum = 0;
            for (int i = 0; i < lengths.length; i++) {
                Tensor part = part(c, list, i, asked, inputs[2]);
                row = row.merge(rows(c, part.shape()));
                lengths[i] = part.shape().dim(0);
                sum += lengths[i];
                parts.add(part);
            }
            if (!row.isFullyDefined()) {
                throw c.error("All except the first dimension must be fully defined when concating an empty tensor"
                        + " list. element_shape: " + asked);
            }
            Tensor joined = TensorRows.join(elementDtype, parts, Shape.of(sum).concat(row));
            ShapedByKernel.give(outputs[0], joined);
            ShapedByKernel.give(outputs[1], Tensor.of(lengths));
        };
    }

    /** The axes behind the first. */
    private static Shape rows(KernelContext c, Shape element) {
        if (!element.hasRank()) {
            return element;
        }
        if (element.rank() == 0) {
            throw c.error("Concat requires elements to be at least vectors, found scalars instead.");
        }
        return element.slice(1, element.rank());
    }

    private static Tensor part(KernelContext c, TensorList list, int index, Shape asked, Buffer leadingDims) {
        if (list.elements.get(index) != null) {
            return list.get(index, asked.hasRank() ? asked.with(0, -1) : asked);
        }
        if (index >= leadingDims.size()) {
            throw c.error("Concating lists with uninitialized tensors is not supported without their leading_dims");
        }
        Shape shape = list.uninitializedShape(asked);
        return list.get(index, shape.hasRank() ? shape.with(0, leadingDims.longs()[index]) : shape);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output shape = TensorListElementShape.of(c.scope(), c.input(0));
        return Arrays.asList(TensorListSplit.of(c.scope(), c.upstream(0), shape, c.output(1)), null, null);
    }

    static List<Sample> samples() {
        Tensor list = Lists.of(DType.FLOAT32, Shape.of(-1), new float[] {1, 2}, new float[] {3});
        return List.of(
                Sample.rough(new TensorListConcatV2(DType.FLOAT32), list, new int[] {-1}, new long[0])
                        .gives(new float[] {1, 2, 3}, new long[] {2, 1}),
                Sample.rough(
                                new TensorListConcatV2(DType.FLOAT32),
                                Lists.of(DType.FLOAT32, Shape.of(-1), new float[] {1}, null),
                                new int[] {-1},
                                new long[] {1, 2})
                        .gives(new float[] {1, 0, 0}, new long[] {1, 2}),
                Sample.refused(
                        "Concat requires elements to be at least vectors",
                        new TensorListConcatV2(DType.FLOAT32),
                        Lists.ofScalars(1),
                        new int[0],
                        new long[0]));
    }
}
