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
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The elements of the input in another shape of as many; one dimension of -1 is computed. */
@OpDef(
        inputs = {"tensor: T", "shape: Tshape"},
        outputs = "output: T",
        attrs = {"T: type", "Tshape: {int32, int64} = int32"})
public record Reshape() implements ComplexOp.Alike {
    /** Adds a reshape to a shape that is computed. */
    public static Output of(Scope scope, Operand tensor, Operand shape) {
        return scope.output(new Reshape(), tensor, shape);
    }

    /** Adds a reshape to these dimensions, one of which may be -1. */
    public static Output of(Scope scope, Operand tensor, int... dims) {
        return of(scope, tensor, Const.of(scope.named("shape"), dims));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Tensor value = c.value(1);
        if (value == null) {
            Shape length = c.withRank(1, 1, "shape");
            return List.of(length.isFullyDefined() ? Shape.unknown((int) length.dim(0)) : Shape.unknown());
        }
        Shape wanted = Integers.shape(c, value);
        int open = -1;
        for (int i = 0; i < wanted.rank(); i++) {
            if (wanted.dim(i) < 0 && open >= 0) {
                throw c.error("only one dimension of the shape can be -1, got " + Arrays.toString(wanted.dims()));
            } else if (wanted.dim(i) < 0) {
                open = i;
            }
        }
        long known = (open < 0 ? wanted : wanted.with(open, 1)).elements();
        long elements = c.shape(0).elements();
        if (elements < 0) {
            return List.of(wanted);
        }
        if (open >= 0 && known == 0 && elements == 0) {
            return List.of(wanted.with(open, besidesZeros(c.shape(0)) / besidesZeros(wanted.with(open, 1))));
        }
        if (open >= 0 ? known == 0 || elements % known != 0 : elements != known) {
            throw c.error("Input to reshape is a tensor with " + elements + " values, but the requested shape " + wanted
                    + (open >= 0 ? " requires a multiple of " : " has ") + known);
        }
        return List.of(open < 0 ? wanted : wanted.with(open, elements / known));
    }

    /** The product of the dimensions that are not 0: from it TensorFlow infers one where nothing is to be had from 0. */
    private static long besidesZeros(Shape shape) {
        return Shape.of(LongStream.of(shape.dims()).filter(dim -> dim != 0).toArray())
                .elements();
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0], 0, 0, outputs[0].size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), dev.lamina.op.array.Shape.of(c.scope(), c.input(0))), null);
    }

    static List<Sample> samples() {
        float[] x = {1, 2, 3, 4, 5, 6};
        return List.of(
                Sample.of(new Reshape(), x, new int[] {2, 3}).gives((Object) new float[][] {{1, 2, 3}, {4, 5, 6}}),
                Sample.of(new Reshape(), x, new int[] {3, -1}).gives((Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}),
                Sample.rough(new Reshape(), new float[1][2][0], new int[] {2, 0, -1})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 1))),
                Sample.refused("with 6 values, but the requested shape [4] has 4", new Reshape(), x, new int[] {4}),
                Sample.refused("requires a multiple of 4", new Reshape(), x, new int[] {4, -1}),
                Sample.refused("only one dimension", new Reshape(), x, new int[] {-1, -1}));
    }
}
