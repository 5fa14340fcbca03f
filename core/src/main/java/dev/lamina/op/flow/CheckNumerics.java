package dev.lamina.op.flow;

import dev.lamina.error.InvalidArgumentException;
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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input itself, if all its elements are finite; an {@link InvalidArgumentException} otherwise.
 *
 * @param message how the error begins
 */
@OpDef(
        inputs = "tensor: T",
        outputs = "output: T",
        attrs = {"T: {bfloat16, half, float, double}", "message: string"},
        stateful = true)
public record CheckNumerics(String message) implements Op {
    private static final int INFINITY = 0x7f800000;

    /** Adds a check. */
    public static Output of(Scope scope, Operand tensor, String message) {
        return scope.output(new CheckNumerics(message), tensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Buffer x = inputs[0];
            if (x.dtype() != DType.FLOAT32 || largest(x.floats(), x.size()) >= INFINITY) {
                check(c, x);
            }
            outputs[0].copyFrom(x);
        };
    }

    /** The largest absolute value, as its bits: of infinities and NaNs they are the largest of all. */
    private static int largest(float[] x, int n) {
        int largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
        }
        return largest;
    }

    private void check(KernelContext c, Buffer x) {
        boolean nan = false;
        boolean infinite = false;
        for (int i = 0; i < x.size(); i++) {
            double value = x.asDouble(i);
            nan |= Double.isNaN(value);
            infinite |= Double.isInfinite(value);
        }
        if (nan || infinite) {
            throw c.error(message + " : Tensor had " + (infinite ? nan ? "Inf and NaN" : "Inf" : "NaN") + " values");
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        String prefix = "Not a number (NaN) or infinity (Inf) values detected in gradient. ";
        return List.of(of(c.scope(), c.upstream(0), prefix + message));
    }

    static List<Sample> samples() {
        float[] x = {1, -2, Float.MAX_VALUE};
        float infinity = Float.POSITIVE_INFINITY;
        CheckNumerics op = new CheckNumerics("loss");
        return List.of(
                Sample.rough(op, (Object) x).gives((Object) x),
                Sample.of(op, (Object) new float[] {1, 2}).gives((Object) new float[] {1, 2}),
                Sample.refused("loss : Tensor had NaN values", op, (Object) new float[] {1, Float.NaN}),
                Sample.refused("loss : Tensor had Inf values", op, (Object) new double[] {1, -infinity}),
                Sample.refused("loss : Tensor had Inf and NaN values", op, (Object) new float[] {infinity, Float.NaN}));
    }
}
