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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each of the inputs of a concatenation begins in its result, given their shapes and the axis. */
@OpDef(
        inputs = {"concat_dim: int32", "shape: N * shape_type"},
        outputs = "offset: N * shape_type",
        attrs = {"N: int", "shape_type: {int32, int64} = int32"})
public record ConcatOffset() implements Op {
    /** Adds the operation; an output for each shape. */
    public static List<Output> of(Scope scope, Operand axis, List<? extends Operand> shapes) {
        List<Operand> inputs = new ArrayList<>();
        inputs.add(axis);
        inputs.addAll(shapes);
        return scope.node(new ConcatOffset(), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Tensor axis = c.value(0);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < c.inputs(); i++) {
            Shape shape = c.withRank(i, 1, "shape");
            if (axis != null && shape.isFullyDefined()) {
                Integers.axis(c, axis.longValue(), (int) shape.dim(0));
            }
            shapes.add(shape);
        }
        return shapes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rank = c.outputShape(0).size();
        int axis = Integers.axis(c, 0, rank);
        return (inputs, outputs) -> {
            long offset = 0;
            for (int i = 0; i < outputs.length; i++) {
                for (int k = 0; k < rank; k++) {
                    Integers.set(outputs[i], k, k == axis ? offset : 0);
                }
                offset += inputs[i + 1].asLong(axis);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ConcatOffset(), 1, new int[] {2, 3}, new int[] {2, 4}, new int[] {2, 1})
                        .gives(new int[] {0, 0}, new int[] {0, 3}, new int[] {0, 7}),
                Sample.refused("axis 2 is not in [-2, 2)", new ConcatOffset(), 2, new int[2], new int[2]));
    }
}
