package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.StopGradient;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.math.Log;
import dev.lamina.op.random.ComputeAccidentalHits;
import dev.lamina.op.random.LogUniformCandidateSampler;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.sparse.SparseToDense;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * The logits of the true classes and of candidates that were drawn, as TensorFlow makes them for losses that look at a few of very many classes.
 *
 * @param logits of shape [batch, true classes + candidates]
 * @param labels 1 over the number of true classes for each of these, 0 for the candidates
 */
record SampledLogits(Output logits, Output labels) {
    /**
     * With candidates of which lower classes are likelier, each drawn once at most.
     *
     * @param weights of shape [classes, features]
     * @param biases of shape [classes]
     * @param labels int64 true classes, of shape [batch, true classes of an example]
     * @param inputs of shape [batch, features]
     * @param withoutHits whether candidates that are true classes do not count
     */
    static SampledLogits of(
            Scope scope,
            Operand weights,
            Operand biases,
            Operand labels,
            Operand inputs,
            int numSampled,
            int numClasses,
            boolean withoutHits) {
        long perExample = Candidates.perExample(labels);
        Output classes = StopGradient.of(scope, labels);
        List<Output> sampler =
                LogUniformCandidateSampler.of(scope, classes, perExample, numSampled, true, numClasses, null);
        Output sampled = sampler.get(0);
        Output ofTrue = rows(scope, weights, classes, inputs);
        Output trueBiases = GatherV2.of(scope, biases, classes);
        Output trueLogits = Sub.of(scope, Add.of(scope, ofTrue, trueBiases), Log.of(scope, sampler.get(1)));
        Output ofSampled = MatMul.of(scope, inputs, GatherV2.of(scope, weights, sampled), false, true);
        Output sampledLogits = Add.of(scope, ofSampled, GatherV2.of(scope, biases, sampled));
        if (withoutHits) {
            sampledLogits = Add.of(scope, sampledLogits, hits(scope, classes, sampled, perExample, sampledLogits));
        }
        sampledLogits = Sub.of(scope, sampledLogits, Log.of(scope, sampler.get(2)));
        Output share = Const.of(scope, 1f / perExample);
        Output zeros = ZerosLike.of(scope, trueLogits);
        return new SampledLogits(
                ConcatV2.of(scope, List.of(trueLogits, sampledLogits), 1),
                ConcatV2.of(scope, List.of(Add.of(scope, zeros, share), ZerosLike.of(scope, sampledLogits)), 1));
    }

    /** The products of each example's input with the weights of its true classes. */
    private static Output rows(Scope scope, Operand weights, Output classes, Operand inputs) {
        Output own = GatherV2.of(scope, weights, classes);
        return Sum.of(scope, Mul.of(scope, own, ExpandDims.of(scope, inputs, 1)), 2);
    }

    /** What takes the logits of candidates out that are true classes. */
    private static Output hits(Scope scope, Output classes, Output sampled, long perExample, Output logits) {
        List<Output> hits = ComputeAccidentalHits.of(scope, classes, sampled, perExample);
        Output examples = Reshape.of(scope, hits.get(0), -1, 1);
        Output places = Reshape.of(scope, Cast.of(scope, hits.get(1), DType.INT32), -1, 1);
        // A class that is true twice is one hit: what is told twice is not added.
        return scope.output(
                new SparseToDense(false),
                ConcatV2.of(scope, List.of(examples, places), 1),
                Axes.shapeOf(scope, logits),
                hits.get(2),
                Const.of(scope, 0f));
    }
}
