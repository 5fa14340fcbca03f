package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Minimum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Rank;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.Select;
import dev.lamina.op.math.Sqrt;
import dev.lamina.op.reduce.L2Loss;
import dev.lamina.op.reduce.Sum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeping tensors, most often gradients, within bounds, by TensorFlow's formulas. */
public final class Clip {
    private Clip() {}

    /** {@code min(max(t, low), high)}, element by element; the bounds broadcast. TensorFlow's {@code clip_by_value}. */
    public static Output byValue(Scope scope, Operand t, Operand low, Operand high) {
        Scope own = scope.nested("clip_by_value");
        return Maximum.of(own.itself(), Minimum.of(own, t, high), low);
    }

    /**
     * {@code t}, made shorter where its L2 norm is beyond {@code clipNorm}: {@code t * clipNorm / max(|t|, clipNorm)}.
     * TensorFlow's {@code clip_by_norm}.
     *
     * @param clipNorm a scalar of the type of {@code t}, more than 0
     */
    public static Output byNorm(Scope scope, Operand t, Operand clipNorm) {
        Scope own = scope.nested("clip_by_norm");
        Output axes = Range.of(own, Const.of(own, 0), Rank.of(own, t), Const.of(own, 1));
        Output squared = Sum.of(own, Mul.of(own, t, t), axes, false);
        // At 0 the square root has no derivative, so that one is taken there whose gradient counts for nothing.
        Output isPositive = Greater.of(own, squared, Const.of(own, 0, squared.dtype()));
        Output safe = Select.of(own, isPositive, squared, OnesLike.of(own, squared));
        Output norm = Select.of(own, isPositive, Sqrt.of(own, safe), squared);
        Output scaled = Mul.of(own, t, clipNorm);
        return Identity.of(own.itself(), RealDiv.of(own, scaled, Maximum.of(own, norm, clipNorm)));
    }

    /**
     * The L2 norm of all elements of all tensors, {@code sqrt(sum(|t|^2))}. TensorFlow's {@code global_norm}.
     *
     * @param tensors of one type; {@code null} counts for nothing
     * @throws InvalidArgumentException if there are none
     */
    public static Output globalNorm(Scope scope, List<? extends @Nullable Operand> tensors) {
        Scope own = scope.nested("global_norm");
        List<Output> halfSquares = new ArrayList<>();
        for (Operand t : tensors) {
            if (t != null) {
                halfSquares.add(L2Loss.of(own, t));
            }
        }
        if (halfSquares.isEmpty()) {
            throw new InvalidArgumentException("the global norm needs at least one tensor");
        }
        Output half = Sum.of(own, Pack.of(own.named("stack"), halfSquares, 0), Const.of(own, new int[] {0}), false);
        return Sqrt.of(own.named("global_norm"), Mul.of(own, half, Const.of(own, 2, half.dtype())));
    }

    /**
     * All tensors, made shorter by one factor if their {@link #globalNorm} is beyond {@code clipNorm}: {@code t * clipNorm
     * / max(norm, clipNorm)}. If the norm is not finite, everything becomes NaN. TensorFlow's {@code
     * clip_by_global_norm}.
     *
     * @param tensors of one type; {@code null} stays so
     * @param clipNorm a scalar of their type, more than 0
     */
    public static List<@Nullable Output> byGlobalNorm(
            Scope scope, List<? extends @Nullable Operand> tensors, Operand clipNorm) {
        Output norm = globalNorm(scope.named(null), tensors);
        Scope own = scope.nested("clip_by_global_norm");
        Output one = Const.of(own, 1, norm.dtype());
        Output inverse = Minimum.of(own, RealDiv.of(own, one, norm), RealDiv.of(own, one, clipNorm));
        Output scale = AddV2.of(own, Mul.of(own, clipNorm, inverse), Sub.of(own, norm, norm));
        List<@Nullable Output> clipped = new ArrayList<>();
        for (Operand t : tensors) {
            clipped.add(t == null ? null : Mul.of(own, t, scale));
        }
        return clipped;
    }
}
