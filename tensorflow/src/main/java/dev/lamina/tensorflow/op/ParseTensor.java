package dev.lamina.tensorflow.op;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.TensorProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tensor of which {@link SerializeTensor} gives the bytes, or TensorFlow does.
 *
 * @param outType its type
 */
@OpDef(inputs = "serialized: string", outputs = "output: out_type", attrs = "out_type: type")
public record ParseTensor(DType outType) implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand serialized, DType outDtype) {
        return scope.output(new ParseTensor(outDtype), serialized);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "serialized");
        return List.of(Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Tensor tensor = read(c, inputs[0].strings()[0]);
            if (tensor.dtype() != outType) {
                throw c.error("Type mismatch between parsed tensor ("
                        + tensor.dtype().tensorFlowName() + ") and dtype (" + outType.tensorFlowName() + ")");
            }
            ShapedByKernel.give(outputs[0], tensor);
        };
    }

    private static Tensor read(KernelContext c, byte[] message) {
        try {
            return TensorProtos.read(TensorProto.parseFrom(message), MemoryBudget.ofFile());
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidArgumentException(
                    "ParseTensor '" + c.nodeName() + "': Could not parse `serialized` as TensorProto", null, e);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.refused("Could not parse `serialized`", new ParseTensor(DType.FLOAT32), "no tensor"));
    }
}
