package dev.lamina.op.state;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tells whether the variable behind a resource has a value. */
@OpDef(inputs = "resource: resource", outputs = "is_initialized: bool", stateful = true)
public record VarIsInitializedOp() implements ComplexOp.Alike {
    /** Adds the question. */
    public static Output of(Scope scope, Operand resource) {
        return scope.output(new VarIsInitializedOp(), resource);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Access access(int input) {
        return Access.NONE;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        BooleanSupplier isInitialized = c.isInitialized(0);
        return (inputs, outputs) -> outputs[0].bytes()[0] = (byte) (isInitialized.getAsBoolean() ? 1 : 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new VarIsInitializedOp(), (Object) new float[] {1}).gives(true));
    }
}
