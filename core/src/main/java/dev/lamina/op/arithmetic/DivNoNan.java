package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.math.Neg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / y}, broadcasting, but 0 where {@code y} is 0, whatever {@code x} is. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {half, float, bfloat16, double}")
public record DivNoNan() implements BinaryOp.OfFloats {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new DivNoNan(), x, y);
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] == 0 ? 0 : a[k] / b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] == 0 ? 0 : a[k] / b[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output slope = of(scope, of(scope, Neg.of(scope, x), y), y);
        return List.of(of(scope, dz, y), Mul.of(scope, dz, slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new DivNoNan(), new float[] {1, 2, 3}, new float[] {2, -4, 1.5f})
                        .gives(new float[] {0.5f, -0.5f, 2}),
                Sample.of(new DivNoNan(), new float[][] {{1, 2}, {3, 4}}, 2f).gives((Object)
                        new float[][] {{0.5f, 1}, {1.5f, 2}}),
                Sample.rough(new DivNoNan(), new float[] {1, 0, Float.NaN, Float.POSITIVE_INFINITY}, new float[] {
                            0, -0f, 0, 0
                        })
                        .gives(new float[] {0, 0, 0, 0}));
    }
}
