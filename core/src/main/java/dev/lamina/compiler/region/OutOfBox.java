package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** The tensor in a variant, whose shape is known when what gave that has run. */
sealed interface OutOfBox extends ComplexOp.Alike permits Unboxed, Exited {
    /** What the graph knows of the shape. */
    Shape known();

    @Override
    default List<Shape> shapes(ShapeContext c) {
        Tensor box = c.peek(0);
        if (box == null) {
            return List.of(known());
        }
        Shape shape = content(box.buffer()).shape();
        if (!known().isCompatibleWith(shape)) {
            throw c.error("gives a tensor of shape " + shape + ", where the graph says " + known());
        }
        return List.of(shape);
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(content(inputs[0]).buffer());
    }

    private static Tensor content(Buffer box) {
        if (box.objects()[0] instanceof Tensor tensor) {
            return tensor;
        }
        throw new IllegalStateException("no tensor was given, but " + box.objects()[0]);
    }
}
