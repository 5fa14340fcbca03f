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
 * Uniform integers from {@code minval} to {@code maxval}, the latter excluded, that follow from two seeds alone: the same in each run, and
 * those that TensorFlow draws.
 */
@OpDef(
        inputs = {"shape: T", "seed: Tseed", "minval: dtype", "maxval: dtype"},
        outputs = "output: dtype",
        attrs = {"dtype: {int32, int64}", "T: {int32, int64}", "Tseed: {int32, int64} = int64"})
public record StatelessRandomUniformInt() implements Op {
    /** Adds integers that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, Operand minval, Operand maxval) {
        return scope.output(new StatelessRandomUniformInt(), shape, seed, minval, maxval);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Start.checkSeeds(c, 1);
        return shapes(c, 2);
    }

    private static List<Shape> shapes(ShapeContext c, int limits) {
        for (int i = 0; i < 2; i++) {
            Shape limit = c.shape(limits + i);
            if (limit.hasRank() && limit.rank() > 0) {
                throw c.error((i == 0 ? "minval" : "maxval") + " must be a scalar; got a tensor of shape " + limit);
            }
        }
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, 2, Start.ofSeeds(1));
    }

    private static Kernel kernel(KernelContext c, int limits, Start start) {
        return c.outputShape(0).size() == 0 ? (inputs, outputs) -> {} : new InRange(c, limits, start);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessRandomUniformInt op = new StatelessRandomUniformInt();
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, new int[] {2, 3}, seed, -5, 5),
                Sample.rough(op, new int[] {1000}, new int[] {-1, 2}, Long.MIN_VALUE, Long.MAX_VALUE),
                Sample.rough(op, new long[] {2, 2}, seed, 4, 5).gives((Object) new int[][] {{4, 4}, {4, 4}}),
                Sample.rough(op, new int[] {0}, seed, 3, 3).gives((Object) new int[0]),
                Sample.refused("Need minval < maxval, got 3 >= 3", op, new int[] {1}, seed, 3, 3),
                Sample.refused("seed must have shape [2], not []", op, new int[] {1}, 7L, 3, 4),
                Sample.refused(
                        "minval must be a scalar; got a tensor of shape [1]",
                        op,
                        new int[] {1},
                        seed,
                        new int[] {3},
                        4));
    }

    /** The form for a generator's key and counter, and its algorithm. */
    @OpDef(
            inputs = {"shape: Tshape", "key: uint64", "counter: uint64", "alg: int32", "minval: dtype", "maxval: dtype"
            },
            outputs = "output: dtype",
            attrs = {"dtype: {int32, int64, uint32, uint64}", "Tshape: {int32, int64} = int32"})
    public record StatelessRandomUniformIntV2() implements Op {
        /** Adds integers that follow from a key and a counter. */
        public static Output of(
                Scope scope, Operand shape, Operand key, Operand counter, Operand alg, Operand minval, Operand maxval) {
            return scope.output(new StatelessRandomUniformIntV2(), shape, key, counter, alg, minval, maxval);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Start.checkKey(c, 1);
            return StatelessRandomUniformInt.shapes(c, 4);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return StatelessRandomUniformInt.kernel(c, 4, Start.ofKey(c, 1));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            StatelessRandomUniformIntV2 op = new StatelessRandomUniformIntV2();
            Tensor key = Tensor.of(new long[] {-5}, DType.UINT64);
            Tensor counter = Tensor.of(new long[] {0, 3}, DType.UINT64);
            Tensor most = Tensor.wrap(DType.UINT64, new long[] {-1}, Shape.scalar());
            Tensor last = Tensor.wrap(DType.UINT64, new long[] {-2}, Shape.scalar());
            return List.of(
                    Sample.rough(op, new int[] {100}, key, counter, 1, -5, 5),
                    Sample.rough(op, new int[] {100}, key, counter, 3, -5L, 1L << 40),
                    Sample.rough(op, new int[] {2}, key, counter, 1, last, most)
                            .gives(Tensor.of(new long[] {-2, -2}, DType.UINT64)),
                    Sample.refused(
                            "Need minval < maxval, got 18446744073709551615 >=",
                            op,
                            new int[] {2},
                            key,
                            counter,
                            1,
                            most,
                            last),
                    Sample.refused("Unsupported algorithm id: 2", op, new int[] {1}, key, counter, 2, 0, 1),
                    Sample.refused("maxval must be a scalar", op, new int[] {1}, key, counter, 1, 0, new int[1]));
        }
    }
}
