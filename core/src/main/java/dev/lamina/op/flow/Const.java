package dev.lamina.op.flow;

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
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A constant.
 *
 * @param value the value
 * @param dtype its type
 */
@OpDef(
        outputs = "output: dtype",
        attrs = {"value: tensor", "dtype: type"})
public record Const(Tensor value, DType dtype) implements ComplexOp.Alike {
    /** Adds a constant: a tensor, a number, or nested arrays as {@link Tensor#of} takes them. */
    public static Output of(Scope scope, Object value) {
        Tensor tensor = Tensor.of(value);
        return scope.output(new Const(tensor, tensor.dtype()));
    }

    /** Adds a number as a constant of some type. */
    public static Output of(Scope scope, Object value, DType dtype) {
        return of(scope, Tensor.of(value, dtype));
    }

    /** Adds a shape as a constant: int32, or int64 where a dimension needs it. */
    public static Output dims(Scope scope, long... dims) {
        boolean fits = Arrays.stream(dims).allMatch(dim -> dim == (int) dim);
        return of(scope, fits ? Arrays.stream(dims).mapToInt(dim -> (int) dim).toArray() : dims);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(value.shape());
    }

    @Override
    public Tensor constant() {
        return value;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(value.buffer());
    }

    static List<Sample> samples() {
        Tensor value = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        return List.of(Sample.of(new Const(value, DType.FLOAT32)).gives(value));
    }
}
