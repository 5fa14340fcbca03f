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
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Gives a variable a value; the output is the variable after that.
 *
 * @param validateShape whether the value must have the shape that the variable is declared with; a variable declared without one has that of
 *     its first value, and in Lamina keeps it
 * @param useLocking kept for TensorFlow; a step has its variables for itself anyway
 */
@OpDef(
        inputs = {"ref: Ref(T)", "value: T"},
        outputs = "output_ref: Ref(T)",
        attrs = {"T: type", "validate_shape: bool = true", "use_locking: bool = true"},
        stateful = true)
public record Assign(boolean validateShape, boolean useLocking) implements ComplexOp.Alike {
    /** Adds an assignment. */
    public static Node of(Scope scope, Operand ref, Operand value) {
        return scope.node(new Assign(true, true), List.of(ref, value));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!validateShape) {
            return List.of(c.shape(1));
        }
        if (!c.shape(0).isCompatibleWith(c.shape(1))) {
            throw c.error("Assign requires shapes of both tensors to match. lhs shape= " + c.shape(0) + " rhs shape= "
                    + c.shape(1));
        }
        return List.of(c.shape(0).merge(c.shape(1)));
    }

    @Override
    public Access access(int input) {
        return Access.ASSIGN;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            if (!inputs[0].shape().equals(inputs[1].shape())) {
                throw c.error("a variable keeps its shape, which is " + inputs[0].shape()
                        + ": it cannot be given a value of shape " + inputs[1].shape());
            }
            inputs[0].copyFrom(inputs[1]);
        };
    }

    static List<Sample> samples() {
        float[] value = {3, 4};
        return List.of(
                Sample.rough(new Assign(true, true), new float[] {1, 2}, value).gives(value),
                Sample.refused(
                        "a variable keeps its shape, which is [2]",
                        new Assign(false, true),
                        new float[2],
                        new float[2][1]),
                Sample.refused(
                        "Assign requires shapes of both tensors to match. lhs shape= [3] rhs shape= [2,3]",
                        new Assign(true, true),
                        new float[3],
                        new float[2][3]));
    }
}
