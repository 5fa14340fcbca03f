package dev.lamina.op.array;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Kernels that join tensors along an axis, and that take one apart. */
final class Joined {
    private Joined() {}

    /** The first {@code count} inputs, one behind the other along an axis of the output. */
    static Kernel join(KernelContext c, int count, int axis) {
        Shape whole = c.outputShape(0);
        int outer = Strides.count(whole, 0, axis);
        int total = outer == 0 ? 0 : whole.size() / outer;
        StridedCopy[] copies = new StridedCopy[count];
        int[] offsets = new int[count + 1];
        for (int i = 0; i < count; i++) {
            int inner = outer == 0 ? 0 : c.inputShape(i).size() / outer;
            copies[i] = new StridedCopy(new int[] {outer, inner}, new int[] {inner, 1}, new int[] {total, 1});
            offsets[i + 1] = offsets[i] + inner;
        }
        return (inputs, outputs) -> {
            for (int i = 0; i < count; i++) {
                copies[i].run(inputs[i].array(), 0, outputs[0].array(), offsets[i]);
            }
        };
    }

    /** All outputs, which lie one behind the other along an axis of an input. */
    static Kernel split(KernelContext c, int input, int axis) {
        Shape whole = c.inputShape(input);
        int outer = Strides.count(whole, 0, axis);
        int total = outer == 0 ? 0 : whole.size() / outer;
        int count = c.outputs();
        StridedCopy[] copies = new StridedCopy[count];
        int[] offsets = new int[count + 1];
        for (int i = 0; i < count; i++) {
            int inner = outer == 0 ? 0 : c.outputShape(i).size() / outer;
            copies[i] = new StridedCopy(new int[] {outer, inner}, new int[] {total, 1}, new int[] {inner, 1});
            offsets[i + 1] = offsets[i] + inner;
        }
        return (inputs, outputs) -> {
            for (int i = 0; i < count; i++) {
                copies[i].run(inputs[input].array(), offsets[i], outputs[i].array(), 0);
            }
        };
    }

    /** The gradient by the whole, of an operation that takes it apart along an axis. */
    static Output gradient(GradientContext c, Output axis) {
        List<Output> parts =
                IntStream.range(0, c.node().outputCount()).mapToObj(c::upstream).toList();
        return parts.size() == 1 ? parts.get(0) : ConcatV2.of(c.scope(), parts, axis);
    }
}
