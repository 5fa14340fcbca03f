package dev.lamina.op.index;

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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Resources;
import dev.lamina.op.state.VariableShape;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices of {@code params} that the rows of {@code indices} name by their first axes: the shape is
 * {@code indices.shape[:-1] + params.shape[indices.shape[-1]:]}.
 */
@OpDef(
        inputs = {"params: Tparams", "indices: Tindices"},
        outputs = "output: Tparams",
        attrs = {"Tparams: type", "Tindices: {int16, int32, int64}"})
public record GatherNd() implements ComplexOp.ByParts {
    /** Adds a gathering. */
    public static Output of(Scope scope, Operand params, Operand indices) {
        return scope.output(new GatherNd(), params, indices);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(shape(c, c.shape(0)));
    }

    private static Shape shape(ShapeContext c, Shape params) {
        Shape indices = c.shape(1);
        Shape slice = NdIndex.sliced(c, indices, params);
        return indices.hasRank() ? indices.slice(0, indices.rank() - 1).concat(slice) : Shape.unknown();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return gathering(c);
    }

    private static Kernel gathering(KernelContext c) {
        NdIndex places = new NdIndex(c, c.inputShape(1), c.inputShape(0));
        int rows = places.rows();
        int n = places.sliceSize();
        return (inputs, outputs) -> {
            for (int row = 0; row < rows; row++) {
                int from = places.offset(inputs[1], row);
                System.arraycopy(inputs[0].array(), from, outputs[0].array(), row * n, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output indices = c.input(1);
        DType index = indices.dtype() == DType.INT64 ? DType.INT64 : DType.INT32;
        Output places = indices.dtype() == index ? indices : Cast.of(c.scope(), indices, index);
        boolean isResource = c.input(0).dtype() == DType.RESOURCE;
        Op shapeOf = isResource ? new VariableShape(index) : new dev.lamina.op.array.Shape(index);
        Output shape = c.scope().output(shapeOf, c.input(0));
        return Arrays.asList(ScatterNd.of(c.scope(), places, c.upstream(0), shape), null);
    }

    /**
     * {@link GatherNd} from the variable behind a resource.
     *
     * @param dtype the type of its elements
     */
    @OpDef(
            inputs = {"resource: resource", "indices: Tindices"},
            outputs = "output: dtype",
            attrs = {"dtype: type", "Tindices: {int32, int64}"},
            stateful = true)
    public record ResourceGatherNd(DType dtype) implements ComplexOp.ByParts {
        /** Adds a gathering from a variable that holds elements of this type. */
        public static Output of(Scope scope, Operand resource, Operand indices, DType dtype) {
            return scope.output(new ResourceGatherNd(dtype), resource, indices);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(shape(c, Resources.shape(c, 0, dtype)));
        }

        @Override
        public Access access(int input) {
            return Access.READ;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return gathering(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return new GatherNd().gradient(c);
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2}, {3, 4}};
            return List.of(
                    Sample.rough(new ResourceGatherNd(DType.FLOAT32), x, new int[][] {{0, 0}, {1, 1}, {0, 0}})
                            .gives((Object) new float[] {1, 4, 1}),
                    Sample.refused(
                            "indices[0] = [2] does not index into shape [2,2]",
                            new ResourceGatherNd(DType.FLOAT32),
                            x,
                            new long[][] {{2}}));
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new GatherNd(), x, new int[][] {{0, 0}, {1, 1}, {0, 0}})
                        .gives((Object) new float[] {1, 4, 1}),
                Sample.of(new GatherNd(), x, new long[][] {{1}, {0}}).gives((Object) new float[][] {{3, 4}, {1, 2}}),
                Sample.rough(new GatherNd(), new String[] {"a", "b"}, new int[] {1})
                        .gives("b"),
                Sample.refused("indices[1] = [2, 0] does not index into shape [2,2]", new GatherNd(), x, new int[][] {
                    {0, 0}, {2, 0}
                }),
                Sample.refused(
                        "index innermost dimension length must be <= params rank; saw: 3 vs. 2",
                        new GatherNd(),
                        x,
                        new int[][] {{0, 0, 0}}));
    }
}
