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
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of the greatest element along an axis, which goes away; the first of equal ones. NaN is passed over.
 *
 * @param outputType int16, uint16, int32 or int64
 */
@OpDef(
        inputs = {"input: T", "dimension: Tidx"},
        outputs = "output: output_type",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, bool}",
            "Tidx: {int32, int64} = int32",
            "output_type: {int16, uint16, int32, int64} = int64"
        })
public record ArgMax(DType outputType) implements Op {
    /** Adds the operation along an axis that is computed; its result is int64. */
    public static Output of(Scope scope, Operand input, Operand dimension) {
        return scope.output(new ArgMax(DType.INT64), input, dimension);
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
        return ArgExtreme.kernel(c, false);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        ArgMax op = new ArgMax(DType.INT64);
        float[][] x = {{1, 5, 5}, {9, 2, -1}};
        return List.of(
                Sample.rough(op, x, 1).gives(new long[] {1, 0}),
                Sample.rough(op, x, 0).gives(new long[] {1, 0, 0}),
                Sample.rough(new ArgMax(DType.INT32), new int[] {3, 7, 7}, -1L).gives(1),
                Sample.rough(op, new float[] {Float.NaN, 1, 2}, 0).gives(2L),
                Sample.rough(op, new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 0).gives(1L),
                Sample.rough(op, new byte[] {-1, 3}, 0).gives(1L),
                Sample.rough(op, new boolean[] {false, true, true}, 0).gives(1L),
                Sample.rough(new ArgMax(DType.INT16), new float[] {1, 2}, 0).gives((short) 1),
                Sample.rough(op, Tensor.wrap(new float[0], 0, 2), 1).gives((Object) new long[0]),
                Sample.refused("Reduction axis 0 is empty in shape [0]", op, new float[0], 0),
                Sample.refused("Expected dimension in the range [-1, 1), but got 1", op, new float[2], 1));
    }
}
