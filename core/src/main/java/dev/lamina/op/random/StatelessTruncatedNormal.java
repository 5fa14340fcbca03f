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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of the standard normal distribution, those beyond 2 standard deviations drawn again, that follow from two seeds alone: the same in
 * each run, and those that TensorFlow draws.
 *
 * @param dtype the type of the numbers
 */
@OpDef(
        inputs = {"shape: T", "seed: Tseed"},
        outputs = "output: dtype",
        attrs = {
            "dtype: {half, bfloat16, float, double} = float",
            "T: {int32, int64} = int32",
            "Tseed: {int32, int64} = int64"
        })
public record StatelessTruncatedNormal(DType dtype) implements Op {
    /** Adds numbers that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, DType dtype) {
        return scope.output(new StatelessTruncatedNormal(dtype), shape, seed);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Start.checkSeeds(c, 1);
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return TruncatedNormal.kernel(c, dtype, Start.ofSeeds(1));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessTruncatedNormal op = new StatelessTruncatedNormal(DType.FLOAT32);
        long[] seed = {7, -8};
        return List.of(
                Sample.rough(new StatelessTruncatedNormal(DType.FLOAT64), new int[] {2, 3}, seed),
                Sample.rough(new StatelessTruncatedNormal(DType.FLOAT16), new int[] {5}, seed),
                Sample.rough(new StatelessTruncatedNormal(DType.BFLOAT16), new int[] {5}, new int[] {-7, 8}),
                Sample.rough(op, new long[] {70_001}, seed),
                Sample.rough(op, new int[] {0, 3}, seed).gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("seed must have shape [2], not [3]", op, new int[] {1}, new long[3]),
                Sample.refused("a dimension of -1", op, new int[] {-1}, seed),
                Sample.refused("the shape must have rank 1", op, 3, seed));
    }

    /**
     * The form for a generator's key and counter, as {@link StatelessRandomGetKeyCounter} gives them, and its algorithm: 1, which is
     * Philox, or 3, which is any.
     *
     * @param dtype the type of the numbers
     */
    @OpDef(
            inputs = {"shape: Tshape", "key: uint64", "counter: uint64", "alg: int32"},
            outputs = "output: dtype",
            attrs = {"dtype: {half, bfloat16, float, double} = float", "Tshape: {int32, int64} = int32"})
    public record StatelessTruncatedNormalV2(DType dtype) implements Op {
        /** Adds numbers that follow from a key and a counter. */
        public static Output of(Scope scope, Operand shape, Operand key, Operand counter, Operand alg, DType dtype) {
            return scope.output(new StatelessTruncatedNormalV2(dtype), shape, key, counter, alg);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Start.checkKey(c, 1);
            return List.of(Integers.wantedShape(c, 0));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return TruncatedNormal.kernel(c, dtype, Start.ofKey(c, 1));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            StatelessTruncatedNormalV2 op = new StatelessTruncatedNormalV2(DType.FLOAT32);
            Tensor key = Tensor.of(new long[] {-5}, DType.UINT64);
            Tensor counter = Tensor.of(new long[] {-1, 3}, DType.UINT64);
            return List.of(
                    Sample.rough(new StatelessTruncatedNormalV2(DType.FLOAT64), new int[] {2, 3}, key, counter, 1),
                    Sample.rough(new StatelessTruncatedNormalV2(DType.BFLOAT16), new long[] {5}, key, counter, 3),
                    Sample.rough(op, new int[] {70_001}, key, counter, 1),
                    Sample.refused("Unsupported algorithm id: 2", op, new int[] {1}, key, counter, 2),
                    Sample.refused("key must have shape [1], not [2]", op, new int[] {1}, counter, counter, 1),
                    Sample.refused("counter must be a vector", op, new int[] {1}, key, key, 1),
                    Sample.refused("alg must have rank 0", op, new int[] {1}, key, counter, new int[1]));
        }
    }
}
