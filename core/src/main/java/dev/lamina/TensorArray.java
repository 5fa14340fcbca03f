package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.data.TensorListConcatV2;
import dev.lamina.op.data.TensorListFromTensor;
import dev.lamina.op.data.TensorListGather;
import dev.lamina.op.data.TensorListGetItem;
import dev.lamina.op.data.TensorListLength;
import dev.lamina.op.data.TensorListReserve;
import dev.lamina.op.data.TensorListScatterIntoExistingList;
import dev.lamina.op.data.TensorListSetItem;
import dev.lamina.op.data.TensorListSplit;
import dev.lamina.op.data.TensorListStack;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * An array of tensors, {@code tf.TensorArray}: what a loop reads and writes by index. It never changes: {@link #write} gives
 * another, which shares all other elements with it. As TensorFlow 2's it is a list of tensors ({@code TensorList…}), a value of
 * type variant, so that it can be one of a loop's values, and has gradients:
 *
 * {@snippet :
 * var squares = tf.tensorArray(DType.FLOAT32, tf.constant(5), Shape.scalar());
 * var ends = tf.whileLoop(
 *         (t, v) -> t.less(v.get(0), t.constant(5)),
 *         (t, v) -> List.of(
 *                 t.add(v.get(0), t.constant(1)),
 *                 squares.in(t, v.get(1)).write(v.get(0), t.square(t.cast(v.get(0), DType.FLOAT32)))),
 *         List.of(tf.constant(0), squares));
 * var stacked = squares.in(tf, ends.get(1)).stack();
 * }
 */
public final class TensorArray implements Operand {
    private final Scope scope;
    private final Output list;
    private final DType dtype;
    private final Shape elementShape;
    private final boolean isDynamic;

    private TensorArray(Scope scope, Output list, DType dtype, Shape elementShape, boolean isDynamic) {
        this.scope = scope;
        this.list = list;
        this.dtype = dtype;
        this.elementShape = elementShape;
        this.isDynamic = isDynamic;
    }

    static TensorArray of(Scope scope, DType dtype, Operand size, Shape elementShape) {
        Output list = TensorListReserve.of(scope, dtype, elementShape, size);
        return new TensorArray(scope.named(null), list, dtype, elementShape, false);
    }

    /** The same array, which becomes longer where an element is written behind its end. */
    public TensorArray dynamic() {
        return new TensorArray(scope, list, dtype, elementShape, true);
    }

    /**
     * Another array of this kind: in the lambda of a loop or a branch, the value that it is given for this.
     *
     * @param tf where what it is asked for is built
     * @param value a list of tensors, as {@link #asOutput} of an array gives it
     */
    public TensorArray in(Tf tf, Operand value) {
        return new TensorArray(tf.scope().named(null), value.asOutput(), dtype, elementShape, isDynamic);
    }

    private TensorArray with(Output other) {
        return new TensorArray(scope, other, dtype, elementShape, isDynamic);
    }

    /** The element at an index, an int32; zeros where nothing was written and the elements' shape is known. */
    public Output read(Operand index) {
        return TensorListGetItem.of(scope, list, index, dtype, elementShape);
    }

    /** The array with this element at an index, an int32 within it unless it is {@linkplain #dynamic dynamic}. */
    public TensorArray write(Operand index, Operand value) {
        return with(
                isDynamic
                        ? TensorListSetItem.growing(scope, list, index, value)
                        : TensorListSetItem.of(scope, list, index, value));
    }

    /** All elements, stacked in a new first axis; they have one shape. */
    public Output stack() {
        return TensorListStack.of(scope, list, dtype, elementShape);
    }

    /** The elements at these indices, an int32 vector, stacked in a new first axis. */
    public Output gather(Operand indices) {
        return TensorListGather.of(scope, list, indices, dtype, elementShape);
    }

    /** All elements, one behind the other in their first axis. */
    public Output concat() {
        Shape element = elementShape.hasRank() ? elementShape : Shape.unknown();
        return TensorListConcatV2.of(scope, list, dtype, element).getFirst();
    }

    /** An array whose elements are the rows of this tensor. */
    public TensorArray unstack(Operand value) {
        return with(TensorListFromTensor.of(scope, value));
    }

    /** The array with row i of this tensor at index {@code indices[i]}, an int32 vector. */
    public TensorArray scatter(Operand indices, Operand value) {
        return with(TensorListScatterIntoExistingList.of(scope, list, value, indices));
    }

    /** An array whose elements are pieces of this tensor's first axis of these lengths, an int64 vector. */
    public TensorArray split(Operand value, Operand lengths) {
        return with(TensorListSplit.of(scope, value, lengths));
    }

    /** The number of elements, an int32. */
    public Output size() {
        return TensorListLength.of(scope, list);
    }

    /** The type of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** The list of tensors that it is: a scalar of type variant. */
    @Override
    public Output asOutput() {
        return list;
    }
}
