package dev.lamina.op.special;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.IncompleteGammaDouble;
import dev.lamina.op.BinaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The derivative of {@link Igamma} by a, broadcasting. */
@OpDef(
        inputs = {"a: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {float, double}")
public record IgammaGradA() implements BinaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand a, Operand x) {
        return scope.output(new IgammaGradA(), a, x);
    }

    @Override
    public void doubles(double[] a, double[] x, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = IncompleteGammaDouble.derivative(a[k], x[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        throw c.notDifferentiable();
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output a, Output x, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new IgammaGradA(), new float[] {0.5f, 3f, 2.5f, 10f}, new float[] {0.25f, 2f, 6f, 11f})
                        .gives(new float[] {-0.7979473f, -0.23184867f, -0.04392924f, -0.11569396f}),
                Sample.rough(new IgammaGradA(), new double[] {0.5, 3.0, 40.0, 200.0}, new double[] {
                            0.25, 2.0, 30.0, 230.0
                        })
                        .gives(new double[] {
                            -0.797947316783223, -0.2318486720439896, -0.01611194766969454, -0.0033931816755953846
                        }),
                Sample.rough(new IgammaGradA(), new float[] {1, -1, Float.NaN}, new float[] {0, 1, 1})
                        .gives(new float[] {0, Float.NaN, Float.NaN}));
    }
}
