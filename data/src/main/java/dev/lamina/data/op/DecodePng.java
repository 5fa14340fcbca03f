package dev.lamina.data.op;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file's pixels [height, width, channels].
 *
 * @param channels 1 for grey, 3 for red, green and blue, 4 for these and opacity, 0 for as many as it has
 * @param dtype uint8, or uint16 for all that a file with 16 bits has
 */
@OpDef(
        inputs = "contents: string",
        outputs = "image: dtype",
        attrs = {"channels: int = 0", "dtype: {uint8, uint16} = uint8"})
public record DecodePng(long channels, DType dtype) implements ShapedByKernel {
    /** Adds the operation, of bytes. */
    public static Output of(Scope scope, Operand contents, int channels) {
        return scope.output(new DecodePng(channels, DType.UINT8), contents);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        DecodedPixels.check(c, channels, true);
        return List.of(DecodedPixels.shape(channels));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                ShapedByKernel.give(outputs[0], DecodedPixels.decode(inputs[0].strings()[0], channels, dtype));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("channels must be 0, 1, 3, or 4, got 2", new DecodePng(2, DType.UINT8), "no"),
                Sample.refused(
                        "contents must have rank 0", new DecodePng(0, DType.UINT8), (Object) new String[] {"no"}));
    }
}
