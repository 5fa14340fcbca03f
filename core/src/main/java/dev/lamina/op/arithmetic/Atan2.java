package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Square;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The angle in radians, from -π to π, of the point {@code (x, y)}, broadcasting. */
@OpDef(
        inputs = {"y: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record Atan2() implements BinaryOp.OfDoubles {
    /** Adds an angle. */
    public static Output of(Scope scope, Operand y, Operand x) {
        return scope.output(new Atan2(), y, x);
    }

    @Override
    public void doubles(double[] opposite, double[] adjacent, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = StrictMath.atan2(opposite[k], adjacent[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output opposite, Output adjacent, Output z, Output dz) {
        Output slope = RealDiv.of(scope, dz, AddV2.of(scope, Square.of(scope, adjacent), Square.of(scope, opposite)));
        return List.of(Mul.of(scope, adjacent, slope), Mul.of(scope, Neg.of(scope, opposite), slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Atan2(), new float[] {1, 2, -1, -0.5f}, new float[] {1, -1, -3, 2})
                        .gives(new float[] {0.7853982f, 2.0344439f, -2.819842f, -0.24497867f}),
                Sample.rough(new Atan2(), new float[] {0, 0, 1, Float.NaN}, new float[] {-1, 0, 0, 1})
                        .gives(new float[] {3.1415927f, 0, 1.5707964f, Float.NaN}));
    }
}
