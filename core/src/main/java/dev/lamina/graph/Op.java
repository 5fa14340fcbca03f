package dev.lamina.graph;

import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation: what a node of a graph computes.
 *
 * <p>It is implemented by a record annotated with {@link OpDef}. The record's name is TensorFlow's op
 * name and its components are TensorFlow's attributes ({@code transposeA} for {@code transpose_a}).
 * Beside these methods such a record has a static {@code List<Sample> samples()}, which the contract
 * test runs.
 */
public interface Op {
    /** TensorFlow's name of the operation: the record's own. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * The shape rule: the outputs' shapes, as far as the inputs' shapes tell.
     *
     * @throws dev.lamina.error.InvalidArgumentException if the inputs do not fit
     */
    List<Shape> shapes(ShapeContext c);

    /** The kernel for the concrete shapes and types of {@code c}. It is used by one thread at a time. */
    Kernel kernel(KernelContext c);

    /**
     * The gradient by each input, written in other operations; {@code null} for an input through which
     * none flows. The default says that the operation is not differentiable.
     */
    default List<@Nullable Output> gradient(GradientContext c) {
        throw c.notDifferentiable();
    }

    /** The value of an operation that is a constant. */
    default @Nullable Tensor constant() {
        return null;
    }

    /** True if only the shape of that input matters, so that its value need not be computed. */
    default boolean needsShapeOnly(int input) {
        return false;
    }

    /** The input whose elements the first output just shows in another shape (or the same), or -1. */
    default int aliasedInput() {
        return -1;
    }

    /** True if what it gives is there in the next iteration of a loop, so that what uses it may be what it is made of. */
    default boolean isOfNextIteration() {
        return false;
    }

    /** True if, for these shapes and values, the output is just the first input; asked only if the other inputs are constant. */
    default boolean isIdentity(KernelContext c) {
        return false;
    }

    /** True if the kernel reads element i of its inputs before it writes element i of its output and never later. */
    default boolean canWorkInPlace() {
        return false;
    }

    /**
     * True if the kernel can fail for a reason that lies outside of the graph, as reading a file can: in a run it comes before
     * all changes of variables that it does not depend on, so that a run in which it fails changes none of these.
     */
    default boolean canFail() {
        return false;
    }

    /**
     * About how many additions and multiplications a run takes, for those who ask why it is slow: by default one for each element
     * that it gives.
     */
    default long arithmetic(KernelContext c) {
        long elements = 0;
        for (int i = 0; i < c.outputs(); i++) {
            elements += c.outputShape(i).elements();
        }
        return elements;
    }

    /** What is done to the variable behind an input that is a reference or a resource. */
    default Access access(int input) {
        return Access.UPDATE;
    }

    /** What an operation does to a variable. */
    enum Access {
        /** Neither its value is read nor written. */
        NONE,
        /** Its value is read, so it has to be initialised. */
        READ,
        /** It is given a value, whatever it had before. */
        ASSIGN,
        /** Its value is changed, so it has to be initialised. */
        UPDATE
    }
}
