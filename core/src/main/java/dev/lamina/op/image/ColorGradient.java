package dev.lamina.op.image;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Unpack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LessEqual;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.math.Neg;
import java.util.ArrayList;
import java.util.List;

/** The gradient of {@link RGBToHSV}. Of channels that are equal the first is the greatest, the last the least. */
final class ColorGradient {
    private final Scope scope;
    private final List<Output> channels;
    private final List<Output> upstream;
    private final Output zero;

    ColorGradient(Scope scope, Output colors, Output byOutput) {
        this.scope = scope;
        channels = Unpack.of(scope, colors, 3, -1);
        upstream = Unpack.of(scope, byOutput, 3, -1);
        zero = Const.of(scope, 0f, colors.dtype());
    }

    /** The gradient by red, green and blue. */
    Output byColors() {
        List<Output> isGreatest = marks(true);
        List<Output> isLeast = marks(false);
        Output greatest = sum(times(channels, isGreatest));
        Output least = sum(times(channels, isLeast));
        Output range = Sub.of(scope, greatest, least);
        Output perRange = DivNoNan.of(scope, constant(1), range);
        Output perGreatest = DivNoNan.of(scope, constant(1), greatest);
        List<Output> gradients = new ArrayList<>();
        // Hue, but for a constant, is the difference of the two channels behind the greatest, by six times the range.
        Output difference = zero;
        for (int i = 0; i < 3; i++) {
            Output behind = Sub.of(scope, channels.get((i + 1) % 3), channels.get((i + 2) % 3));
            difference = AddV2.of(scope, difference, Mul.of(scope, isGreatest.get(i), behind));
        }
        Output perSixth = Mul.of(scope, Mul.of(scope, upstream.get(0), constant(1 / 6.0)), perRange);
        Output byRange = Neg.of(scope, Mul.of(scope, perSixth, Mul.of(scope, difference, perRange)));
        Output bySaturation = Mul.of(scope, upstream.get(1), perGreatest);
        Output byGreatest = AddV2.of(
                scope,
                AddV2.of(scope, upstream.get(2), byRange),
                Mul.of(scope, bySaturation, Mul.of(scope, least, perGreatest)));
        Output byLeast = Neg.of(scope, AddV2.of(scope, byRange, bySaturation));
        for (int i = 0; i < 3; i++) {
            Output sign = Sub.of(scope, isGreatest.get((i + 2) % 3), isGreatest.get((i + 1) % 3));
            gradients.add(sum(List.of(
                    Mul.of(scope, perSixth, sign),
                    Mul.of(scope, isGreatest.get(i), byGreatest),
                    Mul.of(scope, isLeast.get(i), byLeast))));
        }
        return Pack.of(scope, gradients, -1);
    }

    /** For each channel 1 where it is the greatest or the least. */
    private List<Output> marks(boolean greatest) {
        Output r = channels.get(0);
        Output g = channels.get(1);
        Output b = channels.get(2);
        Output red;
        Output green;
        if (greatest) {
            red = LogicalAnd.of(scope, GreaterEqual.of(scope, r, g), GreaterEqual.of(scope, r, b));
            green = LogicalAnd.of(scope, Greater.of(scope, g, r), GreaterEqual.of(scope, g, b));
        } else {
            red = LogicalAnd.of(scope, Less.of(scope, r, g), Less.of(scope, r, b));
            green = LogicalAnd.of(scope, LessEqual.of(scope, g, r), Less.of(scope, g, b));
        }
        Output isRed = Cast.of(scope, red, r.dtype());
        Output isGreen = Cast.of(scope, green, r.dtype());
        return List.of(isRed, isGreen, Sub.of(scope, constant(1), AddV2.of(scope, isRed, isGreen)));
    }

    private List<Output> times(List<Output> x, List<Output> y) {
        List<Output> products = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            products.add(Mul.of(scope, x.get(i), y.get(i)));
        }
        return products;
    }

    private Output sum(List<Output> terms) {
        return AddV2.of(scope, AddV2.of(scope, terms.get(0), terms.get(1)), terms.get(2));
    }

    private Output constant(double value) {
        return Const.of(scope, value, channels.getFirst().dtype());
    }
}
