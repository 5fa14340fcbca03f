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
        return StatelessSamples.ofSeeds(StatelessTruncatedNormal::new);
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
            return StatelessSamples.ofKey(StatelessTruncatedNormalV2::new);
        }
    }
}
