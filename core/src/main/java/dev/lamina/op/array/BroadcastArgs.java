package dev.lamina.op.array;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape that two shapes broadcast to. */
@OpDef(
        inputs = {"s0: T", "s1: T"},
        outputs = "r0: T",
        attrs = "T: {int32, int64} = int32")
public record BroadcastArgs() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand s0, Operand s1) {
        return scope.output(new BroadcastArgs(), s0, s1);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape first = c.withRank(0, 1, "In[0]");
        Shape second = c.withRank(1, 1, "In[1]");
        Tensor s0 = c.value(0);
        Tensor s1 = c.value(1);
        if (s0 != null && s1 != null) {
            return List.of(Shape.of(joined(c, s0, s1).rank()));
        }
        boolean isKnown = first.isFullyDefined() && second.isFullyDefined();
        return List.of(Shape.of(isKnown ? Math.max(first.dim(0), second.dim(0)) : -1));
    }

    private static Shape joined(ShapeContext c, Tensor s0, Tensor s1) {
        Shape joined = Elementwise.broadcast(shape(c, s0), shape(c, s1));
        if (joined == null) {
            throw c.error("incompatible shapes for broadcasting: " + s0 + " and " + s1);
        }
        return joined;
    }

    private static Shape shape(ShapeContext c, Tensor dims) {
        Shape shape = Integers.shape(c, dims);
        if (!shape.isFullyDefined()) {
            throw c.error("a dimension of -1 in the shape " + dims);
        }
        return shape;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape first = Shape.of(Integers.of(c.value(0)));
        Shape joined = Elementwise.broadcast(first, Shape.of(Integers.of(c.value(1))));
        long[] dims = joined == null ? first.dims() : joined.dims();
        return (inputs, outputs) -> {
            for (int axis = 0; axis < dims.length; axis++) {
                Integers.set(outputs[0], axis, dims[axis]);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new BroadcastArgs(), new int[] {2, 3}, new int[] {3})
                        .gives((Object) new int[] {2, 3}),
                Sample.rough(new BroadcastArgs(), new long[] {2, 1}, new long[] {7, 1, 5})
                        .gives((Object) new long[] {7, 2, 5}),
                Sample.rough(new BroadcastArgs(), new int[0], new int[0]).gives((Object) new int[0]),
                Sample.refused(
                        "incompatible shapes for broadcasting", new BroadcastArgs(), new int[] {2}, new int[] {3}));
    }
}
