package dev.lamina.data.op;

import dev.lamina.error.UnimplementedException;
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
 * The pixels [height, width, channels] of a file that is PNG, JPEG, GIF or BMP, known by its first bytes.
 *
 * @param channels 1 for grey, 3 for red, green and blue, 4 for these and opacity, 0 for as many as it has
 * @param dtype uint8, uint16, or float32 for numbers in [0, 1]
 * @param expandAnimations whether a GIF's pictures are wanted all, which is not computed: without, the first is given
 */
@OpDef(
        inputs = "contents: string",
        outputs = "image: dtype",
        attrs = {"channels: int = 0", "dtype: {uint8, uint16, float} = uint8", "expand_animations: bool = true"})
public record DecodeImage(long channels, DType dtype, boolean expandAnimations) implements ShapedByKernel {
    /** Adds the operation, of bytes; a GIF's first picture. */
    public static Output of(Scope scope, Operand contents, int channels) {
        return scope.output(new DecodeImage(channels, DType.UINT8, false), contents);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        DecodedPixels.check(c, channels, true);
        return List.of(expandAnimations ? Shape.unknown() : DecodedPixels.shape(channels));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            byte[] contents = inputs[0].strings()[0];
            if (expandAnimations && contents.length > 0 && contents[0] == 'G') {
                throw new UnimplementedException(
                        "DecodeImage '" + c.nodeName() + "': all pictures of a GIF are not decoded",
                        "set expand_animations to false for the first");
            }
            ShapedByKernel.give(outputs[0], DecodedPixels.decode(contents, channels, dtype));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("channels must be 0, 1, 3, or 4, got 5", new DecodeImage(5, DType.UINT8, true), "no"));
    }
}
