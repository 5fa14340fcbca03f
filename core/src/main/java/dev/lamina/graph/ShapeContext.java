package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shape rule may know of the inputs. */
public interface ShapeContext {
    /** The number of inputs, lists counted one by one. */
    int inputs();

    /** The shape of an input, as far as it is known. */
    Shape shape(int input);

    /** The type of an input. */
    DType type(int input);

    /**
     * The value of an input, or {@code null} if it is not known yet; when a step runs it always is. The
     * kernel may ask for it as well: kernels are made for the values that the shape rule asked for, so ask for
     * small ones only (axes, shapes, sizes).
     */
    @Nullable
    Tensor value(int input);

    /**
     * As {@link #value}, of an input of any size whose effect on the shapes is all that the kernel is made for: the
     * kernel may not ask for it.
     */
    @Nullable
    Tensor peek(int input);

    /**
     * The variable that an input refers to, where that is known while the graph is built: a resource's type and shape do
     * not tell. When a step runs, {@link #shape} and {@link #type} are the variable's own, and this is {@code null}.
     */
    default @Nullable VariableOp variable(int input) {
        return null;
    }

    /**
     * The body of a function that a {@link RegionOp} names; asked for while the graph is built.
     *
     * @throws dev.lamina.error.NotFoundException if the graph has no function of that name
     */
    default FunctionBody function(FunctionReference reference) {
        throw new IllegalStateException("function '" + reference.name() + "' is asked for in a run");
    }

    /** The operation that gives an input, or {@code null} if that is not known, as of what a function is given. */
    default @Nullable Op producer(int input) {
        return null;
    }

    /** True while the graph is built: in a run, what is fed may have another shape than what it takes the place of. */
    default boolean isBuilding() {
        return false;
    }

    /** An error that names the operation and the shapes of its inputs. */
    InvalidArgumentException error(String problem);

    /** Requires that an input has this rank, and gives its shape: with all dimensions unknown where it was. */
    default Shape withRank(int input, int rank, String what) {
        Shape shape = shape(input);
        if (!shape.hasRank()) {
            return Shape.unknown(rank);
        }
        if (shape.rank() != rank) {
            throw error(what + " must have rank " + rank + ", but its shape is " + shape);
        }
        return shape;
    }

    /** The shape of the first input for the only output: the rule of most element-wise operations. */
    default List<Shape> sameAsInput() {
        return List.of(shape(0));
    }
}
