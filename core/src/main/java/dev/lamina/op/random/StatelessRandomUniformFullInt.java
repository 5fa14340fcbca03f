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
import dev.lamina.kernel.random.UniformInt;
import dev.lamina.kernel.random.UniformLong;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Integers of which any that the type has is equally likely, and that follow from two seeds alone: the same in each run, and those that
 * TensorFlow draws.
 *
 * @param dtype the type of the integers
 */
@OpDef(
        inputs = {"shape: T", "seed: Tseed"},
        outputs = "output: dtype",
        attrs = {
            "dtype: {int32, int64, uint32, uint64} = uint64",
            "T: {int32, int64} = int32",
            "Tseed: {int32, int64, uint32, uint64} = int64"
        })
public record StatelessRandomUniformFullInt(DType dtype) implements Op {
    /** Adds integers that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, DType dtype) {
        return scope.output(new StatelessRandomUniformFullInt(dtype), shape, seed);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Start.checkSeeds(c, 1);
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, dtype, Start.ofSeeds(1));
    }

    private static Kernel kernel(KernelContext c, DType dtype, Start start) {
        return dtype == DType.INT32 || dtype == DType.UINT32
                ? new RandomKernel(
                        c,
                        start,
                        UniformInt.GROUP,
                        (out, n, first, from, to) -> UniformInt.fillAll(out.ints(), 0, n, first, from, to))
                : new RandomKernel(
                        c,
                        start,
                        UniformLong.GROUP,
                        (out, n, first, from, to) -> UniformLong.fillAll(out.longs(), 0, n, first, from, to));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessRandomUniformFullInt op = new StatelessRandomUniformFullInt(DType.UINT64);
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, new int[] {1001}, seed),
                Sample.rough(new StatelessRandomUniformFullInt(DType.INT64), new long[] {2, 3}, new int[] {-7, 8}),
                Sample.rough(new StatelessRandomUniformFullInt(DType.INT32), new int[] {1001}, seed),
                Sample.rough(new StatelessRandomUniformFullInt(DType.UINT32), new int[] {5}, seed),
                Sample.rough(op, new int[] {0}, seed).gives(Tensor.zeros(DType.UINT64, Shape.of(0))),
                Sample.refused("seed must have shape [2], not [1]", op, new int[] {1}, new long[1]),
                Sample.refused("a dimension of -1", op, new int[] {-1}, seed));
    }

    /**
     * The form for a generator's key and counter, and its algorithm.
     *
     * @param dtype the type of the integers
     */
    @OpDef(
            inputs = {"shape: Tshape", "key: uint64", "counter: uint64", "alg: int32"},
            outputs = "output: dtype",
            attrs = {"dtype: {int32, int64, uint32, uint64} = uint64", "Tshape: {int32, int64} = int32"})
    public record StatelessRandomUniformFullIntV2(DType dtype) implements Op {
        /** Adds integers that follow from a key and a counter. */
        public static Output of(Scope scope, Operand shape, Operand key, Operand counter, Operand alg, DType dtype) {
            return scope.output(new StatelessRandomUniformFullIntV2(dtype), shape, key, counter, alg);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Start.checkKey(c, 1);
            return List.of(Integers.wantedShape(c, 0));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return StatelessRandomUniformFullInt.kernel(c, dtype, Start.ofKey(c, 1));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            StatelessRandomUniformFullIntV2 op = new StatelessRandomUniformFullIntV2(DType.UINT64);
            Tensor key = Tensor.of(new long[] {-5}, DType.UINT64);
            Tensor counter = Tensor.of(new long[] {-2, 3}, DType.UINT64);
            return List.of(
                    Sample.rough(op, new int[] {101}, key, counter, 1),
                    Sample.rough(new StatelessRandomUniformFullIntV2(DType.INT32), new long[] {7}, key, counter, 3),
                    Sample.refused("Unsupported algorithm id: 0", op, new int[] {1}, key, counter, 0),
                    Sample.refused(
                            "key must have shape [1], not []",
                            op,
                            new int[] {1},
                            Tensor.zeros(DType.UINT64, Shape.scalar()),
                            counter,
                            1));
        }
    }
}
