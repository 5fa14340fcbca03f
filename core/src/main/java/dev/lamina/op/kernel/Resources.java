package dev.lamina.op.kernel;

import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The variable behind a resource, as far as it is known while the graph is built and when a step runs. */
public final class Resources {
    private Resources() {}

    /** The variable's shape; requires that its elements are of the type. */
    public static Shape shape(ShapeContext c, int input, DType expected) {
        VariableOp variable = c.variable(input);
        DType type = variable == null ? c.type(input) : variable.dtype();
        if (type != DType.RESOURCE && type != expected) {
            throw c.error("Trying to access variable with wrong dtype. Expected " + expected.tensorFlowName() + " got "
                    + type.tensorFlowName());
        }
        if (variable != null) {
            return variable.shape();
        }
        return type == DType.RESOURCE ? Shape.unknown() : c.shape(input);
    }
}
