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
import dev.lamina.kernel.reduce.ExponentialsDouble;
import dev.lamina.kernel.reduce.SoftmaxFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.math.Exp;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x - log(sum(e^x))} along the last axis, computed with the greatest element taken off.
 */
@OpDef(inputs = "logits: T", outputs = "logsoftmax: T", attrs = "T: {half, bfloat16, float, double}")
public record LogSoftmax() implements Op {
    /** Adds the logarithm of a softmax. */
    public static Output of(Scope scope, Operand logits) {
        return scope.output(new LogSoftmax(), logits);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (c.shape(0).hasRank() && c.shape(0).rank() == 0) {
            throw c.error("logits must have >= 1 dimension, got []");
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int columns = (int) c.inputShape(0).dim(-1);
        int rows = Rows.count(c.inputShape(0));
        return switch (c.inputType(0)) {
            case FLOAT32 -> {
                SoftmaxFloat softmax = new SoftmaxFloat(rows, columns);
                yield new Rows(
                        rows,
                        columns,
                        (in, out, from, to) -> softmax.logarithm(in[0].floats(), out[0].floats(), from, to));
            }
            case FLOAT64 -> {
                ExponentialsDouble e = new ExponentialsDouble(rows, columns);
                yield new Rows(
                        rows,
                        columns,
                        (in, out, from, to) -> doubles(e, in[0].doubles(), out[0].doubles(), from, to, columns));
            }
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output sum = Sum.of(scope, g, Const.of(scope, -1), true);
        return List.of(Sub.of(scope, g, Mul.of(scope, sum, Exp.of(scope, c.output(0)))));
    }

    private static void doubles(ExponentialsDouble e, double[] x, double[] y, int from, int to, int columns) {
        e.run(x, y, from, to);
        for (int row = from; row < to; row++) {
            double max = e.max(row);
            double log = StrictMath.log(e.sum(row));
            int end = (row + 1) * columns;
            for (int k = row * columns; k < end; k++) {
                y[k] = x[k] - max - log;
            }
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {5, 5, 5}};
        return List.of(
                Sample.of(new LogSoftmax(), (Object) x).gives((Object)
                        new float[][] {{-2.407606f, -1.407606f, -0.407606f}, {-1.0986123f, -1.0986123f, -1.0986123f}}),
                Sample.of(new LogSoftmax(), new double[] {0, 0})
                        .gives(new double[] {-0.6931471805599453, -0.6931471805599453}),
                Sample.rough(new LogSoftmax(), new float[] {1000, 0}).gives(new float[] {0, -1000}),
                Sample.rough(new LogSoftmax(), new float[] {0, Float.NEGATIVE_INFINITY})
                        .gives(new float[] {0, Float.NEGATIVE_INFINITY}),
                Sample.rough(new LogSoftmax(), (Object) new float[2][0]).gives((Object) new float[2][0]),
                Sample.refused("must have >= 1 dimension", new LogSoftmax(), 1f));
    }
}
