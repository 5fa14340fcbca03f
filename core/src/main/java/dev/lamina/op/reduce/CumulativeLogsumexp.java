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
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Limits;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Log;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the running sum of exponentials along an axis, which does not overflow.
 *
 * @param exclusive whether the element itself is left out, so that the first result is the lowest number of the type
 * @param reverse whether it runs from the end of the axis to its beginning
 */
@OpDef(
        inputs = {"x: T", "axis: Tidx"},
        outputs = "out: T",
        attrs = {
            "exclusive: bool = false",
            "reverse: bool = false",
            "T: {bfloat16, half, float, double}",
            "Tidx: {int32, int64} = int32"
        })
public record CumulativeLogsumexp(boolean exclusive, boolean reverse) implements Op {
    private static final Reduction.Loop LOOP = new Reduction.Loop(
            CumulativeLogsumexp::floats, CumulativeLogsumexp::doubles, (x, i, y, o, n) -> {}, (x, i, y, o, n) -> {});

    /** Adds the operation along an axis that is computed. */
    public static Output of(Scope scope, Operand x, Operand axis, boolean exclusive, boolean reverse) {
        return scope.output(new CumulativeLogsumexp(exclusive, reverse), x, axis);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Scan.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64 -> Scan.kernel(c, LOOP, Limits.lowest(c.inputType(0)), exclusive, reverse);
            default -> Widened.of(c, this::kernel);
        };
    }

    /** Positive and negative parts of what flows back apart, as it goes through logarithms. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output zero = Const.of(scope, 0, c.input(0).dtype());
        Output upstream = c.upstream(0);
        Output positive = part(c, Greater.of(scope, upstream, zero), upstream);
        Output negative = part(c, Less.of(scope, upstream, zero), Neg.of(scope, upstream));
        return Arrays.asList(Sub.of(scope, positive, negative), null);
    }

    private Output part(GradientContext c, Output isPart, Output size) {
        Scope scope = c.scope();
        DType type = c.input(0).dtype();
        Output some = SelectV2.of(scope, isPart, size, Const.of(scope, 1, type));
        Output lowest = Const.of(scope, Tensor.wrap(type, Limits.lowest(type), Shape.scalar()));
        Output logs = SelectV2.of(scope, isPart, Log.of(scope, some), lowest);
        Output sums = of(scope, Sub.of(scope, logs, c.output(0)), c.input(1), exclusive, !reverse);
        return Exp.of(scope, Add.of(scope, sums, c.input(0)));
    }

    private static void floats(float[] x, int i, float[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (float) sum(y[o + k], x[i + k], -Float.MAX_VALUE);
        }
    }

    private static void doubles(double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = sum(y[o + k], x[i + k], -Double.MAX_VALUE);
        }
    }

    private static double sum(double a, double b, double lowest) {
        double greater = Math.max(a, b);
        double lesser = Math.min(a, b);
        if (lesser <= lowest || greater == Double.POSITIVE_INFINITY) {
            return greater;
        }
        return greater + StrictMath.log1p(StrictMath.exp(lesser - greater));
    }

    static List<Sample> samples() {
        float[] x = {0, 0.6931472f, 1.0986123f};
        double[][] matrix = {{0, 1}, {1, 0}};
        return List.of(
                Sample.of(new CumulativeLogsumexp(false, false), x, 0)
                        .gives((Object) new float[] {0, 1.0986123f, 1.7917595f}),
                Sample.of(new CumulativeLogsumexp(false, true), x, -1)
                        .gives((Object) new float[] {1.7917595f, 1.609438f, 1.0986123f}),
                Sample.of(new CumulativeLogsumexp(false, false), matrix, 1L).gives((Object)
                        new double[][] {{0, 1.3132616875182228}, {1, 1.3132616875182228}}),
                Sample.rough(new CumulativeLogsumexp(true, false), x, 0)
                        .gives((Object) new float[] {-Float.MAX_VALUE, 0, 1.0986123f}),
                Sample.rough(
                                new CumulativeLogsumexp(false, false),
                                new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 1000, 1000},
                                0)
                        .gives((Object)
                                new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 1000, 1000.6931f}),
                Sample.refused("axis 1 is not in [-1, 1)", new CumulativeLogsumexp(false, false), x, 1));
    }
}
