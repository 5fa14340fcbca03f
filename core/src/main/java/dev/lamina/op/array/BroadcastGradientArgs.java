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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The axes over which the gradient of a broadcasting operation is to be summed for each of its two inputs, given their shapes. */
@OpDef(
        inputs = {"s0: T", "s1: T"},
        outputs = {"r0: T", "r1: T"},
        attrs = {"T: {int32, int64} = int32"})
public record BroadcastGradientArgs() implements Op {
    /** Adds the operation; its two outputs. */
    public static List<Output> of(Scope scope, Operand s0, Operand s1) {
        return scope.node(new BroadcastGradientArgs(), List.of(s0, s1)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Tensor s0 = c.value(0);
        Tensor s1 = c.value(1);
        if (s0 == null || s1 == null) {
            return List.of(Shape.unknown(1), Shape.unknown(1));
        }
        return List.of(Shape.of(axes(s0, s1).length), Shape.of(axes(s1, s0).length));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int[] first = axes(c.value(0), c.value(1));
        int[] second = axes(c.value(1), c.value(0));
        return (inputs, outputs) -> {
            write(first, outputs[0]);
            write(second, outputs[1]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static int[] axes(Tensor own, Tensor other) {
        int rank = Math.max(own.size(), other.size());
        return IntStream.range(0, rank)
                .filter(axis -> {
                    long mine = dim(own, axis, rank);
                    long theirs = dim(other, axis, rank);
                    return mine == 1 && (theirs != 1 || axis < rank - own.size());
                })
                .toArray();
    }

    private static long dim(Tensor shape, int axis, int rank) {
        int index = axis - rank + shape.size();
        return index < 0 ? 1 : shape.buffer().asLong(index);
    }

    private static void write(int[] axes, Buffer output) {
        for (int i = 0; i < axes.length; i++) {
            Integers.set(output, i, axes[i]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new BroadcastGradientArgs(), new int[] {2, 3}, new int[] {3})
                        .gives(new int[0], new int[] {0}),
                Sample.rough(new BroadcastGradientArgs(), new long[] {2, 1}, new long[] {1, 5})
                        .gives(new long[] {1}, new long[] {0}));
    }
}
