package dev.lamina.op.flow;

import dev.lamina.error.UnimplementedException;
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

/**
 * The input itself, through which it is an error to ask for a gradient.
 *
 * @param message why, for the error
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"T: type", "message: string = ''"})
public record PreventGradient(String message) implements ComplexOp.Alike {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, String message) {
        return scope.output(new PreventGradient(message), input);
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
        throw new UnimplementedException(
                c.node().describe() + " is not differentiable: Gradient explicitly disabled. Reason: " + message,
                "use tf.stopGradient(x) where no gradient is to flow");
    }

    static List<Sample> samples() {
        float[] x = {1, -2, 3};
        return List.of(Sample.rough(new PreventGradient("test"), (Object) x).gives((Object) x));
    }
}
