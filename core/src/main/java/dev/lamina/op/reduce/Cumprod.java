package dev.lamina.op.reduce;

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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running product along an axis: {@code out[i] = x[0] * ... * x[i]}.
 *
 * <p>The gradient by an element is the products divided by it, and at the first 0, behind which all products
 * are 0, the products without it. (TensorFlow gives 0 there.)
 *
 * @param exclusive whether {@code x[i]} itself is left out, so that the first product is 1
 * @param reverse whether it runs from the end of the axis to its beginning
 */
@OpDef(
        inputs = {"x: T", "axis: Tidx"},
        outputs = "out: T",
        attrs = {
            "exclusive: bool = false",
            "reverse: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tidx: {int32, int64} = int32"
        })
public record Cumprod(boolean exclusive, boolean reverse) implements Op {
    /** Adds a running product along an axis that is computed. */
    public static Output of(Scope scope, Operand x, Operand axis, boolean exclusive, boolean reverse) {
        return scope.output(new Cumprod(exclusive, reverse), x, axis);
    }

    /** Adds a running product along an axis; a negative one counts from the last backwards. */
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
            case FLOAT32, FLOAT64, INT32, INT64 -> Scan.kernel(c, Prod.LOOP, 1, exclusive, reverse);
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output one = Const.of(scope, 1f, x.dtype());
        Output isZero = Equal.of(scope, x, Const.of(scope, 0f, x.dtype()));
        Output zerosBefore = Cumsum.of(scope, Cast.of(scope, isZero, x.dtype()), c.input(1), true, reverse);
        Output isFirstZero = LogicalAnd.of(scope, isZero, Less.of(scope, zerosBefore, one));
        Output without = of(scope, SelectV2.of(scope, isFirstZero, one, x), c.input(1), exclusive, reverse);
        Output elsewhere = DivNoNan.of(scope, sums(c, c.output(0)), x);
        return Arrays.asList(SelectV2.of(scope, isFirstZero, sums(c, without), elsewhere), null);
    }

    /** For each element, the sum of the gradients of all products that it is in, each times that product. */
    private Output sums(GradientContext c, Output products) {
        Output weighted = Mul.of(c.scope(), products, c.upstream(0));
        return Cumsum.of(c.scope(), weighted, c.input(1), exclusive, !reverse);
    }

    static List<Sample> samples() {
        float[] x = {1, 2, 3};
        float[][] matrix = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new Cumprod(false, false), x, 0).gives(new float[] {1, 2, 6}),
                Sample.of(new Cumprod(true, false), x, 0).gives(new float[] {1, 1, 2}),
                Sample.of(new Cumprod(false, true), x, 0L).gives(new float[] {6, 6, 3}),
                Sample.of(new Cumprod(true, true), x, -1).gives(new float[] {6, 3, 1}),
                Sample.of(new Cumprod(false, false), matrix, 0).gives((Object) new float[][] {{1, 2, 3}, {4, 10, 18}}),
                Sample.of(new Cumprod(false, true), new float[] {2, 0, 3}, 0).gives(new float[] {0, 0, 3}),
                Sample.of(new Cumprod(true, false), new float[] {2, 0, 3, 4}, 0).gives(new float[] {1, 2, 0, 0}),
                Sample.rough(new Cumprod(false, false), new byte[] {100, 2, -1}, 0)
                        .gives(new byte[] {100, -56, 56}),
                Sample.rough(new Cumprod(true, false), new float[0], 0).gives(new float[0]),
                Sample.refused("axis 1 is not in [-1, 1)", new Cumprod(false, false), x, 1));
    }
}
