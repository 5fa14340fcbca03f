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
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All classes as candidates, to try what is learnt from samples of them.
 *
 * <p>For true classes of shape [batch, numTrue] it gives the candidates, of shape [numSampled], and how often the true classes and the
 * candidates can be expected among them: once.
 *
 * @param numTrue the number of true classes of each example
 * @param numSampled the number of classes
 * @param unique makes no difference
 * @param seed makes no difference
 * @param seed2 makes no difference
 */
@OpDef(
        inputs = "true_classes: int64",
        outputs = {"sampled_candidates: int64", "true_expected_count: float", "sampled_expected_count: float"},
        attrs = {"num_true: int >= 1", "num_sampled: int >= 1", "unique: bool", "seed: int = 0", "seed2: int = 0"},
        stateful = true)
public record AllCandidateSampler(long numTrue, long numSampled, boolean unique, long seed, long seed2) implements Op {
    /** Adds a sampler. */
    public static List<Output> of(Scope scope, Operand trueClasses, long numTrue, long numSampled) {
        return scope.node(new AllCandidateSampler(numTrue, numSampled, true, 0, 0), List.of(trueClasses))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return new Candidates(numTrue, numSampled, unique).shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.outputShape(0).size();
        int classes = c.inputShape(0).size();
        return (inputs, outputs) -> {
            Candidates.check(c, inputs[0].longs(), classes, count);
            for (int i = 0; i < count; i++) {
                outputs[0].longs()[i] = i;
            }
            Arrays.fill(outputs[1].floats(), 0, classes, 1);
            Arrays.fill(outputs[2].floats(), 0, count, 1);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new AllCandidateSampler(2, 3, true, 1, 2), (Object) new long[][] {{1, 0}, {2, 2}})
                        .gives(new long[] {0, 1, 2}, new float[][] {{1, 1}, {1, 1}}, new float[] {1, 1, 1}),
                Sample.refused("out of range [0, 3), received 3", new AllCandidateSampler(1, 3, true, 0, 0), (Object)
                        new long[][] {{3}}),
                Sample.refused(
                        "num_true and num_sampled must be at least 1",
                        new AllCandidateSampler(1, 0, true, 0, 0),
                        (Object) new long[][] {{0}}));
    }
}
