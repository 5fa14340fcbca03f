package dev.lamina.op.index;

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
import dev.lamina.graph.Superseded;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Resources;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The slices of {@code params} along an axis that {@code indices} name: the shape is that of {@code params} with the
 * axis replaced by the shape of {@code indices}.
 *
 * @param batchDims how many leading axes both inputs share; each batch has indices of its own
 */
@OpDef(
        inputs = {"params: Tparams", "indices: Tindices", "axis: Taxis"},
        outputs = "output: Tparams",
        attrs = {"batch_dims: int = 0", "Tparams: type", "Tindices: {int16, int32, int64}", "Taxis: {int32, int64}"})
public record GatherV2(long batchDims) implements ComplexOp.ByParts {
    /** Adds a gathering along the first axis. */
    public static Output of(Scope scope, Operand params, Operand indices) {
        return of(scope, params, indices, Const.of(scope.named("axis"), 0));
    }

    /** Adds a gathering along an axis that is computed. */
    public static Output of(Scope scope, Operand params, Operand indices, Operand axis) {
        return scope.output(new GatherV2(0), params, indices, axis);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape params = c.shape(0);
        Shape indices = c.shape(1);
        Tensor value = c.value(2);
        if (!params.hasRank() || !indices.hasRank()) {
            return List.of(Shape.unknown());
        }
        int batch = batch(c::error, batchDims, indices);
        if (params.rank() == 0) {
            throw c.error("params must be at least 1 dimensional");
        }
        if (value == null) {
            return List.of(Shape.unknown(params.rank() - 1 + indices.rank() - batch));
        }
        return List.of(shape(c, params, indices, batch, Integers.axis(c, value.longValue(), params.rank())));
    }

    private static Shape shape(ShapeContext c, Shape params, Shape indices, int batch, int axis) {
        if (batch > axis) {
            throw c.error("batch_dims (" + batch + ") must be less than or equal to axis (" + axis + ").");
        }
        Shape shared = params.slice(0, batch);
        if (!shared.isCompatibleWith(indices.slice(0, batch))) {
            throw c.error("the first " + batch + " dimensions of params and indices must be equal");
        }
        return shared.merge(indices.slice(0, batch))
                .concat(params.slice(batch, axis))
                .concat(indices.slice(batch, indices.rank()))
                .concat(params.slice(axis + 1, params.rank()));
    }

    private static int batch(Function<String, InvalidArgumentException> error, long batchDims, Shape indices) {
        int rank = indices.rank();
        if (batchDims < -rank || batchDims > rank) {
            throw error.apply("batch_dims must be in [-" + rank + ", " + rank + "], got " + batchDims);
        }
        return (int) (batchDims < 0 ? batchDims + rank : batchDims);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int batch = batch(c::error, batchDims, c.inputShape(1));
        return kernel(c, batch, Integers.axis(c, 2, c.inputShape(0).rank()));
    }

    private static Kernel kernel(KernelContext c, int batch, int axis) {
        Shape params = c.inputShape(0);
        Shape indices = c.inputShape(1);
        int batches = Strides.count(params, 0, batch);
        int outer = Strides.count(params, batch, axis);
        int extent = (int) params.dim(axis);
        int inner = Strides.count(params, axis + 1, params.rank());
        int count = Strides.count(indices, batch, indices.rank());
        return (inputs, outputs) -> {
            Object x = inputs[0].array();
            Object y = outputs[0].array();
            for (int i = 0; i < batches * count; i++) {
                long index = inputs[1].asLong(i);
                if (index < 0 || index >= extent) {
                    throw c.error(
                            NdIndex.name("indices", indices, i) + " = " + index + " is not in [0, " + extent + ")");
                }
                for (int o = 0; o < outer; o++) {
                    int row = i / count * outer + o;
                    int from = (row * extent + (int) index) * inner;
                    System.arraycopy(x, from, y, (row * count + i % count) * inner, inner);
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(new GatherGradient(c, batchDims, c.input(2)).byParams(), null, null);
    }

    /** The form that gathers along the first axis. */
    @OpDef(
            inputs = {"params: Tparams", "indices: Tindices"},
            outputs = "output: Tparams",
            attrs = {"validate_indices: bool = true", "Tparams: type", "Tindices: {int32, int64}"})
    record Gather() implements Superseded {
        @Override
        public Op successor() {
            return new GatherV2(0);
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            return List.of(given.get(0), given.get(1), Const.of(scope.named("axis"), 0));
        }
    }

    /**
     * The rows of the variable behind a resource that {@code indices} name: along the axis behind those that both share.
     *
     * @param batchDims how many leading axes both share; each batch has indices of its own
     * @param validateIndices kept for TensorFlow; an index outside is always refused
     * @param dtype the type of the variable's elements
     */
    @OpDef(
            inputs = {"resource: resource", "indices: Tindices"},
            outputs = "output: dtype",
            attrs = {"batch_dims: int = 0", "validate_indices: bool = true", "dtype: type", "Tindices: {int32, int64}"},
            stateful = true)
    public record ResourceGather(long batchDims, boolean validateIndices, DType dtype) implements ComplexOp.ByParts {
        /** Adds a gathering of rows of a variable that holds elements of this type. */
        public static Output of(Scope scope, Operand resource, Operand indices, DType dtype) {
            return scope.output(new ResourceGather(0, true, dtype), resource, indices);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape params = Resources.shape(c, 0, dtype);
            Shape indices = c.shape(1);
            if (!params.hasRank() || !indices.hasRank()) {
                return List.of(Shape.unknown());
            }
            int batch = batch(c::error, batchDims, indices);
            if (params.rank() <= batch) {
                throw c.error("params must be at least " + (batch + 1) + " dimensional");
            }
            return List.of(shape(c, params, indices, batch, batch));
        }

        @Override
        public Access access(int input) {
            return Access.READ;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int batch = batch(c::error, batchDims, c.inputShape(1));
            return GatherV2.kernel(c, batch, batch);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Output axis = Const.of(c.scope().named("axis"), Math.max(0, batchDims), DType.INT32);
            return Arrays.asList(new GatherGradient(c, batchDims, axis).byParams(), null);
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2, 3}, {4, 5, 6}};
            return List.of(
                    Sample.rough(new ResourceGather(0, true, DType.FLOAT32), x, new int[] {1, 0, 1})
                            .gives((Object) new float[][] {{4, 5, 6}, {1, 2, 3}, {4, 5, 6}}),
                    Sample.rough(new ResourceGather(1, true, DType.FLOAT32), x, new long[][] {{0, 0}, {2, 1}})
                            .gives((Object) new float[][] {{1, 1}, {6, 5}}),
                    Sample.refused(
                            "indices[0] = 2 is not in [0, 2)",
                            new ResourceGather(0, true, DType.FLOAT32),
                            x,
                            new int[] {2}),
                    Sample.refused(
                            "Trying to access variable with wrong dtype. Expected int32 got float",
                            new ResourceGather(0, true, DType.INT32),
                            x,
                            new int[] {0}));
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new GatherV2(0), x, new int[] {1, 0, 1}, 0).gives((Object)
                        new float[][] {{4, 5, 6}, {1, 2, 3}, {4, 5, 6}}),
                Sample.of(new GatherV2(0), x, new long[][] {{2, 0}}, -1).gives((Object) new float[][][] {
                    {{3, 1}}, {{6, 4}}
                }),
                Sample.of(new GatherV2(0), x, 1, 0L).gives((Object) new float[] {4, 5, 6}),
                Sample.of(new GatherV2(1), x, new int[][] {{0, 0}, {2, 1}}, 1).gives((Object)
                        new float[][] {{1, 1}, {6, 5}}),
                Sample.of(new GatherV2(-1), new float[][][] {{{1, 2}, {3, 4}}}, new int[][] {{1}}, 2)
                        .gives((Object) new float[][][] {{{2}, {4}}}),
                Sample.rough(new GatherV2(0), new String[] {"a", "b"}, new int[] {1}, 0)
                        .gives((Object) new String[] {"b"}),
                Sample.refused("indices[0,1] = 2 is not in [0, 2)", new GatherV2(0), x, new int[][] {{0, 2}}, 0),
                Sample.refused(
                        "batch_dims (1) must be less than or equal to axis (0)",
                        new GatherV2(1),
                        x,
                        new int[][] {{0}, {0}},
                        0));
    }
}
