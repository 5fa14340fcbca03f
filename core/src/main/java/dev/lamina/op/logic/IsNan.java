package dev.lamina.op.logic;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an element is NaN. */
@OpDef(inputs = "x: T", outputs = "y: bool", attrs = "T: {bfloat16, half, float, double}")
public record IsNan() implements Op {
    /** Adds a test. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new IsNan(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.test(c, IsNan::floats, IsNan::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static void floats(float[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (Float.isNaN(x[k]) ? 1 : 0);
        }
    }

    private static void doubles(double[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (Double.isNaN(x[k]) ? 1 : 0);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new IsNan(), new float[] {
                            1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0, Float.MAX_VALUE
                        })
                        .gives(new boolean[] {false, false, false, true, false, false}),
                Sample.rough(new IsNan(), new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
                        .gives(new boolean[] {true, false, false}),
                Sample.rough(
                                new IsNan(),
                                Tensor.of(new float[] {1, Float.NaN, Float.POSITIVE_INFINITY}, DType.BFLOAT16))
                        .gives(new boolean[] {false, true, false}));
    }
}
