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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cross entropy {@code -sum(labels * log(softmax(features)))} of each row, and its gradient by the features,
 * {@code softmax(features) - labels}.
 *
 * <p>Both inputs are of shape [batch, classes], or broadcast to it.
 */
@OpDef(
        inputs = {"features: T", "labels: T"},
        outputs = {"loss: T", "backprop: T"},
        attrs = "T: {half, bfloat16, float, double}")
public record SoftmaxCrossEntropyWithLogits() implements Op {
    /** Adds the operation; its two outputs. */
    public static List<Output> of(Scope scope, Operand features, Operand labels) {
        return scope.node(new SoftmaxCrossEntropyWithLogits(), List.of(features, labels))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = Elementwise.broadcast(c, c.shape(0), c.shape(1));
        if (!shape.hasRank()) {
            return List.of(Shape.unknown(1), Shape.unknown(2));
        }
        if (shape.rank() != 2) {
            throw c.error("logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional");
        }
        return List.of(shape.slice(0, 1), shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.outputShape(1);
        int rows = (int) shape.dim(0);
        int columns = (int) shape.dim(1);
        Rows kernel;
        switch (c.inputType(0)) {
            case FLOAT32 -> {
                SoftmaxFloat softmax = new SoftmaxFloat(rows, columns);
                kernel = new Rows(
                        rows,
                        columns,
                        (in, out, from, to) -> softmax.crossEntropy(
                                in[0].floats(), in[1].floats(), out[0].floats(), out[1].floats(), from, to));
            }
            case FLOAT64 -> {
                ExponentialsDouble e = new ExponentialsDouble(rows, columns);
                kernel = new Rows(rows, columns, (in, out, from, to) -> {
                    e.run(in[0].doubles(), out[1].doubles(), from, to);
                    for (int row = from; row < to; row++) {
                        out[0].doubles()[row] =
                                doubles(e, row, in[0].doubles(), in[1].doubles(), out[1].doubles(), columns);
                    }
                });
            }
            default -> {
                return Widened.of(c, this::kernel);
            }
        }
        boolean broadcasts = !c.inputShape(0).equals(shape) || !c.inputShape(1).equals(shape);
        return broadcasts ? new Expanded(c, shape, kernel) : kernel;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output loss = CrossEntropy.column(scope, c.upstream(0));
        Output byLabels = Mul.of(scope, loss, Neg.of(scope, LogSoftmax.of(scope, c.input(0))));
        if (c.hasUpstream(1)) {
            byLabels = Sub.of(scope, byLabels, c.upstream(1));
        }
        return Unbroadcast.both(c, CrossEntropy.byLogits(c), byLabels);
    }

    /** The loss of a row; its exponentials in {@code y} become the gradient. */
    private static double doubles(ExponentialsDouble e, int row, double[] x, double[] labels, double[] y, int columns) {
        double sum = e.sum(row);
        double log = StrictMath.log(sum);
        double shift = e.max(row);
        int end = (row + 1) * columns;
        double loss = 0;
        for (int k = row * columns; k < end; k++) {
            loss += labels[k] * (log - (x[k] - shift));
            y[k] = y[k] / sum - labels[k];
        }
        return loss;
    }

    static List<Sample> samples() {
        SoftmaxCrossEntropyWithLogits op = new SoftmaxCrossEntropyWithLogits();
        float[][] x = {{1, 2, 3}, {0, 0, 0}};
        float[][] labels = {{0, 0, 1}, {0.5f, 0.25f, 0.25f}};
        float third = 1 / 3f;
        return List.of(
                Sample.of(op, x, labels).gives(new float[] {0.407606f, 1.0986123f}, new float[][] {
                    {0.09003057f, 0.24472848f, -0.3347591f}, {third - 0.5f, third - 0.25f, third - 0.25f}
                }),
                Sample.of(op, new double[][] {{0, 0}}, new double[][] {{1, 0}})
                        .gives(new double[] {0.6931471805599453}, new double[][] {{-0.5, 0.5}}),
                Sample.of(op, x, new float[][] {{0, 0, 1}}).gives(new float[] {0.407606f, 1.0986123f}, new float[][] {
                    {0.09003057f, 0.24472848f, -0.3347591f}, {third, third, third - 1}
                }),
                Sample.rough(op, new float[][] {{1e30f, 0}}, new float[][] {{1, 0}})
                        .gives(new float[] {0}, new float[][] {{0, 0}}),
                Sample.rough(op, Tensor.wrap(new float[0], 0, 2), Tensor.wrap(new float[0], 0, 2))
                        .gives(new float[0], Tensor.wrap(new float[0], 0, 2)),
                Sample.refused("Incompatible shapes: [2,3] vs. [2,2]", op, x, new float[2][2]),
                Sample.refused("broadcasted to be 2-dimensional", op, new float[3], new float[3]));
    }
}
