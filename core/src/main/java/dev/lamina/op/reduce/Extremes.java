package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.logic.Equal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient that Max and Min share: equal parts for all elements that are the extreme. */
final class Extremes {
    private Extremes() {}

    static List<@Nullable Output> gradient(GradientContext c, boolean keepDims) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output extreme = Axes.kept(c, c.output(0), keepDims);
        Output chosen = Cast.of(scope, Equal.of(scope, extreme, x), x.dtype());
        Output number = Sum.of(scope, chosen, c.input(1), true);
        Output share = RealDiv.of(scope, chosen, number);
        return Arrays.asList(Mul.of(scope, share, Axes.kept(c, c.upstream(0), keepDims)), null);
    }
}
