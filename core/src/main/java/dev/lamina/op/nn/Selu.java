package dev.lamina.op.nn;

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
import dev.lamina.kernel.EluFloat;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code scale * x} from 0 on, below {@code scale * alpha * (e^x - 1)} (Klambauer et al., 2017). */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Selu() implements Op {
    static final double SCALE = 1.0507009873554805;
    static final double SCALE_ALPHA = 1.7580993408473768;

    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Selu(), features);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.unary(c, Selu::floats, Selu::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(SeluGrad.of(c.scope(), c.upstream(0), c.output(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        EluFloat.run(x, (float) SCALE_ALPHA, (float) SCALE, y, from, to);
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] < 0 ? SCALE_ALPHA * StrictMath.expm1(x[k]) : SCALE * x[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Selu(), new float[] {-1, 0.5f, 2})
                        .gives(new float[] {-1.1113307f, 0.5253505f, 2.101402f}),
                Sample.of(new Selu(), new double[] {1}).gives(new double[] {SCALE}),
                Sample.rough(new Selu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, -1.7580993f}));
    }
}
