package dev.lamina.op.flow;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.VariantValue;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Stands in a branch for what only another one computes: zeros that nobody reads. Dimensions that are not known are 0, and of
 * an unknown shape it is a scalar.
 *
 * @param dtype the type
 * @param shape the shape, as far as it is known
 */
@OpDef(
        outputs = "output: dtype",
        attrs = {"dtype: type", "shape: shape"})
public record FakeParam(DType dtype, Shape shape) implements ComplexOp.Alike {
    /** Adds what stands for an output. */
    public static Output of(Scope scope, DType dtype, Shape shape) {
        return scope.output(new FakeParam(dtype, shape));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.isBuilding() ? shape : actual());
    }

    private Shape actual() {
        return shape.hasRank()
                ? Shape.of(
                        Arrays.stream(shape.dims()).map(dim -> Math.max(dim, 0)).toArray())
                : Shape.scalar();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Buffer zeros = Buffer.allocate(dtype, actual());
        if (dtype == DType.VARIANT) {
            Arrays.fill(zeros.objects(), Nothing.NOTHING);
        }
        return (inputs, outputs) -> outputs[0].copyFrom(zeros);
    }

    /** A variant that stands for one: a gradient by it is none. */
    private enum Nothing implements VariantValue {
        NOTHING;

        @Override
        public VariantValue plus(VariantValue other) {
            return other;
        }

        @Override
        public VariantValue zeros() {
            return this;
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new FakeParam(DType.FLOAT32, Shape.of(2))).gives((Object) new float[2]),
                Sample.rough(new FakeParam(DType.INT32, Shape.of(-1, 2)))
                        .gives(Tensor.zeros(DType.INT32, Shape.of(0, 2))),
                Sample.rough(new FakeParam(DType.BOOL, Shape.unknown())).gives(false));
    }
}
