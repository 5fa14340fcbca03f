package dev.lamina.op.state;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of the variable behind a resource at this moment.
 *
 * @param dtype the type of its elements
 */
@OpDef(inputs = "resource: resource", outputs = "value: dtype", attrs = "dtype: type", stateful = true)
public record ReadVariableOp(DType dtype) implements ComplexOp.Alike {
    /** Adds a reading of what a {@link VarHandleOp} gave. */
    public static Output of(Scope scope, Operand resource) {
        Output handle = resource.asOutput();
        VariableOp variable = handle.node().graph().handle(handle);
        if (variable != null) {
            return of(scope, resource, variable.dtype());
        }
        throw new InvalidArgumentException(
                "ReadVariableOp: the type of " + resource.asOutput().name() + " is not known", "name the type");
    }

    /** Adds a reading of a resource that holds elements of this type. */
    public static Output of(Scope scope, Operand resource, DType dtype) {
        return scope.output(new ReadVariableOp(dtype), resource);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Resources.shape(c, 0, dtype));
    }

    @Override
    public Access access(int input) {
        return Access.READ;
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.upstream(0));
    }

    static List<Sample> samples() {
        float[] value = {1, 2};
        return List.of(
                Sample.rough(new ReadVariableOp(DType.FLOAT32), (Object) value).gives((Object) value),
                Sample.refused(
                        "Trying to access variable with wrong dtype. Expected int32 got float",
                        new ReadVariableOp(DType.INT32),
                        (Object) value));
    }
}
