package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How an optimizer keeps its gradients within bounds: see {@link Optimizer#clipGradients}, and {@link Clip} for how. */
public sealed interface Clipping {
    /**
     * Every element within {@code low} and {@code high}.
     *
     * @throws InvalidArgumentException unless {@code low <= high}
     */
    static Clipping byValue(float low, float high) {
        if (!(low <= high)) {
            throw new InvalidArgumentException("the least must be at most the largest: " + low + ", " + high);
        }
        return new ByValue(low, high);
    }

    /**
     * Each gradient by itself no longer than {@code norm}.
     *
     * @throws InvalidArgumentException unless it is more than 0
     */
    static Clipping byNorm(float norm) {
        return new ByNorm(positive(norm));
    }

    /**
     * All gradients, as one vector, no longer than {@code norm}. They are of one type.
     *
     * @throws InvalidArgumentException unless it is more than 0
     */
    static Clipping byGlobalNorm(float norm) {
        return new ByGlobalNorm(positive(norm));
    }

    private static float positive(float norm) {
        if (!(norm > 0)) {
            throw new InvalidArgumentException("a norm to clip by must be positive: " + norm);
        }
        return norm;
    }

    /** Adds the clipped gradients. Those that are {@code null} stay so; there is at least one that is not. */
    List<GradientAndVariable> apply(Scope scope, List<GradientAndVariable> gradients);

    /** What {@link #byValue} gives. */
    record ByValue(float low, float high) implements Clipping {
        @Override
        public List<GradientAndVariable> apply(Scope scope, List<GradientAndVariable> gradients) {
            return each(
                    gradients,
                    g -> Clip.byValue(scope, g, Const.of(scope, low, g.dtype()), Const.of(scope, high, g.dtype())));
        }
    }

    /** What {@link #byNorm} gives. */
    record ByNorm(float norm) implements Clipping {
        @Override
        public List<GradientAndVariable> apply(Scope scope, List<GradientAndVariable> gradients) {
            return each(gradients, g -> Clip.byNorm(scope, g, Const.of(scope, norm, g.dtype())));
        }
    }

    /** What {@link #byGlobalNorm} gives. */
    record ByGlobalNorm(float norm) implements Clipping {
        @Override
        public List<GradientAndVariable> apply(Scope scope, List<GradientAndVariable> gradients) {
            List<@Nullable Output> all = new ArrayList<>();
            gradients.forEach(each -> all.add(each.gradient()));
            Output first = all.stream().filter(Objects::nonNull).findFirst().orElseThrow();
            List<@Nullable Output> clipped = Clip.byGlobalNorm(scope, all, Const.of(scope, norm, first.dtype()));
            List<GradientAndVariable> result = new ArrayList<>();
            for (int i = 0; i < clipped.size(); i++) {
                result.add(
                        new GradientAndVariable(clipped.get(i), gradients.get(i).variable()));
            }
            return result;
        }
    }

    private static List<GradientAndVariable> each(List<GradientAndVariable> gradients, UnaryOperator<Output> clip) {
        List<GradientAndVariable> clipped = new ArrayList<>();
        for (GradientAndVariable each : gradients) {
            Output gradient = each.gradient();
            clipped.add(gradient == null ? each : new GradientAndVariable(clip.apply(gradient), each.variable()));
        }
        return clipped;
    }
}
