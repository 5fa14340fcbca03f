package dev.lamina.op.array;

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
import org.jspecify.annotations.Nullable;

/** The number of axes of the input, an int32 scalar. */
@OpDef(
        inputs = "input: T",
        outputs = "output: int32",
        attrs = {"T: type"})
public record Rank() implements ComplexOp.Alike {
    /** Adds the number of axes. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Rank(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rank = c.inputShape(0).rank();
        return (inputs, outputs) -> outputs[0].ints()[0] = rank;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Rank(), (Object) new float[2][3]).gives(2),
                Sample.rough(new Rank(), true).gives(0));
    }
}
