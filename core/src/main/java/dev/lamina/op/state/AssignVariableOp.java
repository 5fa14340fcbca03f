package dev.lamina.op.state;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Gives the variable behind a resource a value.
 *
 * @param dtype the type of its elements
 * @param validateShape kept for TensorFlow; the value always has to fit the variable's shape
 */
@OpDef(
        inputs = {"resource: resource", "value: dtype"},
        attrs = {"dtype: type", "validate_shape: bool = false"},
        stateful = true)
public record AssignVariableOp(DType dtype, boolean validateShape) implements ComplexOp.Alike {
    /** Adds an assignment. */
    public static Node of(Scope scope, Operand resource, Operand value) {
        return scope.node(new AssignVariableOp(value.asOutput().dtype(), false), List.of(resource, value));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape variable = Resources.shape(c, 0, dtype);
        if (!variable.isCompatibleWith(c.shape(1))) {
            throw c.error("Shape mismatch. The variable shape " + variable + ", and the assigned value shape "
                    + c.shape(1) + " are incompatible.");
        }
        return List.of();
    }

    @Override
    public Access access(int input) {
        return Access.ASSIGN;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> inputs[0].copyFrom(inputs[1]);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new AssignVariableOp(DType.FLOAT32, false), new float[] {1, 2}, new float[] {3, 4}),
                Sample.refused(
                        "The variable shape [3], and the assigned value shape [2] are incompatible",
                        new AssignVariableOp(DType.FLOAT32, false),
                        new float[3],
                        new float[2]));
    }
}
