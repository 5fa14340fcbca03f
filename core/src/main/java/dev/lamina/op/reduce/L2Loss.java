package dev.lamina.op.reduce;

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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Half the sum of the squares of all elements, without a root: {@code sum(t^2) / 2}. */
@OpDef(inputs = "t: T", outputs = "output: T", attrs = "T: {half, bfloat16, float, double}")
public record L2Loss() implements Op {
    /** Adds the loss. */
    public static Output of(Scope scope, Operand t) {
        return scope.output(new L2Loss(), t);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32 ->
                (inputs, outputs) -> outputs[0].floats()[0] =
                        dev.lamina.kernel.reduce.Sum.sumOfSquares(inputs[0].floats(), 0, inputs[0].size()) / 2;
            case FLOAT64 ->
                (inputs, outputs) -> outputs[0].doubles()[0] =
                        dev.lamina.kernel.reduce.Sum.sumOfSquares(inputs[0].doubles(), 0, inputs[0].size()) / 2;
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Mul.of(c.scope(), c.input(0), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new L2Loss(), (Object) new float[][] {{1, 2}, {-3, 4}})
                        .gives(15f),
                Sample.of(new L2Loss(), new double[] {3}).gives(4.5),
                Sample.rough(new L2Loss(), new float[] {1, Float.NaN}).gives(Float.NaN),
                Sample.rough(new L2Loss(), (Object) new float[0]).gives(0f));
    }
}
