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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Class numbers drawn from categorical distributions that follow from two seeds alone: for each row of unnormalised log-probabilities
 * {@code logits}, of shape [rows, classes], {@code num_samples} of them.
 *
 * @param outputDtype int32 or int64
 */
@OpDef(
        inputs = {"logits: T", "num_samples: int32", "seed: Tseed"},
        outputs = "output: output_dtype",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tseed: {int32, int64} = int64",
            "output_dtype: {int32, int64} = int64"
        })
public record StatelessMultinomial(DType outputDtype) implements Op {
    /** Adds samples that follow from two seeds. */
    public static Output of(Scope scope, Operand logits, Operand numSamples, Operand seed, DType outputDtype) {
        return scope.output(new StatelessMultinomial(outputDtype), logits, numSamples, seed);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Start.checkSeeds(c, 2);
        return Multinomial.wanted(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Multinomial.kernel(c, Start.ofSeeds(2));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessMultinomial op = new StatelessMultinomial(DType.INT64);
        float off = Float.NEGATIVE_INFINITY;
        float[][] certain = {{0, off, off}, {off, off, -3}};
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, certain, 4, seed).gives((Object) new long[][] {{0, 0, 0, 0}, {2, 2, 2, 2}}),
                Sample.rough(new StatelessMultinomial(DType.INT32), new double[][] {{0, 1, 2}}, 100, new int[] {-1, 2}),
                Sample.rough(op, new float[2][3], 0, seed).gives((Object) new long[2][0]),
                Sample.refused("seed must have shape [2], not [1]", op, new float[1][3], 1, new long[1]),
                Sample.refused("logits should be a matrix, got shape [3]", op, new float[3], 1, seed),
                Sample.refused("num_samples should be nonnegative, got -1", op, new float[2][3], -1, seed));
    }
}
