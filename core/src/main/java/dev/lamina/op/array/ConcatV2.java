package dev.lamina.op.array;

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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs one behind the other along an axis, in all others of which they are alike. */
@OpDef(
        inputs = {"values: N * T", "axis: Tidx"},
        outputs = "output: T",
        attrs = {"N: int", "T: type", "Tidx: {int32, int64} = int32"})
public record ConcatV2() implements ComplexOp.ByParts {
    /** Adds a concatenation along this axis. */
    public static Output of(Scope scope, List<? extends Operand> values, int axis) {
        return of(scope, values, Const.of(scope.named("axis"), axis));
    }

    /** Adds a concatenation along an axis that is computed. */
    public static Output of(Scope scope, List<? extends Operand> values, Operand axis) {
        List<Operand> inputs = new ArrayList<>(values);
        inputs.add(axis);
        return scope.node(new ConcatV2(), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int count = c.inputs() - 1;
        if (count < 2) {
            throw c.error("takes at least 2 values");
        }
        Shape ranked = Shape.unknown();
        for (int i = 0; i < count; i++) {
            if (ranked.hasRank() && c.shape(i).hasRank() && c.shape(i).rank() != ranked.rank()) {
                throw c.error("ConcatOp : Ranks of all input tensors should match: shape[0] = " + c.shape(0)
                        + " vs. shape[" + i + "] = " + c.shape(i));
            }
            ranked = c.shape(i).hasRank() ? c.shape(i) : ranked;
        }
        Tensor value = c.value(count);
        if (!ranked.hasRank() || value == null) {
            return List.of(ranked.hasRank() ? Shape.unknown(ranked.rank()) : Shape.unknown());
        }
        int axis = Integers.axis(c, value.longValue(), ranked.rank());
        Shape alike = Shape.unknown(ranked.rank());
        long total = 0;
        for (int i = 0; i < count; i++) {
            Shape shape = c.shape(i).merge(Shape.unknown(ranked.rank()));
            if (!shape.with(axis, -1).isCompatibleWith(alike)) {
                throw c.error("ConcatOp : Dimensions other than " + axis + " must be equal: shape[0] = " + c.shape(0)
                        + " vs. shape[" + i + "] = " + shape);
            }
            alike = alike.merge(shape.with(axis, -1));
            total = total < 0 || shape.dim(axis) < 0 ? -1 : total + shape.dim(axis);
        }
        return List.of(alike.with(axis, total));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.inputs() - 1;
        return Joined.join(c, count, Integers.axis(c, count, c.outputShape(0).rank()));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        int count = c.node().inputs().size() - 1;
        List<Output> shapes = ShapeN.of(scope, c.node().inputs().subList(0, count));
        Output axis = c.input(count);
        Output axis32 = axis.dtype() == DType.INT32 ? axis : Cast.of(scope, axis, DType.INT32);
        List<Output> offsets = ConcatOffset.of(scope, axis32, shapes);
        List<@Nullable Output> gradients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gradients.add(Slice.of(scope, c.upstream(0), offsets.get(i), shapes.get(i)));
        }
        gradients.add(null);
        return gradients;
    }

    /** The form that takes the axis first. */
    @OpDef(
            inputs = {"concat_dim: int32", "values: N * T"},
            outputs = "output: T",
            attrs = {"N: int", "T: type"})
    record Concat() implements Superseded {
        @Override
        public Op successor() {
            return new ConcatV2();
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            List<Output> inputs = new ArrayList<>(given.subList(1, given.size()));
            inputs.add(given.getFirst());
            return inputs;
        }
    }

    static List<Sample> samples() {
        float[][] a = {{1, 2}, {3, 4}};
        float[][] b = {{5}, {6}};
        return List.of(
                Sample.of(new ConcatV2(), a, b, 1).gives((Object) new float[][] {{1, 2, 5}, {3, 4, 6}}),
                Sample.of(new ConcatV2(), new float[] {1}, new float[0], new float[] {2, 3}, -1)
                        .gives((Object) new float[] {1, 2, 3}),
                Sample.rough(new ConcatV2(), new String[] {"a"}, new String[] {"b"}, 0L)
                        .gives((Object) new String[] {"a", "b"}),
                Sample.refused("Dimensions other than 0 must be equal", new ConcatV2(), a, b, 0),
                Sample.refused("Ranks of all input tensors should match", new ConcatV2(), a, new float[] {1}, 0));
    }
}
