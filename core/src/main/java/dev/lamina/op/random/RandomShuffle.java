package dev.lamina.op.random;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.random.Permutation;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input with its rows (along the first axis) in random order.
 *
 * @param seed the first seed; with both 0, the order is another in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = "value: T",
        outputs = "output: T",
        attrs = {"seed: int = 0", "seed2: int = 0", "T: type"},
        stateful = true)
public record RandomShuffle(long seed, long seed2) implements Op {
    /** Adds a shuffle, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand value) {
        return of(scope, value, null);
    }

    /** Adds a shuffle; a seed of its own stands in for the name. */
    public static Output of(Scope scope, Operand value, @Nullable Long seed) {
        Scope named = scope.reserve("RandomShuffle");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new RandomShuffle(seeds.seed(), seeds.seed2()), value);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        int size = shape.size();
        if (size <= 1 || shape.dim(0) <= 1) {
            return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
        }
        int rows = (int) shape.dim(0);
        int row = size / rows;
        int[] order = c.workspace(DType.INT32, Shape.of(rows)).ints();
        Philox start = new Philox(0, 0);
        PhiloxStream stream = Start.stream(c, seed, seed2);
        return (inputs, outputs) -> {
            stream.reserveWords(Permutation.words(rows), start);
            Permutation.fill(order, rows, start);
            Object from = inputs[0].array();
            Object to = outputs[0].array();
            for (int i = 0; i < rows; i++) {
                System.arraycopy(from, order[i] * row, to, i * row, row);
            }
        };
    }

    static List<Sample> samples() {
        RandomShuffle op = new RandomShuffle(7, 8);
        return List.of(
                Sample.rough(op, new float[] {1, 2, 3, 4, 5}),
                Sample.rough(op, (Object) new String[][] {{"a", "b"}, {"c", "d"}, {"e", "f"}}),
                Sample.rough(op, (Object) new long[][] {{1, 2, 3}}).gives((Object) new long[][] {{1, 2, 3}}),
                Sample.rough(op, 5f).gives(5f),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))));
    }
}
