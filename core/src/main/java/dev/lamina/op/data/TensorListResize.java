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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list without what is beyond a length, or with elements that are not set up to it. */
@OpDef(
        inputs = {"input_handle: variant", "size: int32"},
        outputs = "output_handle: variant")
public record TensorListResize() implements Op {
    /** Adds the operation; {@code size} is an int32 scalar. */
    public static Output of(Scope scope, Operand list, Operand size) {
        return scope.output(new TensorListResize(), list, size);
    }

    /** A list made as long as another. */
    static Output asLong(Scope scope, Output list, Output other) {
        return of(scope, list, TensorListLength.of(scope, other));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            int size = inputs[1].ints()[0];
            if (size < 0) {
                throw c.error("TensorListSlice expects size to be non-negative. Size: " + size);
            }
            TensorList.in(inputs[0]).resized(size).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(asLong(c.scope(), c.upstream(0), c.input(0)), null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListResize(), Lists.ofScalars(1, 2, 3), 2)
                        .gives(Lists.ofScalars(1, 2)),
                Sample.rough(new TensorListResize(), Lists.ofScalars(), 1)
                        .gives(Lists.of(DType.FLOAT32, Shape.scalar(), (Object) null)),
                Sample.refused("Size: -1", new TensorListResize(), Lists.ofScalars(1), -1));
    }
}
