package dev.lamina.op.data;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many elements a list has. */
@OpDef(inputs = "input_handle: variant", outputs = "length: int32")
public record TensorListLength() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand list) {
        return scope.output(new TensorListLength(), list);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                outputs[0].ints()[0] = TensorList.in(inputs[0]).size();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListLength(), Lists.ofScalars(1, 2, 3)).gives(3),
                Sample.rough(new TensorListLength(), Lists.ofScalars()).gives(0),
                Sample.refused(
                        "Input handle is not a list. Saw: 'null'",
                        new TensorListLength(),
                        Tensor.zeros(DType.VARIANT, Shape.scalar())));
    }
}
