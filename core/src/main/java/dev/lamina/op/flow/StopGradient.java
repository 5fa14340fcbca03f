package dev.lamina.op.flow;

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

/** The input itself, through which no gradient flows. */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: type")
public record StopGradient() implements ComplexOp.Alike {
    /** Adds a barrier for gradients. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new StopGradient(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
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
        return c.none();
    }

    static List<Sample> samples() {
        float[] x = {1, -2, 3};
        return List.of(Sample.rough(new StopGradient(), (Object) x).gives((Object) x));
    }
}
