package dev.lamina.op.control;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.complex.ComplexOp;

/**
 * An operation that says whether and how often others run. A session leaves out what does not run, and makes one region of a
 * loop, so most have no kernel.
 *
 * <p>An operation with an input, or a node before it, that does not run ("is dead") does not run either; {@link MergeOp} and {@link
 * ControlTrigger} do.
 */
public sealed interface ControlFlowOp extends ComplexOp.Alike
        permits SwitchOp, MergeOp, EnterOp, ExitOp, NextIterationOp {
    /** There is none. */
    @Override
    default Kernel kernel(KernelContext c) {
        throw new UnimplementedException(
                "'" + c.nodeName() + "' (" + name() + ") says what runs and has no kernel of its own");
    }

    /** What stands for a variable is passed on, and neither read nor written. */
    @Override
    default Access access(int input) {
        return Access.NONE;
    }
}
