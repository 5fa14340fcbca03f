package dev.lamina.op.bits;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bits that are not set in {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}")
public record Invert() implements UnaryOp.OfIntegers {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Invert(), x);
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ~x[k];
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ~x[k];
        }
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Invert(), new int[] {0, -1, 5}).gives(new int[] {-1, 0, -6}),
                Sample.rough(new Invert(), new long[] {1L << 40}).gives(new long[] {-1 - (1L << 40)}),
                Sample.rough(new Invert(), Tensor.of(new int[] {1, 200}, DType.UINT8))
                        .gives(Tensor.of(new int[] {254, 55}, DType.UINT8)));
    }
}
