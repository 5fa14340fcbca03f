package dev.lamina.op.arithmetic;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
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
public record TruncateDiv() implements Op {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new TruncateDiv(), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Division.checked(
                c,
                c.inputType(0) == DType.UINT64
                        ? Division.unsignedQuotients(c)
                        : Elementwise.binary(c, null, null, Div::ints, Div::longs));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
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
