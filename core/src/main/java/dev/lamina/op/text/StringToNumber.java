package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Numerals;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that texts are, white space around them left out.
 *
 * @param outType float32, float64, int32 or int64
 */
@OpDef(
        inputs = "string_tensor: string",
        outputs = "output: out_type",
        attrs = "out_type: {float, double, int32, int64} = float")
public record StringToNumber(DType outType) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand stringTensor, DType outDtype) {
        return scope.output(new StringToNumber(outDtype), stringTensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                byte[] text = inputs[0].strings()[i];
                if (!Numerals.parse(text, outputs[0], i)) {
                    throw c.error("StringToNumberOp could not correctly convert string: "
                            + new String(text, StandardCharsets.UTF_8));
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringToNumber(DType.FLOAT32), (Object)
                                new String[] {"1.5", " -2e3\n", "+.25", "inf", "-INF", "NaN"})
                        .gives((Object) new float[] {
                            1.5f, -2000, 0.25f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
                        }),
                Sample.rough(new StringToNumber(DType.FLOAT64), "0.1").gives(0.1),
                Sample.rough(new StringToNumber(DType.INT32), (Object) new String[] {"-7", " 0 ", "2147483647"})
                        .gives((Object) new int[] {-7, 0, Integer.MAX_VALUE}),
                Sample.rough(new StringToNumber(DType.INT64), "9223372036854775807")
                        .gives(Long.MAX_VALUE),
                Sample.refused("could not correctly convert string: 1.5f", new StringToNumber(DType.FLOAT32), "1.5f"),
                Sample.refused(
                        "could not correctly convert string: 2147483648",
                        new StringToNumber(DType.INT32),
                        "2147483648"),
                Sample.refused("could not correctly convert string: ", new StringToNumber(DType.INT64), ""));
    }
}
