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

/** {@code x} from 0 on, below {@code e^x - 1} (Clevert et al., 2015). */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Elu() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Elu(), features);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.unary(c, Elu::floats, Elu::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(EluGrad.of(c.scope(), c.upstream(0), c.output(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        EluFloat.run(x, 1, 1, y, from, to);
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] < 0 ? StrictMath.expm1(x[k]) : x[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Elu(), new float[] {-1, 0.5f, 2}).gives(new float[] {-0.63212055f, 0.5f, 2}),
                Sample.of(new Elu(), new double[] {-1, 1}).gives(new double[] {-0.6321205588285577, 1}),
                Sample.rough(new Elu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, -1, Float.POSITIVE_INFINITY}));
    }
}
