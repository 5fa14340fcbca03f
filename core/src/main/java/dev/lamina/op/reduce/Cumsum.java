package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running sum along an axis: {@code out[i] = x[0] + ... + x[i]}.
 *
 * @param exclusive whether {@code x[i]} itself is left out, so that the first sum is 0
 * @param reverse whether it runs from the end of the axis to its beginning
 */
@OpDef(
        inputs = {"x: T", "axis: Tidx"},
        outputs = "out: T",
        attrs = {
            "exclusive: bool = false",
            "reverse: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "Tidx: {int32, int64} = int32"
        })
public record Cumsum(boolean exclusive, boolean reverse) implements ComplexOp.ByParts {
    /** Adds a running sum along an axis that is computed. */
    public static Output of(Scope scope, Operand x, Operand axis, boolean exclusive, boolean reverse) {
        return scope.output(new Cumsum(exclusive, reverse), x, axis);
    }

    /** Adds a running sum along an axis; a negative one counts from the last backwards. */
    public static Output of(Scope scope, Operand x, int axis) {
        return of(scope, x, Const.of(scope.named("axis"), axis), false, false);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Scan.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> Scan.kernel(c, SumLoop.LOOP, 0, exclusive, reverse);
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), c.input(1), exclusive, !reverse), null);
    }

    static List<Sample> samples() {
        float[] x = {1, 2, 3};
        float[][] matrix = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new Cumsum(false, false), x, 0).gives(new float[] {1, 3, 6}),
                Sample.of(new Cumsum(true, false), x, 0).gives(new float[] {0, 1, 3}),
                Sample.of(new Cumsum(false, true), x, 0L).gives(new float[] {6, 5, 3}),
                Sample.of(new Cumsum(true, true), x, -1).gives(new float[] {5, 3, 0}),
                Sample.of(new Cumsum(false, false), matrix, 0).gives((Object) new float[][] {{1, 2, 3}, {5, 7, 9}}),
                Sample.of(new Cumsum(false, true), matrix, 1).gives((Object) new float[][] {{6, 5, 3}, {15, 11, 6}}),
                Sample.rough(new Cumsum(false, false), new byte[] {100, 27, 1}, 0)
                        .gives(new byte[] {100, 127, -128}),
                Sample.rough(new Cumsum(true, false), new float[0], 0).gives(new float[0]),
                Sample.refused("axis 1 is not in [-1, 1)", new Cumsum(false, false), x, 1));
    }
}
