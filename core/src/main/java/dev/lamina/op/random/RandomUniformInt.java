package dev.lamina.op.random;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uniform random integers from {@code minval} to {@code maxval}, the latter excluded; slightly uneven where the range's
 * length is no power of two.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = {"shape: T", "minval: Tout", "maxval: Tout"},
        outputs = "output: Tout",
        attrs = {"seed: int = 0", "seed2: int = 0", "Tout: {int32, int64}", "T: {int32, int64}"},
        stateful = true)
public record RandomUniformInt(long seed, long seed2) implements Op {
    /** Adds uniform integers, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand shape, Operand minval, Operand maxval) {
        return of(scope, shape, minval, maxval, null);
    }

    /** Adds uniform integers; a seed of its own stands in for the name. */
    public static Output of(Scope scope, Operand shape, Operand minval, Operand maxval, @Nullable Long seed) {
        Scope named = scope.reserve("RandomUniformInt");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new RandomUniformInt(seeds.seed(), seeds.seed2()), shape, minval, maxval);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "minval");
        c.withRank(2, 0, "maxval");
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return c.outputShape(0).size() == 0
                ? (inputs, outputs) -> {}
                : new InRange(c, 1, Start.ofStream(c, seed, seed2));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        RandomUniformInt op = new RandomUniformInt(7, 8);
        return List.of(
                Sample.rough(op, new int[] {2, 3}, -5, 5),
                Sample.rough(op, new int[] {1000}, Long.MIN_VALUE, Long.MAX_VALUE),
                Sample.rough(op, new long[] {70_001}, 0, 10),
                Sample.rough(op, new int[] {2, 2}, 4, 5).gives((Object) new int[][] {{4, 4}, {4, 4}}),
                Sample.rough(op, new int[] {0}, 3, 3).gives((Object) new int[0]),
                Sample.refused("Need minval < maxval, got 3 >= 3", op, new int[] {1}, 3, 3),
                Sample.refused("minval must have rank 0", op, new int[] {1}, new int[] {3}, 4));
    }
}
