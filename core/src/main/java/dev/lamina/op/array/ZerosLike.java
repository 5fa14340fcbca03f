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
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.VariantValue;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor of zeros with type and shape of the input; of a variant, such as a list of tensors, one of its form. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = {"T: type"})
public record ZerosLike() implements ComplexOp.ByParts {
    /** Adds zeros in the shape of {@code x}. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new ZerosLike(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean needsShapeOnly(int input) {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.outputType(0) == DType.VARIANT) {
            return (inputs, outputs) -> {
                for (int i = 0; i < outputs[0].size(); i++) {
                    outputs[0].objects()[i] = VariantValue.at(inputs[0], i).zeros();
                }
            };
        }
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new ZerosLike(), (Object) new float[][] {{1, 2}, {3, 4}})
                        .gives((Object) new float[][] {{0, 0}, {0, 0}}),
                Sample.rough(new ZerosLike(), Tensor.of(new float[] {2, 3}, DType.FLOAT16))
                        .gives(Tensor.of(new float[] {0, 0}, DType.FLOAT16)),
                Sample.rough(new ZerosLike(), (Object) new boolean[] {true, false})
                        .gives((Object) new boolean[] {false, false}));
    }
}
