package dev.lamina.layer.attention;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.layer.sequence.Extents;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.BatchMatMulV2;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.nn.Softmax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention with its variables. */
public final class BuiltAttention implements BuiltLayer {
    /** What takes the place of a score that does not count: softmax makes 0 of it, and of a row of them the mean. */
    private static final float LEFT_OUT = -1e9f;

    private static final float LEFT_OUT_OF_HALF = -3e4f;

    private final MultiHeadAttention layer;
    private final Projection query;
    private final Projection key;
    private final Projection value;
    private final Projection output;
    private final @Nullable BuiltLayer dropout;

    /**
     * What a sequence makes of the one that it attends to.
     *
     * @param output of the shape of the sequence that attends
     * @param weights how much each of its steps sees of each other one: [examples, heads, steps, steps attended to]
     */
    public record Attended(Output output, Output weights) {}

    BuiltAttention(
            MultiHeadAttention layer,
            Projection query,
            Projection key,
            Projection value,
            Projection output,
            @Nullable BuiltLayer dropout) {
        this.layer = layer;
        this.query = query;
        this.key = key;
        this.value = value;
        this.output = output;
        this.dropout = dropout;
    }

    @Override
    public Output apply(Scope scope, Output input, Phase phase) {
        return attend(scope, input, input, phase).output();
    }

    @Override
    public Output apply(Scope scope, List<Output> inputs, Phase phase) {
        Output to = inputs.get(Math.min(1, inputs.size() - 1));
        return attend(scope, inputs.getFirst(), to, inputs.getLast(), phase).output();
    }

    /**
     * Adds the attention of one sequence to another. Steps that the {@link Mask} of the other leaves out are not seen.
     *
     * @param x what attends, of shape [examples, steps, features]
     * @param to what is attended to, its keys and values
     */
    public Attended attend(Scope scope, Output x, Output to, Phase phase) {
        return attend(scope, x, to, to, phase);
    }

    private Attended attend(Scope scope, Output x, Output to, Output by, Phase phase) {
        Output q = heads(scope, query.apply(scope, x));
        Output k = heads(scope, key.apply(scope, by));
        Output v = heads(scope, value.apply(scope, to));
        Output scale = Const.of(scope, (float) (1 / Math.sqrt(layer.keyDim())), x.dtype());
        Output scores = BatchMatMulV2.of(scope, Mul.of(scope, q, scale), k, false, true);
        Output seen = seen(scope, x, to);
        if (seen != null) {
            float none = x.dtype().bytes() < 4 ? LEFT_OUT_OF_HALF : LEFT_OUT;
            scores = SelectV2.of(scope, seen, scores, Const.of(scope, none, x.dtype()));
        }
        Output weights = Softmax.of(scope, scores);
        Output kept = dropout == null ? weights : dropout.apply(scope, weights, phase);
        Output sums = Transpose.of(scope, BatchMatMulV2.of(scope, kept, v, false, false), 0, 2, 1, 3);
        return new Attended(output.apply(scope, Extents.joined(scope, sums, layer.heads() * layer.keyDim())), weights);
    }

    /** [examples, steps, heads keyDim] as [examples, heads, steps, keyDim]. */
    private Output heads(Scope scope, Output x) {
        return Transpose.of(scope, Extents.split(scope, x, layer.heads(), layer.keyDim()), 0, 2, 1, 3);
    }

    /** What may be seen, [examples or 1, 1, steps or 1, steps attended to], or {@code null} if all may. */
    private @Nullable Output seen(Scope scope, Output x, Output to) {
        Output mask = Mask.of(to);
        Output counted = mask == null ? null : ExpandDims.of(scope, ExpandDims.of(scope, mask, 1), 1);
        if (!layer.isCausal()) {
            return counted;
        }
        Output rows = ExpandDims.of(scope, numbers(scope, x), 1);
        Output before = GreaterEqual.of(scope, rows, numbers(scope, to));
        return counted == null ? before : LogicalAnd.of(scope, before, counted);
    }

    private static Output numbers(Scope scope, Output x) {
        return Range.of(scope, Const.of(scope, 0), Extents.count(scope, x, 1), Const.of(scope, 1));
    }
}
