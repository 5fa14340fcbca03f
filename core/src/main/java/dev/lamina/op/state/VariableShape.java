package dev.lamina.op.state;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the variable behind a resource.
 *
 * @param outType the type of the shape
 */
@OpDef(
        inputs = "input: resource",
        outputs = "output: out_type",
        attrs = "out_type: {int32, int64} = int32",
        stateful = true)
public record VariableShape(DType outType) implements ComplexOp.Alike {
    /** Adds the shape as int32. */
    public static Output of(Scope scope, Operand resource) {
        return scope.output(new VariableShape(DType.INT32), resource);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        VariableOp variable = c.variable(0);
        Shape shape = variable != null ? variable.shape() : c.type(0) == DType.RESOURCE ? Shape.unknown() : c.shape(0);
        return List.of(Shape.of(shape.hasRank() ? shape.rank() : -1));
    }

    @Override
    public Access access(int input) {
        return Access.READ;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long[] dims = c.inputShape(0).dims();
        return (inputs, outputs) -> {
            for (int axis = 0; axis < dims.length; axis++) {
                Integers.set(outputs[0], axis, dims[axis]);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new VariableShape(DType.INT32), (Object) new float[2][3])
                        .gives((Object) new int[] {2, 3}),
                Sample.rough(new VariableShape(DType.INT64), 1f).gives((Object) new long[0]));
    }
}
