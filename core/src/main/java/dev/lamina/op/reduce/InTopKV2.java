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
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says for each row of {@code predictions} whether the target is among the {@code k} greatest; of equal ones all are.
 *
 * <p>Shapes [batch, classes], [batch] and scalar. False where the target is no class or its prediction is not finite,
 * and where a prediction that is not finite leaves it open.
 */
@OpDef(
        inputs = {"predictions: float", "targets: T", "k: T"},
        outputs = "precision: bool",
        attrs = "T: {int32, int64} = int32")
public record InTopKV2() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand predictions, Operand targets, Operand k) {
        return scope.output(new InTopKV2(), predictions, targets, k);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape predictions = c.withRank(0, 2, "predictions");
        Shape targets = c.withRank(1, 1, "targets");
        c.withRank(2, 0, "k");
        if (!predictions.slice(0, 1).isCompatibleWith(targets)) {
            throw c.error("First dimension of predictions " + predictions.dim(0) + " must match length of targets "
                    + targets.dim(0));
        }
        return List.of(predictions.slice(0, 1).merge(targets));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = (int) c.inputShape(0).dim(0);
        int columns = (int) c.inputShape(0).dim(1);
        return (inputs, outputs) -> {
            float[] x = inputs[0].floats();
            long k = inputs[2].asLong(0);
            for (int row = 0; row < rows; row++) {
                long target = inputs[1].asLong(row);
                boolean in = target >= 0 && target < columns && isIn(x, row * columns, columns, (int) target, k);
                outputs[0].bytes()[row] = (byte) (in ? 1 : 0);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static boolean isIn(float[] x, int at, int columns, int target, long k) {
        float own = x[at + target];
        if (!Float.isFinite(own)) {
            return false;
        }
        long above = 0;
        for (int i = 0; i < columns && above <= k; i++) {
            if (!Float.isFinite(x[at + i])) {
                return false;
            }
            above += x[at + i] > own ? 1 : 0;
        }
        return above < k;
    }

    /** The form with k as an attribute. */
    @OpDef(
            inputs = {"predictions: float", "targets: T"},
            outputs = "precision: bool",
            attrs = {"k: int", "T: {int32, int64} = int32"})
    record InTopK(long k) implements Superseded {
        @Override
        public Op successor() {
            return new InTopKV2();
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            Output k = Const.of(scope.named("k"), this.k, given.get(1).dtype());
            return List.of(given.get(0), given.get(1), k);
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 5, 3}, {4, 4, 4}};
        return List.of(
                Sample.rough(new InTopKV2(), x, new int[] {2, 2}, 1).gives(new boolean[] {false, true}),
                Sample.rough(new InTopKV2(), x, new long[] {2, 0}, 2L).gives(new boolean[] {true, true}),
                Sample.rough(new InTopKV2(), x, new int[] {3, -1}, 2).gives(new boolean[] {false, false}),
                Sample.rough(
                                new InTopKV2(),
                                new float[][] {{1, Float.NaN}, {Float.POSITIVE_INFINITY, 0}},
                                new int[2],
                                2)
                        .gives(new boolean[] {false, false}),
                Sample.rough(new InTopKV2(), x, new int[2], 0).gives(new boolean[] {false, false}),
                Sample.refused(
                        "First dimension of predictions 2 must match length of targets 3",
                        new InTopKV2(),
                        x,
                        new int[3],
                        1));
    }
}
