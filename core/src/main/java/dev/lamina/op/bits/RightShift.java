package dev.lamina.op.bits;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x} shifted by {@code y} bits to the right, filled with the sign of a signed number and with zeros else, broadcasting; by none below 0, and by at most all bits but one. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}")
public record RightShift() implements BinaryOp {
    /** Adds a shift. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new RightShift(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) == DType.UINT64) {
            return BroadcastKernel.of(
                    c, (x, z, from, to) -> unsigned((long[]) x[0], (long[]) x[1], (long[]) z, from, to));
        }
        int most = c.inputType(0).bytes() * Byte.SIZE - 1;
        return Elementwise.binary(
                c,
                null,
                null,
                (x, y, z, from, to) -> ints(x, y, most, z, from, to),
                (x, y, z, from, to) -> longs(x, y, most, z, from, to));
    }

    private static void ints(int[] x, int[] y, int most, int[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] >> Math.clamp(y[k], 0, most);
        }
    }

    private static void longs(long[] x, long[] y, int most, long[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] >> Math.clamp(y[k], 0, most);
        }
    }

    private static void unsigned(long[] x, long[] y, long[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] >>> (y[k] < 0 ? Long.SIZE - 1 : Math.clamp(y[k], 0, Long.SIZE - 1)); // below 0 is 2^63 or more
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new RightShift(), new int[] {16, -7, 5}, new int[] {4, 1, 0})
                        .gives(new int[] {1, -4, 5}),
                Sample.rough(new RightShift(), new long[][] {{16}, {-7}}, new long[] {1, 2})
                        .gives((Object) new long[][] {{8, 4}, {-4, -2}}),
                Sample.rough(
                                new RightShift(),
                                Tensor.of(new int[] {200, 7}, DType.UINT8),
                                Tensor.of(new int[] {1, 2}, DType.UINT8))
                        .gives(Tensor.of(new int[] {100, 1}, DType.UINT8)),
                Sample.rough(
                                new RightShift(),
                                Tensor.of(new long[] {-2, -2, -2}, DType.UINT64),
                                Tensor.of(new long[] {1, 64, -1}, DType.UINT64))
                        .gives(Tensor.of(new long[] {Long.MAX_VALUE, 1, 1}, DType.UINT64)));
    }
}
