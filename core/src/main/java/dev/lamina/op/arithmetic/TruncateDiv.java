package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x / y} of integers, truncated towards zero, broadcasting.
 *
 * <p>A division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64}")
public record TruncateDiv() implements BinaryOp {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new TruncateDiv(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Div div = new Div();
        return Division.checked(
                c,
                c.inputType(0) == DType.UINT64
                        ? Division.unsignedQuotients(c)
                        : Elementwise.binary(c, null, null, div::ints, div::longs));
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TruncateDiv(), new int[] {7, -7, 7, -7}, new int[] {2, 2, -2, -2})
                        .gives(new int[] {3, -3, -3, 3}),
                Sample.rough(new TruncateDiv(), new long[] {Long.MIN_VALUE}, -1L)
                        .gives(new long[] {Long.MIN_VALUE}),
                Sample.refused("Integer division by zero", new TruncateDiv(), new long[] {1, 2}, 0L));
    }
}
