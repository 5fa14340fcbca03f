package dev.lamina.op.array;

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
 * The input, which must have a shape.
 *
 * @param shape which; -1 stands for any extent
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"shape: shape", "T: type"})
public record EnsureShape(Shape shape) implements ComplexOp.Alike {
    /** Adds a check. */
    public static Output of(Scope scope, Operand input, Shape shape) {
        return scope.output(new EnsureShape(shape), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!c.shape(0).isCompatibleWith(shape)) {
            throw c.error(
                    "Shape of tensor input " + c.shape(0) + " is not compatible with expected shape " + shape + ".");
        }
        return List.of(c.shape(0).merge(shape));
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
        float[][] x = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new EnsureShape(Shape.of(2, 2)), (Object) x).gives((Object) x),
                Sample.of(new EnsureShape(Shape.of(-1, 2)), (Object) x).gives((Object) x),
                Sample.rough(new EnsureShape(Shape.unknown()), "a").gives("a"),
                Sample.refused(
                        "[2,2] is not compatible with expected shape [2,3].", new EnsureShape(Shape.of(2, 3)), (Object)
                                x));
    }
}
