package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.BroadcastGradientArgs;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link Einsum}: that by an operand is one too, of the result's gradient and the other operand. Axes that only the
 * operand has come from ones; those that were repeated are summed over.
 */
final class EinsumGradient {
    private EinsumGradient() {}

    static List<@Nullable Output> of(GradientContext c, EinsumEquation equation) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        String output = equation.output();
        if (equation.inputs().size() == 1) {
            return List.of(by(scope, equation.inputs().get(0), c.input(0), output, List.of(g)));
        }
        Output x = c.input(0);
        Output y = c.input(1);
        boolean broadcasts = EinsumEquation.hasEllipsis(output);
        String ofX = withEllipsis(equation.inputs().get(0), broadcasts);
        String ofY = withEllipsis(equation.inputs().get(1), broadcasts);
        Output byX = by(scope, ofX, x, output + "," + ofY, List.of(g, y));
        Output byY = by(scope, ofY, y, output + "," + ofX, List.of(g, x));
        if (!broadcasts || haveOneEllipsis(ofX, x.shape(), ofY, y.shape())) {
            return List.of(byX, byY);
        }
        Output shapeX = Axes.shapeOf(scope, x);
        Output shapeY = Axes.shapeOf(scope, y);
        List<Output> axes = BroadcastGradientArgs.of(scope, ellipsis(scope, ofX, shapeX), ellipsis(scope, ofY, shapeY));
        return List.of(summed(scope, byX, ofX, axes.get(0), shapeX), summed(scope, byY, ofY, axes.get(1), shapeY));
    }

    private static String withEllipsis(String labels, boolean broadcasts) {
        return broadcasts && !EinsumEquation.hasEllipsis(labels) ? labels + EinsumEquation.ELLIPSIS : labels;
    }

    /** The gradient by an operand, given the einsum's other side. */
    private static Output by(Scope scope, String own, Output x, String others, List<Output> operands) {
        StringBuilder kept = new StringBuilder();
        StringBuilder alone = new StringBuilder();
        for (int i = 0; i < own.length(); i++) {
            char label = own.charAt(i);
            if (others.indexOf(label) >= 0) {
                kept.append(label);
            } else if (label != EinsumEquation.ELLIPSIS && alone.indexOf(String.valueOf(label)) < 0) {
                alone.append(label);
            }
        }
        List<String> sides = List.of(others.split(",", -1));
        if (alone.isEmpty()) {
            return Einsum.of(scope, EinsumEquation.text(sides, own), operands);
        }
        Output partial = Einsum.of(scope, EinsumEquation.text(sides, kept.toString()), operands);
        Output ones = ones(scope, own, alone.toString(), x);
        String equation = EinsumEquation.text(List.of(kept.toString(), alone.toString()), own);
        return Einsum.of(scope, equation, List.of(partial, ones));
    }

    /** Ones in the extents of these labels. */
    private static Output ones(Scope scope, String own, String labels, Output x) {
        Output shape = Axes.shapeOf(scope, x);
        int ellipsis = own.indexOf(EinsumEquation.ELLIPSIS);
        int[] axes = new int[labels.length()];
        boolean[] fromEnd = new boolean[labels.length()];
        for (int i = 0; i < axes.length; i++) {
            int place = own.indexOf(labels.charAt(i));
            fromEnd[i] = ellipsis >= 0 && place > ellipsis;
            axes[i] = fromEnd[i] ? place - own.length() : place;
        }
        Output rank = Reshape.of(scope, Axes.shapeOf(scope, shape));
        int[] offsets = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            offsets[i] = fromEnd[i] ? 1 : 0;
        }
        Output places = Add.of(scope, Const.of(scope, axes), Mul.of(scope, Const.of(scope, offsets), rank));
        Output extents = GatherV2.of(scope, shape, places);
        return Fill.of(scope, extents, Const.of(scope, 1f, x.dtype()));
    }

    private static boolean haveOneEllipsis(String ofX, Shape x, String ofY, Shape y) {
        return x.isFullyDefined() && y.isFullyDefined() && ellipsis(ofX, x).equals(ellipsis(ofY, y));
    }

    private static Shape ellipsis(String labels, Shape shape) {
        int at = labels.indexOf(EinsumEquation.ELLIPSIS);
        return shape.slice(at, at + shape.rank() - EinsumEquation.letters(labels));
    }

    /** Of a shape the part that the ellipsis stands for. */
    private static Output ellipsis(Scope scope, String labels, Output shape) {
        Output begin = Const.of(scope, new int[] {labels.indexOf(EinsumEquation.ELLIPSIS)});
        Output letters = Const.of(scope, new int[] {EinsumEquation.letters(labels)});
        return Slice.of(scope, shape, begin, Sub.of(scope, Axes.shapeOf(scope, shape), letters));
    }

    private static Output summed(Scope scope, Output gradient, String labels, Output axes, Output shape) {
        Output begin = Const.of(scope, labels.indexOf(EinsumEquation.ELLIPSIS));
        return Reshape.of(scope, Sum.of(scope, gradient, Add.of(scope, axes, begin), false), shape);
    }
}
