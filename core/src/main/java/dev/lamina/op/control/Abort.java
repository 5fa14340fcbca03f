package dev.lamina.op.control;

import dev.lamina.error.AbortedException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Stops the step with an error. TensorFlow ends the process; here that goes on.
 *
 * @param errorMsg what the error says
 * @param exitWithoutError whether TensorFlow ends the process as if all were well
 */
@OpDef(
        attrs = {"error_msg: string = ''", "exit_without_error: bool = false"},
        stateful = true)
public record Abort(String errorMsg, boolean exitWithoutError) implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, String errorMsg) {
        return scope.node(new Abort(errorMsg, false), List.of());
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            throw new AbortedException("Abort_op intentional failure; " + errorMsg);
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("Abort_op intentional failure; enough", new Abort("enough", false)),
                Sample.refused("Abort_op intentional failure", new Abort("", true)));
    }
}
