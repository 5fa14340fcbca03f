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
 * {@code x / y} truncated towards zero, broadcasting.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
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
                        : Elementwise.binary(c, TruncateDiv::floats, TruncateDiv::doubles, div::ints, div::longs));
    }

    private static void floats(float[] x, float[] y, float[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            float quotient = x[k] / y[k];
            z[k] = (float) (quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient));
        }
    }

    private static void doubles(double[] x, double[] y, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            double quotient = x[k] / y[k];
            z[k] = quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
        }
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
                Sample.rough(new TruncateDiv(), new float[] {7, -7, 1, 0}, new float[] {2, 2, 0, 0})
                        .gives(new float[] {3, -3, Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.rough(new TruncateDiv(), new double[] {-0.5, 1e300}, new double[] {1, 0.5})
                        .gives(new double[] {-0.0, 2e300}),
                Sample.refused("Integer division by zero", new TruncateDiv(), new long[] {1, 2}, 0L));
    }
}
