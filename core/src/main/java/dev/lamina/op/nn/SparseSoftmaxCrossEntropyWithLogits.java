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
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cross entropy {@code -log(softmax(features)[label])} of each row, and its gradient by the features, the softmax
 * less 1 at the label.
 *
 * <p>Shapes [batch, classes] and [batch]; a label that is not in [0, classes) is an error.
 */
@OpDef(
        inputs = {"features: T", "labels: Tlabels"},
        outputs = {"loss: T", "backprop: T"},
        attrs = {"T: {half, bfloat16, float, double}", "Tlabels: {int32, int64} = int64"})
public record SparseSoftmaxCrossEntropyWithLogits() implements Op {
    /** Adds the operation; its two outputs. */
    public static List<Output> of(Scope scope, Operand features, Operand labels) {
        return scope.node(new SparseSoftmaxCrossEntropyWithLogits(), List.of(features, labels))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape features = c.withRank(0, 2, "logits");
        Shape labels = c.withRank(1, 1, "labels");
        if (!features.slice(0, 1).isCompatibleWith(labels)) {
            throw c.error("logits and labels must have the same first dimension, got logits shape " + features
                    + " and labels shape " + labels);
        }
        if (features.dim(1) == 0) {
            throw c.error("Must have at least one class, but got logits shape " + features);
        }
        Shape rows = features.slice(0, 1).merge(labels);
        return List.of(rows, rows.concat(features.slice(1, 2)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = (int) c.inputShape(0).dim(0);
        int columns = (int) c.inputShape(0).dim(1);
        Rows kernel;
        switch (c.inputType(0)) {
            case FLOAT32 -> {
                SoftmaxFloat softmax = new SoftmaxFloat(rows, columns);
                kernel = new Rows(rows, columns, (in, out, from, to) -> {
                    float[] x = in[0].floats();
                    float[] y = out[1].floats();
                    softmax.run(x, y, from, to);
                    for (int row = from; row < to; row++) {
                        int label = row * columns + (int) in[1].asLong(row);
                        y[label] -= 1;
                        out[0].floats()[row] = softmax.logSum(row) - (x[label] - softmax.max(row));
                    }
                });
            }
            case FLOAT64 -> {
                ExponentialsDouble e = new ExponentialsDouble(rows, columns);
                kernel = new Rows(rows, columns, (in, out, from, to) -> {
                    e.run(in[0].doubles(), out[1].doubles(), from, to);
                    for (int row = from; row < to; row++) {
                        int label = row * columns + (int) in[1].asLong(row);
                        out[0].doubles()[row] = doubles(e, row, in[0].doubles(), label, out[1].doubles(), columns);
                    }
                });
            }
            default -> {
                return Widened.of(c, this::kernel);
            }
        }
        return (inputs, outputs) -> {
            check(c, inputs[1], rows, columns);
            kernel.run(inputs, outputs);
        };
    }

    private static void check(KernelContext c, Buffer labels, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            long label = labels.asLong(row);
            if (label < 0 || label >= columns) {
                throw c.error("Received a label value of " + label + " which is outside the valid range of [0, "
                        + columns + ").  Label values: " + labels.toTensor());
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(CrossEntropy.byLogits(c), null);
    }

    /** The loss of a row; its exponentials in {@code y} become the gradient. */
    private static double doubles(ExponentialsDouble e, int row, double[] x, int label, double[] y, int columns) {
        double sum = e.sum(row);
        int end = (row + 1) * columns;
        for (int k = row * columns; k < end; k++) {
            y[k] /= sum;
        }
        y[label] -= 1;
        return StrictMath.log(sum) - (x[label] - e.max(row));
    }

    static List<Sample> samples() {
        SparseSoftmaxCrossEntropyWithLogits op = new SparseSoftmaxCrossEntropyWithLogits();
        float[][] x = {{1, 2, 3}, {0, 0, 0}};
        float third = 1 / 3f;
        return List.of(
                Sample.of(op, x, new int[] {2, 0}).gives(new float[] {0.407606f, 1.0986123f}, new float[][] {
                    {0.09003057f, 0.24472848f, -0.3347591f}, {third - 1, third, third}
                }),
                Sample.of(op, new double[][] {{0, 0}}, new long[] {1})
                        .gives(new double[] {0.6931471805599453}, new double[][] {{0.5, -0.5}}),
                Sample.refused(
                        "Received a label value of 3 which is outside the valid range of [0, 3)", op, x, new int[] {0, 3
                        }),
                Sample.refused("must have the same first dimension", op, x, new int[3]),
                Sample.refused("Must have at least one class", op, new float[2][0], new int[2]));
    }
}
