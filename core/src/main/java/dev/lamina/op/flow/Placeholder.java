package dev.lamina.op.flow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A value that each run is fed.
 *
 * @param dtype its type
 * @param shape its shape, as far as it is the same in every run
 */
@OpDef(
        outputs = "output: dtype",
        attrs = {"dtype: type", "shape: shape = {unknown_rank: true}"})
public record Placeholder(DType dtype, Shape shape) implements ComplexOp.Alike {
    /** Adds a placeholder. */
    public static Output of(Scope scope, DType dtype, Shape shape) {
        return scope.output(new Placeholder(dtype, shape));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(shape);
    }

    /** Only a placeholder that is not fed gets to run. */
    @Override
    public Kernel kernel(KernelContext c) {
        String message = "You must feed a value for placeholder tensor '" + c.nodeName() + "' with dtype "
                + dtype.tensorFlowName() + " and shape " + shape;
        throw new InvalidArgumentException(message, "pass Feed.of(" + c.nodeName() + ", value) to Session.run");
    }

    static List<Sample> samples() {
        return List.of(Sample.refused("You must feed a value", new Placeholder(DType.FLOAT32, Shape.of(2))));
    }
}
