package dev.lamina.op.kernel;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.BroadcastGradientArgs;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the gradients of an operation that broadcasts back to the shapes of its inputs, by summing. */
public final class Unbroadcast {
    private Unbroadcast() {}

    /** For the two inputs of the node, gradients in the shape of its output; {@code null} stays so. */
    public static List<@Nullable Output> both(GradientContext c, @Nullable Output byX, @Nullable Output byY) {
        Output x = c.input(0);
        Output y = c.input(1);
        if (isWhole(x.shape(), y.shape()) && isWhole(y.shape(), x.shape())) {
            return Arrays.asList(byX, byY);
        }
        Scope scope = c.scope();
        Output shapeX = dev.lamina.op.array.Shape.of(scope, x);
        Output shapeY = dev.lamina.op.array.Shape.of(scope, y);
        List<Output> axes = BroadcastGradientArgs.of(scope, shapeX, shapeY);
        return Arrays.asList(
                isWhole(x.shape(), y.shape()) ? byX : sum(scope, byX, axes.get(0), shapeX),
                isWhole(y.shape(), x.shape()) ? byY : sum(scope, byY, axes.get(1), shapeY));
    }

    /** Says whether it is known that an operand of that shape has the result's shape: a sum over no axes is a copy. */
    private static boolean isWhole(Shape own, Shape other) {
        if (!own.hasRank() || !other.hasRank() || own.rank() < other.rank()) {
            return false;
        }
        for (int axis = 1; axis <= other.rank(); axis++) {
            long mine = own.dim(-axis);
            long theirs = other.dim(-axis);
            if (theirs != 1 && mine <= 1 && !(mine == 0 && theirs == 0)) {
                return false;
            }
        }
        return true;
    }

    /** Of a gradient in the shape of the node's output, what belongs to that input. */
    public static Output one(GradientContext c, int input, Output gradient) {
        Output x = c.input(input);
        if (x.shape().isFullyDefined() && x.shape().equals(gradient.shape())) {
            return gradient;
        }
        Scope scope = c.scope();
        Output shape = dev.lamina.op.array.Shape.of(scope, x);
        Output whole = dev.lamina.op.array.Shape.of(scope, gradient);
        Output axes = BroadcastGradientArgs.of(scope, shape, whole).get(0);
        return Reshape.of(scope, Sum.of(scope, gradient, axes, false), shape);
    }

    private static @Nullable Output sum(Scope scope, @Nullable Output gradient, Output axes, Output shape) {
        return gradient == null ? null : Reshape.of(scope, Sum.of(scope, gradient, axes, false), shape);
    }
}
