package dev.lamina.op.train;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Op;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/**
 * An optimizer's update of variables, or of those behind resources: first these, then scalars and a gradient. It brings the shape rule;
 * an operation on resources has no output.
 */
interface UpdateOp extends Op {
    /** Says whether an operand is a resource, so that the operation is the one on resources. */
    static boolean isResource(Operand operand) {
        return operand.asOutput().dtype() == DType.RESOURCE;
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        Signature signature = Signature.of(getClass());
        List<Argument> arguments = signature.inputs();
        DType type = c.type(gradient(arguments));
        Shape shape = Shape.unknown();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i).name();
            boolean isResource = arguments.get(i).fixedType() == DType.RESOURCE;
            Shape own = isResource ? Resources.shape(c, i, type) : c.shape(i);
            if (isResource || arguments.get(i).isReference() || i == gradient(arguments)) {
                if (!own.isCompatibleWith(shape)) {
                    throw c.error("var and " + name + " do not have the same shape" + shape + " " + own);
                }
                shape = shape.merge(own);
            } else if (!own.isCompatibleWith(Shape.scalar())) {
                throw c.error(name + " is not a scalar: " + own);
            }
        }
        return signature.outputs().isEmpty() ? List.of() : List.of(shape);
    }

    private static int gradient(List<Argument> arguments) {
        List<String> names = arguments.stream().map(Argument::name).toList();
        return Math.max(names.indexOf("grad"), names.indexOf("delta"));
    }

    /** Samples of doubles, each behind the same of floats. */
    static List<Sample> inBothTypes(Sample... doubles) {
        return Stream.of(doubles)
                .flatMap(sample -> Stream.of(
                        new Sample(
                                sample.op(),
                                inFloats(sample.inputs()),
                                inFloats(sample.expected()),
                                sample.refusal(),
                                sample.smooth(),
                                sample.functions(),
                                sample.handles()),
                        sample))
                .toList();
    }

    private static List<Tensor> inFloats(List<Tensor> doubles) {
        return doubles.stream()
                .map(tensor -> tensor.dtype() == DType.FLOAT64 ? tensor.cast(DType.FLOAT32) : tensor)
                .toList();
    }
}
