package dev.lamina.graph;

import dev.lamina.error.UnimplementedException;
import java.util.List;

/**
 * An operation that runs functions of the graph: a call, a branch, a loop. It has no kernel: a session takes the functions'
 * bodies for regions of its program, and runs those.
 *
 * <p>{@link ShapeContext#function} gives the shape rule the bodies. A body's parameters have the types of what the operation gives
 * them; their shapes may be known or not.
 */
public interface RegionOp extends Op {
    /** The functions that it runs, in the order of its attributes. */
    List<FunctionReference> functions();

    /** What stands between its name and those of a function's nodes where a run names them: {@code cond/negative/Neg}. */
    default String prefix(FunctionReference function) {
        return function.name() + "/";
    }

    /** There is none. */
    @Override
    default Kernel kernel(KernelContext c) {
        throw new UnimplementedException(
                "'" + c.nodeName() + "' (" + name() + ") runs functions and has no kernel of its own");
    }
}
