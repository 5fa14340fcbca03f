package dev.lamina.op.ragged;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of numbers for each of several ranges: {@code start}, {@code start + delta}… up to, but without, {@code limit}. The first output
 * says where the rows begin and where the last ends, the second holds them one behind the other.
 *
 * @param tsplits the type of the first output
 */
@OpDef(
        inputs = {"starts: T", "limits: T", "deltas: T"},
        outputs = {"rt_nested_splits: Tsplits", "rt_dense_values: T"},
        attrs = {"T: {bfloat16, float, double, int32, int64} = int32", "Tsplits: {int32, int64} = int64"})
public record RaggedRange(DType tsplits) implements Op {
    /** Adds the operation; each input is a vector of one length or a scalar. */
    public static List<Output> of(Scope scope, Operand starts, Operand limits, Operand deltas) {
        return scope.node(new RaggedRange(DType.INT64), List.of(starts, limits, deltas))
                .outputs();
    }

    private static final List<String> NAMES = List.of("starts", "limits", "deltas");

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape rows = Shape.scalar();
        for (int i = 0; i < 3; i++) {
            Shape shape = c.shape(i);
            if (!shape.hasRank()) {
                rows = rows.hasRank() && rows.rank() == 1 && rows.isFullyDefined() ? rows : Shape.unknown();
            } else if (shape.rank() > 1) {
                throw c.error(NAMES.get(i) + " must be a scalar or vector");
            } else if (shape.rank() == 1) {
                if (rows.hasRank() && rows.rank() == 1 && !rows.isCompatibleWith(shape)) {
                    throw c.error("starts, limits, and deltas must have the same shape");
                }
                rows = rows.hasRank() && rows.rank() == 1 ? rows.merge(shape) : shape;
            }
        }
        long count = !rows.hasRank() ? -1 : rows.rank() == 0 ? 1 : rows.dim(0);
        Tensor starts = c.peek(0);
        Tensor limits = c.peek(1);
        Tensor deltas = c.peek(2);
        long total = -1;
        if (starts != null && limits != null && deltas != null && count >= 0) {
            total = 0;
            for (int row = 0; row < count; row++) {
                total = Integers.plus(total, size(c, starts.buffer(), limits.buffer(), deltas.buffer(), row));
            }
        }
        return List.of(Shape.of(count < 0 ? -1 : count + 1), Shape.of(total));
    }

    private static int at(Buffer x, int row) {
        return x.shape().rank() == 0 ? 0 : row;
    }

    private static long size(ShapeContext c, Buffer starts, Buffer limits, Buffer deltas, int row) {
        if (deltas.asDouble(at(deltas, row)) == 0) {
            throw c.error("Requires delta != 0");
        }
        double size = count(starts, limits, deltas, row);
        if (!(size <= Integer.MAX_VALUE)) {
            throw c.error("Requires ((limit - start) / delta) <= " + Integer.MAX_VALUE);
        }
        return (long) size;
    }

    private static double count(Buffer starts, Buffer limits, Buffer deltas, int row) {
        if (starts.dtype().isFloating()) {
            double start = starts.asDouble(at(starts, row));
            double limit = limits.asDouble(at(limits, row));
            double delta = deltas.asDouble(at(deltas, row));
            boolean isEmpty = delta > 0 ? limit < start : limit > start;
            return isEmpty ? 0 : Math.ceil(Math.abs((limit - start) / delta));
        }
        long start = starts.asLong(at(starts, row));
        long limit = limits.asLong(at(limits, row));
        long delta = deltas.asLong(at(deltas, row));
        boolean isEmpty = delta > 0 ? limit <= start : limit >= start;
        long distance = delta > 0 ? limit - start : start - limit;
        if (isEmpty) {
            return 0;
        }
        // A distance beyond a long has wrapped: it is too far for any step that matters here.
        return distance < 0 ? Double.POSITIVE_INFINITY : (distance - 1) / Math.abs(delta) + 1;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = c.outputShape(0).size() - 1;
        boolean isFloating = c.inputType(0).isFloating();
        return (inputs, outputs) -> {
            Integers.set(outputs[0], 0, 0);
            int next = 0;
            for (int row = 0; row < rows; row++) {
                int size = (int) count(inputs[0], inputs[1], inputs[2], row);
                int start = at(inputs[0], row);
                int delta = at(inputs[2], row);
                double real = isFloating ? inputs[0].asDouble(start) : 0;
                long whole = isFloating ? 0 : inputs[0].asLong(start);
                for (int i = 0; i < size; i++) {
                    if (isFloating) {
                        real = set(outputs[1], next++, real) + inputs[2].asDouble(delta);
                    } else {
                        Integers.set(outputs[1], next++, whole);
                        whole += inputs[2].asLong(delta);
                    }
                }
                Integers.set(outputs[0], row + 1, next);
            }
        };
    }

    /** Writes a number, and gives what it is in the buffer's type. */
    private static double set(Buffer y, int index, double value) {
        switch (y.array()) {
            case float[] floats -> floats[index] = (float) value;
            case double[] doubles -> doubles[index] = value;
            default -> y.shorts()[index] = Conversion.bfloat16((float) value);
        }
        return y.asDouble(index);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        RaggedRange op = new RaggedRange(DType.INT64);
        return List.of(
                Sample.rough(op, new int[] {2, 5, 8}, new int[] {3, 5, 12}, 1)
                        .gives(new long[] {0, 1, 1, 5}, new int[] {2, 8, 9, 10, 11}),
                Sample.rough(new RaggedRange(DType.INT32), 0L, new long[] {5, -3}, new long[] {2, -2})
                        .gives(new int[] {0, 3, 5}, new long[] {0, 2, 4, 0, -2}),
                Sample.rough(op, 0f, 1f, 0.25f).gives(new long[] {0, 4}, new float[] {0, 0.25f, 0.5f, 0.75f}),
                Sample.refused("Requires delta != 0", op, 0, 1, 0),
                Sample.refused("starts, limits, and deltas must have the same shape", op, new int[2], new int[3], 1),
                Sample.refused("limits must be a scalar or vector", op, 0, new int[1][1], 1),
                Sample.refused("<= 2147483647", op, 0L, Long.MAX_VALUE, 1L));
    }
}
