package dev.lamina.op.bits;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bits that are set in both of {@code x} and {@code y}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}")
public record BitwiseAnd() implements BinaryOp.OfIntegers {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new BitwiseAnd(), x, y);
    }

    @Override
    public void ints(int[] x, int[] y, int[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] & y[k];
        }
    }

    @Override
    public void longs(long[] x, long[] y, long[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] & y[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new BitwiseAnd(), new int[] {12, -1, 5}, new int[] {10, 7, 0})
                        .gives(new int[] {8, 7, 0}),
                Sample.rough(new BitwiseAnd(), new long[][] {{12}, {-1}}, new long[] {10, 7, 0})
                        .gives((Object) new long[][] {{8, 4, 0}, {10, 7, 0}}),
                Sample.rough(
                                new BitwiseAnd(),
                                Tensor.of(new int[] {200}, DType.UINT8),
                                Tensor.of(new int[] {100}, DType.UINT8))
                        .gives(Tensor.of(new int[] {64}, DType.UINT8)));
    }
}
