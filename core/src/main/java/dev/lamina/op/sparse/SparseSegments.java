package dev.lamina.op.sparse;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations have in common that combine rows of {@code data}, named by indices, with the same segment id, the ids ascending. */
final class SparseSegments {
    private SparseSegments() {}

    /** What a sum of rows is divided by. */
    enum Scale {
        ONE,
        COUNT,
        ROOT;

        double of(int count) {
            return switch (this) {
                case ONE -> 1;
                case COUNT -> 1.0 / count;
                case ROOT -> 1 / Math.sqrt(count);
            };
        }
    }

    /** The shape rule; the fourth input, if there is one, says how many segments there are. */
    static List<Shape> shapes(ShapeContext c) {
        Shape data = c.shape(0);
        Shape indices = c.withRank(1, 1, "indices");
        Shape ids = c.withRank(2, 1, "segment_ids");
        if (!indices.isCompatibleWith(ids)) {
            throw c.error("segment_ids and indices should have same size.");
        }
        if (data.hasRank() && data.rank() == 0) {
            throw c.error("Shape must be at least rank 1");
        }
        boolean isTold = c.inputs() == 4;
        Tensor counted = c.peek(isTold ? 3 : 2);
        long count = -1;
        if (isTold) {
            c.withRank(3, 0, "num_segments should be a scalar: it");
            count = counted == null ? -1 : counted.longValue();
            if (counted != null && count < 0) {
                throw c.error("num_segments must be positive: " + count);
            }
        } else if (counted != null) {
            count = counted.size() == 0 ? 0 : counted.buffer().asLong(counted.size() - 1) + 1;
            if (count < 0 || (count == 0 && counted.size() > 0)) {
                throw c.error("segment ids must be >= 0");
            }
        }
        return List.of(data.hasRank() ? Shape.of(count).concat(data.slice(1, data.rank())) : Shape.unknown());
    }

    static Kernel kernel(KernelContext c, Scale scale) {
        DType type = c.inputType(0);
        if (type != DType.FLOAT32 && type != DType.FLOAT64 && type != DType.INT32 && type != DType.INT64) {
            return Widened.of(c, wide -> kernel(wide, scale));
        }
        Shape data = c.inputShape(0);
        int rows = c.inputShape(1).size();
        int n = Strides.count(data, 1, data.rank());
        long segments = c.outputShape(0).dim(0);
        boolean isTold = c.inputs() == 4;
        Object zero = type.newArray(1);
        return (inputs, outputs) -> {
            Object y = outputs[0].array();
            Spread.run(zero, 0, y, outputs[0].size());
            long previous = 0;
            int first = 0;
            for (int i = 0; i < rows; i++) {
                long id = inputs[2].asLong(i);
                if (id < 0) {
                    throw c.error("segment ids must be >= 0");
                }
                if (id < previous || (!isTold && id >= segments)) {
                    throw c.error("segment ids are not increasing");
                }
                if (id >= segments) {
                    throw c.error("segment id " + id + " is out of range [0, " + segments + "), possibly because "
                            + "'segment_ids' input is not sorted.");
                }
                if (id > previous) {
                    scale(outputs[0], (int) previous * n, n, scale, i - first);
                    first = i;
                }
                previous = id;
                int from = row(c, inputs[1], i, data.dim(0)) * n;
                Accumulate.run(type, 1, inputs[0].array(), from, y, (int) id * n, n);
            }
            scale(outputs[0], (int) previous * n, n, scale, rows - first);
        };
    }

    private static int row(KernelContext c, Buffer indices, int i, long extent) {
        long index = indices.asLong(i);
        if (index < 0 || index >= extent) {
            throw c.error("indices[" + i + "] == " + index + " out of range [0, " + extent + ")");
        }
        return (int) index;
    }

    private static void scale(Buffer y, int at, int n, Scale scale, int count) {
        if (scale == Scale.ONE || count < 2) {
            return;
        }
        if (y.array() instanceof double[] doubles) {
            for (int k = at; k < at + n; k++) {
                doubles[k] = scale == Scale.COUNT ? doubles[k] / count : doubles[k] / Math.sqrt(count);
            }
            return;
        }
        float divisor = scale == Scale.COUNT ? count : (float) Math.sqrt(count);
        for (int k = at; k < at + n; k++) {
            y.floats()[k] /= divisor;
        }
    }

    /** The gradient by the data: by the operation that is the gradient of this one. */
    static List<@Nullable Output> gradient(GradientContext c, Op grad) {
        Scope scope = c.scope();
        Output shape = dev.lamina.op.array.Shape.of(scope, c.input(0));
        Output rows = Reshape.of(scope, Slice.of(scope, shape, new int[] {0}, new int[] {1}));
        List<@Nullable Output> gradients = new ArrayList<>(c.none());
        gradients.set(0, scope.output(grad, c.upstream(0), c.input(1), c.input(2), rows));
        return gradients;
    }

    /** The shape rule of the gradients' operations: the fourth input says how many rows there are. */
    static List<Shape> gradientShapes(ShapeContext c) {
        Shape grad = c.shape(0);
        Shape indices = c.withRank(1, 1, "indices");
        Shape ids = c.withRank(2, 1, "segment_ids");
        c.withRank(3, 0, "output_dim0");
        if (!indices.isCompatibleWith(ids)) {
            throw c.error("segment_ids and indices should have same size.");
        }
        if (grad.hasRank() && grad.rank() == 0) {
            throw c.error("Shape must be at least rank 1");
        }
        Tensor rows = c.peek(3);
        if (rows != null && rows.longValue() < 0) {
            throw c.error("Cannot specify a negative value for output_dim0");
        }
        return List.of(
                grad.hasRank()
                        ? Shape.of(rows == null ? -1 : rows.longValue()).concat(grad.slice(1, grad.rank()))
                        : Shape.unknown());
    }

    static Kernel gradientKernel(KernelContext c, Scale scale) {
        DType type = c.inputType(0);
        if (type != DType.FLOAT32 && type != DType.FLOAT64 && type != DType.INT32 && type != DType.INT64) {
            return Widened.of(c, wide -> gradientKernel(wide, scale));
        }
        Shape grad = c.inputShape(0);
        int count = c.inputShape(1).size();
        int n = Strides.count(grad, 1, grad.rank());
        long segments = grad.dim(0);
        long rows = c.outputShape(0).dim(0);
        Object zero = type.newArray(1);
        int[] counts = c.workspace(DType.INT32, Shape.of(segments)).ints();
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            Arrays.fill(counts, 0, (int) segments, 0);
            for (int i = 0; i < count; i++) {
                long id = inputs[2].asLong(i);
                if (id < 0 || id >= segments) {
                    throw c.error("Segment id " + id + " out of range [0, " + segments + ").");
                }
                counts[(int) id]++;
            }
            for (int i = 0; i < count; i++) {
                int id = (int) inputs[2].asLong(i);
                int to = row(c, inputs[1], i, rows) * n;
                if (scale == Scale.ONE) {
                    Accumulate.run(type, 1, inputs[0].array(), id * n, outputs[0].array(), to, n);
                } else {
                    addScaled(inputs[0], id * n, scale.of(counts[id]), outputs[0], to, n);
                }
            }
        };
    }

    private static void addScaled(Buffer x, int i, double factor, Buffer y, int o, int n) {
        if (x.array() instanceof double[] doubles) {
            for (int k = 0; k < n; k++) {
                y.doubles()[o + k] += doubles[i + k] * factor;
            }
            return;
        }
        float narrow = (float) factor;
        for (int k = 0; k < n; k++) {
            y.floats()[o + k] += x.floats()[i + k] * narrow;
        }
    }

    /** The gradient of a gradient's operation by what it is given: the operation itself, of as many segments. */
    static List<@Nullable Output> second(GradientContext c, Op withNumSegments) {
        Scope scope = c.scope();
        Output shape = dev.lamina.op.array.Shape.of(scope, c.input(0));
        Output segments = Reshape.of(scope, Slice.of(scope, shape, new int[] {0}, new int[] {1}));
        Output by = scope.output(withNumSegments, c.upstream(0), c.input(1), c.input(2), segments);
        return Arrays.asList(by, null, null, null);
    }
}
