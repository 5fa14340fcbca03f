package dev.lamina.op.random;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where true classes were drawn as candidates: for each such its example's number, the candidate's place, and the weight
 * {@code -Float.MAX_VALUE}, which added to a logit takes the candidate out. Of a candidate that was drawn more than once the last place counts.
 *
 * @param numTrue the number of true classes of each example
 * @param seed makes no difference
 * @param seed2 makes no difference
 */
@OpDef(
        inputs = {"true_classes: int64", "sampled_candidates: int64"},
        outputs = {"indices: int32", "ids: int64", "weights: float"},
        attrs = {"num_true: int", "seed: int = 0", "seed2: int = 0"})
public record ComputeAccidentalHits(long numTrue, long seed, long seed2) implements ShapedByKernel {
    /** Adds the operation: indices, ids and weights. */
    public static List<Output> of(Scope scope, Operand trueClasses, Operand sampledCandidates, long numTrue) {
        return scope.node(new ComputeAccidentalHits(numTrue, 0, 0), List.of(trueClasses, sampledCandidates))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape classes = c.shape(0);
        if (classes.hasRank() && (classes.rank() != 2 || (classes.dim(1) >= 0 && classes.dim(1) != numTrue))) {
            throw c.error("true_candidates must be a batch_size * num_true matrix, got shape " + classes
                    + " where num_true is " + numTrue);
        }
        c.withRank(1, 1, "sampled_candidates");
        return List.of(Shape.of(-1), Shape.of(-1), Shape.of(-1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int classes = c.inputShape(0).size();
        int candidates = c.inputShape(1).size();
        return (inputs, outputs) -> run(inputs[0].longs(), classes, inputs[1].longs(), candidates, outputs);
    }

    private void run(long[] classes, int n, long[] candidates, int count, Buffer[] outputs) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < count; i++) {
            places.put(candidates[i], i);
        }
        int[] indices = new int[n];
        long[] ids = new long[n];
        int hits = 0;
        for (int i = 0; i < n; i++) {
            Integer place = places.get(classes[i]);
            if (place != null) {
                indices[hits] = (int) (i / numTrue);
                ids[hits++] = place;
            }
        }
        float[] weights = new float[hits];
        Arrays.fill(weights, -Float.MAX_VALUE);
        ShapedByKernel.give(outputs[0], Tensor.wrap(Arrays.copyOf(indices, hits), hits));
        ShapedByKernel.give(outputs[1], Tensor.wrap(Arrays.copyOf(ids, hits), hits));
        ShapedByKernel.give(outputs[2], Tensor.wrap(weights, hits));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        ComputeAccidentalHits op = new ComputeAccidentalHits(2, 0, 0);
        float out = -Float.MAX_VALUE;
        return List.of(
                Sample.rough(op, new long[][] {{1, 4}, {5, 6}, {4, 3}}, new long[] {4, 9, 3, 4})
                        .gives(new int[] {0, 2, 2}, new long[] {3, 3, 2}, new float[] {out, out, out}),
                Sample.rough(op, new long[][] {{1, 4}}, new long[] {2})
                        .gives(
                                Tensor.zeros(DType.INT32, Shape.of(0)),
                                Tensor.zeros(DType.INT64, Shape.of(0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0))),
                Sample.refused("must be a batch_size * num_true matrix", op, new long[2][1], new long[] {2}),
                Sample.refused("sampled_candidates must have rank 1", op, new long[2][2], 2L));
    }
}
