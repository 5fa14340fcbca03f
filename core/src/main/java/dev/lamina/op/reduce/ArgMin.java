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
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of the least element along an axis, which goes away; the first of equal ones. NaN is passed over.
 *
 * @param outputType int32 or int64
 */
@OpDef(
        inputs = {"input: T", "dimension: Tidx"},
        outputs = "output: output_type",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, bool}",
            "Tidx: {int32, int64} = int32",
            "output_type: {int32, int64} = int64"
        })
public record ArgMin(DType outputType) implements Op {
    /** Adds the operation along an axis that is computed; its result is int64. */
    public static Output of(Scope scope, Operand input, Operand dimension) {
        return scope.output(new ArgMin(DType.INT64), input, dimension);
    }

    /** Adds the operation along an axis, counted from -1 backwards if it is negative; its result is int64. */
    public static Output of(Scope scope, Operand input, int dimension) {
        return of(scope, input, Const.of(scope.named("dimension"), dimension));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return ArgExtreme.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return ArgExtreme.kernel(c, true);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        ArgMin op = new ArgMin(DType.INT64);
        float[][] x = {{5, 1, 1}, {-9, 2, 1}};
        return List.of(
                Sample.rough(op, x, 1).gives(new long[] {1, 0}),
                Sample.rough(op, x, 0).gives(new long[] {1, 0, 0}),
                Sample.rough(new ArgMin(DType.INT32), new int[] {7, 3, 3}, -1L).gives(1),
                Sample.rough(op, new float[] {Float.NaN, 2, 1}, 0).gives(2L),
                Sample.rough(op, new long[] {Long.MAX_VALUE, Long.MIN_VALUE}, 0).gives(1L),
                Sample.rough(op, new byte[] {3, -1}, 0).gives(1L),
                Sample.refused("Reduction axis 0 is empty in shape [0]", op, new float[0], 0),
                Sample.refused("Expected dimension in the range [-1, 1), but got -2", op, new float[2], -2));
    }
}
