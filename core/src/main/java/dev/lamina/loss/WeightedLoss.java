package dev.lamina.loss;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.BroadcastTo;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Shape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Losses times weights, and their reduction to one number: TensorFlow 1's {@code tf.losses.compute_weighted_loss}. */
public final class WeightedLoss {
    /** The graph's collection of losses, as TensorFlow names it. */
    public static final String LOSSES = "losses";

    private WeightedLoss() {}

    /**
     * Adds the weighted loss, which joins the graph's collection {@code losses}. Where there is nothing to divide by (no
     * losses, or all weights 0) it is 0.
     *
     * @param losses of a floating-point type and any shape
     * @param weights a number for all, or of the rank of the losses, with each dimension theirs or 1; numeric;
     *     {@code null} for 1
     * @param reduction of the weighted losses to one number
     * @throws InvalidArgumentException if the weights' shape does not fit
     */
    public static Output of(Scope own, Operand losses, @Nullable Operand weights, Reduction reduction) {
        Output each = losses.asOutput();
        Output weighted = each;
        Output factors = null;
        if (weights != null) {
            requireBroadcastable(weights.asOutput().shape(), each.shape());
            factors = cast(own, weights, each.dtype());
            weighted = Mul.of(own, each, factors);
        }
        Output loss = reduced(own, each, weighted, factors, reduction);
        own.graph().addToCollection(LOSSES, loss);
        return loss;
    }

    private static Output reduced(
            Scope own, Output losses, Output weighted, @Nullable Output weights, Reduction reduction) {
        return switch (reduction) {
            case NONE -> weighted;
            case SUM -> sum(own, weighted);
            case MEAN ->
                mean(own, weighted, weights == null ? count(own, losses) : sum(own, like(own, weights, losses)));
            case SUM_OVER_BATCH_SIZE -> mean(own, weighted, count(own, losses));
            case SUM_BY_NONZERO_WEIGHTS ->
                mean(own, weighted, weights == null ? count(own, losses) : present(own, losses, weights));
        };
    }

    private static Output mean(Scope own, Output weighted, Output count) {
        return DivNoNan.of(own.named("value"), sum(own, weighted), count);
    }

    private static Output count(Scope own, Output losses) {
        return Cast.of(own, Size.of(own.named("num_elements"), losses), losses.dtype());
    }

    private static Output present(Scope own, Output losses, Output weights) {
        Scope in = own.nested("num_present");
        Output isPresent = NotEqual.of(in, weights, Const.of(in, 0, weights.dtype()));
        return sum(in, like(in, Cast.of(in, isPresent, losses.dtype()), losses));
    }

    private static Output like(Scope own, Output weights, Output losses) {
        return BroadcastTo.of(own, weights, Shape.of(own, losses));
    }

    private static Output sum(Scope own, Output x) {
        return x.shape().hasRank()
                ? Sum.of(own, x, IntStream.range(0, x.shape().rank()).toArray())
                : Sum.of(own, x, Range.of(own, Const.of(own, 0), Rank.of(own, x), Const.of(own, 1)), false);
    }

    /** An operand in the type that the others are in. */
    static Output cast(Scope own, Operand x, DType type) {
        Output output = x.asOutput();
        return output.dtype() == type ? output : Cast.of(own, output, type);
    }

    private static void requireBroadcastable(dev.lamina.tensor.Shape weights, dev.lamina.tensor.Shape losses) {
        if (!weights.hasRank() || weights.rank() == 0 || !losses.hasRank()) {
            return;
        }
        boolean fits = weights.rank() == losses.rank();
        for (int i = 0; fits && i < weights.rank(); i++) {
            fits = weights.dim(i) < 0 || weights.dim(i) == 1 || losses.dim(i) < 0 || weights.dim(i) == losses.dim(i);
        }
        if (!fits) {
            throw new InvalidArgumentException(
                    "weights can not be broadcast to values. values.shape=" + losses + ", weights.shape=" + weights,
                    "weights are one number, or have the rank of the losses: [batch, 1] for losses of [batch, n]");
        }
    }
}
