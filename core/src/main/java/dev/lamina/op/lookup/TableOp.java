package dev.lamina.op.lookup;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that gives the handle of a table. */
interface TableOp extends Op {
    /** The name under which nodes share it; the node's own if empty. */
    String sharedName();

    /** The type of the keys. */
    DType keyDtype();

    /** The type of the values. */
    DType valueDtype();

    /** The shape of a value. */
    default Shape valueShape() {
        return Shape.scalar();
    }

    /** Whether operations change it, and do not fill it once. */
    default boolean isMutable() {
        return true;
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    /** The session's table of that name. */
    @Override
    default Kernel kernel(KernelContext c) {
        LookupTable table = LookupTable.of(c, this);
        return (inputs, outputs) -> outputs[0].objects()[0] = table;
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}
