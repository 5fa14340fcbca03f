package dev.lamina.op.random;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.ClipByValue;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Erfc;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Log;
import dev.lamina.op.math.Log1p;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Square;
import dev.lamina.tensor.DType;

/** How normal numbers between bounds change with their parameters, as TensorFlow has it: the bounds stay where they are seen from the mean. */
final class BoundedNormalGradient {
    private final Scope scope;
    private final DType type;

    private BoundedNormalGradient(Scope scope, DType type) {
        this.scope = scope;
        this.type = type;
    }

    /** The gradients by mean, deviation and both bounds, each in the shape of the numbers. */
    static Output[] of(
            Scope scope, Output sample, Output mean, Output deviation, Output least, Output greatest, Output upstream) {
        BoundedNormalGradient by = new BoundedNormalGradient(scope, sample.dtype());
        Output at = by.standard(sample, mean, deviation);
        Output low = by.standard(least, mean, deviation);
        Output high = by.standard(greatest, mean, deviation);
        Output below = by.probability(low);
        Output share =
                RealDiv.of(scope, Sub.of(scope, by.probability(at), below), Sub.of(scope, by.probability(high), below));
        // No logarithm of 0.
        share = ClipByValue.of(scope, share, by.number(tiny(by.type)), by.number(1 - epsilon(by.type)));
        return new Output[] {
            upstream,
            Mul.of(scope, upstream, at),
            Mul.of(scope, upstream, by.slope(at, low, Log1p.of(scope, Neg.of(scope, share)))),
            Mul.of(scope, upstream, by.slope(at, high, Log.of(scope, share)))
        };
    }

    private Output standard(Output x, Output mean, Output deviation) {
        return RealDiv.of(scope, Sub.of(scope, x, mean), deviation);
    }

    /** That of less in the standard normal distribution. */
    private Output probability(Output x) {
        Output scaled = Mul.of(scope, x, number(-StrictMath.sqrt(0.5)));
        return Mul.of(scope, number(0.5), Erfc.of(scope, scaled));
    }

    private Output slope(Output at, Output bound, Output logOfShare) {
        Output difference = Sub.of(scope, Square.of(scope, at), Square.of(scope, bound));
        return Exp.of(scope, Add.of(scope, Mul.of(scope, number(0.5), difference), logOfShare));
    }

    private Output number(double value) {
        return Const.of(scope, value, type);
    }

    private static double tiny(DType type) {
        return switch (type) {
            case FLOAT64 -> Double.MIN_NORMAL;
            case FLOAT32 -> Float.MIN_NORMAL;
            default -> 0x1p-14;
        };
    }

    private static double epsilon(DType type) {
        return switch (type) {
            case FLOAT64 -> 0x1p-52;
            case FLOAT32 -> 0x1p-23;
            default -> 0x1p-10;
        };
    }
}
