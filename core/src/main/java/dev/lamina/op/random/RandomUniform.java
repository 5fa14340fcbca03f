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
import dev.lamina.kernel.random.UniformDouble;
import dev.lamina.kernel.random.UniformFloat;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uniform random numbers in [0, 1).
 *
 * <p>The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 * @param dtype the type of the numbers
 */
@OpDef(
        inputs = "shape: T",
        outputs = "output: dtype",
        attrs = {"seed: int = 0", "seed2: int = 0", "dtype: {half, bfloat16, float, double}", "T: {int32, int64}"},
        stateful = true)
public record RandomUniform(long seed, long seed2, DType dtype) implements Op {
    /** Random bits in a float. */
    private static final int FLOAT_BITS = 23;

    /** Adds uniform numbers, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand shape, DType dtype) {
        return of(scope, shape, dtype, null);
    }

    /** Adds uniform numbers; a seed of its own stands in for the name. */
    public static Output of(Scope scope, Operand shape, DType dtype, @Nullable Long seed) {
        Scope named = scope.reserve("RandomUniform");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new RandomUniform(seeds.seed(), seeds.seed2(), dtype), shape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, dtype, Start.ofStream(c, seed, seed2));
    }

    /** A kernel for the first output, of that type. */
    static Kernel kernel(KernelContext c, DType dtype, Start start) {
        return switch (dtype) {
            case FLOAT64 ->
                new RandomKernel(
                        c,
                        start,
                        UniformDouble.GROUP,
                        (out, n, first, from, to) -> UniformDouble.fill(out.doubles(), 0, n, first, from, to));
            case FLOAT32 -> floats(c, start, FLOAT_BITS);
            case BFLOAT16 -> RandomKernel.narrow(c, floats(c, start, 7));
            default -> RandomKernel.narrow(c, floats(c, start, 10));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static RandomKernel floats(KernelContext c, Start start, int bits) {
        return new RandomKernel(c, start, UniformFloat.GROUP, (out, n, first, from, to) -> {
            UniformFloat.fill(out.floats(), 0, n, first, from, to);
            if (bits < FLOAT_BITS) {
                keep(bits, out.floats(), from * UniformFloat.GROUP, Math.min(n, to * UniformFloat.GROUP));
            }
        });
    }

    /** A narrow type's number is made of as many of the word's low bits as its fraction has. */
    private static void keep(int bits, float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            int word = (int) (x[i] * (1 << FLOAT_BITS));
            x[i] = (word & (1 << bits) - 1) / (float) (1 << bits);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new RandomUniform(7, 8, DType.FLOAT64), new int[] {2, 3}),
                Sample.rough(new RandomUniform(7, 8, DType.FLOAT16), new int[] {5}),
                Sample.rough(new RandomUniform(7, 8, DType.BFLOAT16), new int[] {5}),
                Sample.rough(new RandomUniform(7, 8, DType.FLOAT32), new long[] {70_001}),
                Sample.rough(new RandomUniform(7, 8, DType.FLOAT32), new int[] {0, 3})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("a dimension of -1", new RandomUniform(7, 8, DType.FLOAT32), new int[] {-1}),
                Sample.refused("the shape must have rank 1", new RandomUniform(7, 8, DType.FLOAT32), 3));
    }
}
