package dev.lamina.op.math;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nearest integer, of two the even one. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Rint() implements UnaryOp {
    /** Adds a rounding. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Rint(), x);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Round().kernel(c);
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Rint(), new float[] {1.25f, -1.75f, 2.25f}).gives(new float[] {1, -2, 2}),
                Sample.rough(new Rint(), new float[] {Float.POSITIVE_INFINITY, Float.NaN, 3})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 3}),
                Sample.rough(new Rint(), new float[] {0.5f, 1.5f, -0.5f, -2.5f}).gives(new float[] {0, 2, -0f, -2}));
    }
}
