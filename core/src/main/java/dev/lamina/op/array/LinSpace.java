package dev.lamina.op.array;

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
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code num} numbers from {@code start} to {@code stop}, both included, equally far apart. */
@OpDef(
        inputs = {"start: T", "stop: T", "num: Tidx"},
        outputs = "output: T",
        attrs = {"T: {bfloat16, half, float, double}", "Tidx: {int32, int64} = int32"})
public record LinSpace() implements Op {
    /** Adds a row of numbers. */
    public static Output of(Scope scope, Operand start, Operand stop, Operand num) {
        return scope.output(new LinSpace(), start, stop, num);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        for (int input = 0; input < 3; input++) {
            c.withRank(input, 0, List.of("start", "stop", "num").get(input));
        }
        Tensor num = c.peek(2);
        if (num == null) {
            return List.of(Shape.unknown(1));
        }
        if (num.longValue() <= 0) {
            throw c.error("Requires num > 0: " + num);
        }
        return List.of(Shape.of(num.longValue()));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.outputType(0)) {
            case FLOAT32 ->
                (inputs, outputs) ->
                        floats(inputs[0].floats()[0], inputs[1].floats()[0], outputs[0].floats(), outputs[0].size());
            case FLOAT64 ->
                (inputs, outputs) -> doubles(
                        inputs[0].doubles()[0], inputs[1].doubles()[0], outputs[0].doubles(), outputs[0].size());
            default -> Widened.of(c, this::kernel);
        };
    }

    private static void floats(float start, float stop, float[] y, int n) {
        float step = n > 1 ? (stop - start) / (n - 1) : 0;
        for (int i = 0; i < n; i++) {
            y[i] = start + step * i;
        }
        if (n > 1) {
            y[n - 1] = stop;
        }
    }

    private static void doubles(double start, double stop, double[] y, int n) {
        double step = n > 1 ? (stop - start) / (n - 1) : 0;
        for (int i = 0; i < n; i++) {
            y[i] = start + step * i;
        }
        if (n > 1) {
            y[n - 1] = stop;
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LinSpace(), 10f, 12f, 3).gives((Object) new float[] {10, 11, 12}),
                Sample.rough(new LinSpace(), 0.0, 1.0, 5L).gives((Object) new double[] {0, 0.25, 0.5, 0.75, 1}),
                Sample.rough(new LinSpace(), 7f, 9f, 1).gives((Object) new float[] {7}),
                Sample.refused("Requires num > 0: 0", new LinSpace(), 0f, 1f, 0));
    }
}
