package dev.lamina.op.math;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code 1 / x}, of floating-point numbers; {@link Reciprocal} by its old name. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Inv() implements Op {
    /** Adds a reciprocal. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Inv(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.unary(c, Reciprocal::floats, Reciprocal::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(InvGrad.of(c.scope(), c.output(0), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Inv(), new float[] {1, 4, -2}).gives(new float[] {1, 0.25f, -0.5f}),
                Sample.rough(new Inv(), new float[] {0, -0f, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, Float.NaN}),
                Sample.refused("is not defined for type int32", new Inv(), new int[] {2}));
    }
}
