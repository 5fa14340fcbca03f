package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.array.ZerosLike;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number next to {@code x1} on the way to {@code x2}, broadcasting; {@code x2} where they are equal. */
@OpDef(
        inputs = {"x1: T", "x2: T"},
        outputs = "output: T",
        attrs = "T: {double, float} = double")
public record NextAfter() implements BinaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x1, Operand x2) {
        return scope.output(new NextAfter(), x1, x2);
    }

    @Override
    public void floats(float[] x, float[] y, float[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = Math.nextAfter(x[k], y[k]);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = Math.nextAfter(x[k], y[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(dz, ZerosLike.of(scope, dz));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new NextAfter(), new float[] {1, -2}, new float[] {2, -1})
                        .gives(new float[] {1.0000001f, -1.9999999f}),
                Sample.rough(new NextAfter(), new float[] {0, 1, Float.NaN}, new float[] {1, 1, 1})
                        .gives(new float[] {Float.MIN_VALUE, 1, Float.NaN}),
                Sample.rough(new NextAfter(), new double[] {1}, 0.0).gives(new double[] {Math.nextDown(1.0)}));
    }
}
