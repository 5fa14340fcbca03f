package dev.lamina.op.flow;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input, unless a run is fed another value.
 *
 * @param shape the shape, as far as it is the same in every run
 */
@OpDef(
        inputs = "input: dtype",
        outputs = "output: dtype",
        attrs = {"dtype: type", "shape: shape"})
public record PlaceholderWithDefault(Shape shape) implements ComplexOp.Alike {
    /** Adds a placeholder with a default value. */
    public static Output of(Scope scope, Operand input, Shape shape) {
        return scope.output(new PlaceholderWithDefault(shape), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!shape.isCompatibleWith(c.shape(0))) {
            throw c.error("the default value has shape " + c.shape(0) + ", which does not fit " + shape);
        }
        return List.of(c.isBuilding() ? shape : c.shape(0));
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.upstream(0));
    }

    static List<Sample> samples() {
        float[] x = {1, -2, 3};
        return List.of(
                Sample.of(new PlaceholderWithDefault(Shape.of(3)), (Object) x).gives((Object) x),
                Sample.refused("which does not fit [2]", new PlaceholderWithDefault(Shape.of(2)), (Object) x));
    }
}
