package dev.lamina.tensorflow.op;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.event.SummaryImage;
import dev.lamina.tensorflow.proto.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary with the first pictures of a batch [batch, height, width, channels], under a tag, which is a scalar: uint8 as they are, floats scaled
 * so that all fit.
 *
 * @param maxImages how many there are at most
 * @param badColor the colour of a pixel that is not finite: uint8 [4]
 */
@OpDef(
        inputs = {"tag: string", "tensor: T"},
        outputs = "summary: string",
        attrs = {
            "max_images: int = 3",
            "T: {uint8, float, half, double} = float",
            "bad_color: tensor = uint8[255 0 0 255]"
        })
public record ImageSummary(long maxImages, Tensor badColor) implements Op {
    /** Adds the operation for so many pictures; red is what is not finite. */
    public static Output of(Scope scope, Operand tag, Operand tensor, int maxImages) {
        Tensor red = Tensor.of(new int[] {255, 0, 0, 255}, DType.UINT8);
        return scope.output(new ImageSummary(maxImages, red), tag, tensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "tags");
        c.withRank(1, 4, "tensor");
        if (maxImages < 1) {
            throw c.error("max_images must be at least 1, got " + maxImages);
        }
        if (badColor.dtype() != DType.UINT8 || badColor.shape().rank() != 1 || badColor.size() < 4) {
            throw c.error("bad_color must be a vector of 4 uint8, got " + badColor);
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape batch = c.inputShape(1);
        Shape picture = batch.slice(1, 4);
        return (inputs, outputs) -> {
            String tag = ScalarSummary.text(inputs[0], 0);
            Summary.Builder summary = Summary.newBuilder();
            for (int i = 0; i < Math.min(maxImages, batch.dim(0)); i++) {
                Object pixels = inputs[1].dtype().newArray(picture.size());
                System.arraycopy(inputs[1].array(), i * picture.size(), pixels, 0, picture.size());
                Tensor image = Tensor.wrap(inputs[1].dtype(), pixels, picture);
                summary.addValue(Summary.Value.newBuilder()
                        .setTag(maxImages > 1 ? tag + "/image/" + i : tag + "/image")
                        .setImage(SummaryImage.of(tag, image, badColor.buffer().bytes())));
            }
            outputs[0].strings()[0] = summary.build().toByteArray();
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Tensor red = Tensor.of(new int[] {255, 0, 0, 255}, DType.UINT8);
        return List.of(
                Sample.refused("tensor must have rank 4", new ImageSummary(3, red), "a", new float[2]),
                Sample.refused("max_images must be at least 1", new ImageSummary(0, red), "a", new float[1][1][1][1]));
    }
}
