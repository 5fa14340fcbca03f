package dev.lamina.op.logic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** What {@link Equal} and {@link NotEqual} have in common. */
final class Equality {
    private Equality() {}

    /** The shape rule: broadcasting, or a scalar where that is impossible and no error. */
    static List<Shape> shapes(ShapeContext c, boolean incompatibleShapeError) {
        if (incompatibleShapeError) {
            return Elementwise.broadcast(c);
        }
        Shape x = c.shape(0);
        Shape y = c.shape(1);
        if (!x.isFullyDefined() || !y.isFullyDefined()) {
            return List.of(Shape.unknown());
        }
        Shape joined = Elementwise.broadcast(x, y);
        return List.of(joined == null ? Shape.scalar() : joined);
    }

    /** Says whether the shapes do not broadcast, after the shape rule let them pass. */
    static boolean isIncompatible(KernelContext c) {
        return Elementwise.broadcast(c.inputShape(0), c.inputShape(1)) == null;
    }

    /** A kernel that compares strings byte by byte and gives {@code whenEqual} for those that are the same. */
    static Kernel strings(KernelContext c, boolean whenEqual) {
        byte same = (byte) (whenEqual ? 1 : 0);
        return BroadcastKernel.of(
                c, (x, y, from, to) -> strings((byte[][]) x[0], (byte[][]) x[1], (byte[]) y, from, to, same));
    }

    private static void strings(byte[][] a, byte[][] b, byte[] y, int from, int to, byte same) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (Arrays.equals(a[k], b[k]) ? same : 1 - same);
        }
    }
}
