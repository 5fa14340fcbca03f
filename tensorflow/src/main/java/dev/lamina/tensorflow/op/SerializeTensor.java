package dev.lamina.tensorflow.op;

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
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.graph.TensorProtos;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor as the bytes of a {@code TensorProto} message, which {@link ParseTensor} reads. */
@OpDef(inputs = "tensor: T", outputs = "serialized: string", attrs = "T: type")
public record SerializeTensor() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand tensor) {
        return scope.output(new SerializeTensor(), tensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (c.type(0).isOpaque()) {
            throw c.error("a " + c.type(0) + " cannot be serialized");
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].strings()[0] =
                TensorProtos.write(inputs[0].toTensor()).toByteArray();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new SerializeTensor(), new float[] {1, 2}));
    }
}
