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
 * A JPEG file's pixels [height, width, channels], as libjpeg decodes them by its accurate transform.
 *
 * @param channels 1 for grey, 3 for red, green and blue, 0 for as many as it has
 * @param ratio by how much it is made smaller meanwhile: 1 alone is computed
 * @param fancyUpscaling whether colours are upscaled smoothly, as they always are
 * @param tryRecoverTruncated whether a truncated file would do; it does not
 * @param acceptableFraction how much of it would
 * @param dctMethod which transform is wanted
 */
@OpDef(
        inputs = "contents: string",
        outputs = "image: uint8",
        attrs = {
            "channels: int = 0",
            "ratio: int = 1",
            "fancy_upscaling: bool = true",
            "try_recover_truncated: bool = false",
            "acceptable_fraction: float = 1",
            "dct_method: string = ''"
        })
public record DecodeJpeg(
        long channels,
        long ratio,
        boolean fancyUpscaling,
        boolean tryRecoverTruncated,
        float acceptableFraction,
        String dctMethod)
        implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand contents, int channels) {
        return scope.output(new DecodeJpeg(channels, 1, true, false, 1, ""), contents);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        DecodedPixels.check(c, channels, false);
        if (ratio != 1 && ratio != 2 && ratio != 4 && ratio != 8) {
            throw c.error("ratio must be 1, 2, 4, or 8, got " + ratio);
        }
        return List.of(DecodedPixels.shape(channels));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            if (ratio != 1 || !fancyUpscaling) {
                throw new UnimplementedException(
                        "DecodeJpeg '" + c.nodeName() + "': ratio " + ratio + " with fancy_upscaling " + fancyUpscaling
                                + " is not computed",
                        "decode it as it is and resize it then");
            }
            ShapedByKernel.give(outputs[0], DecodedPixels.decode(inputs[0].strings()[0], channels, DType.UINT8));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("channels must be 0, 1, or 3, got 4", new DecodeJpeg(4, 1, true, false, 1, ""), "no"),
                Sample.refused("ratio must be 1, 2, 4, or 8", new DecodeJpeg(0, 3, true, false, 1, ""), "no"));
    }
}
