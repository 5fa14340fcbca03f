package dev.lamina.data.op;

import dev.lamina.data.picture.JpegFile;
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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture [height, width, channels] as a JPEG file. One channel is grey, three are red, green and blue. The bytes are not those that
 * TensorFlow's library writes, the picture is the same.
 *
 * @param format {@code grayscale} or {@code rgb}, which the picture has to be; empty for either
 * @param quality how little is lost, from 0 to 100
 * @param progressive whether the file can be shown before all of it is there
 * @param optimizeSize whether more work is spent on making it small
 * @param chromaDownsampling whether colours have half the resolution along both axes
 * @param densityUnit {@code in} or {@code cm}: what the densities count pixels in
 * @param xDensity pixels in that length along rows
 * @param yDensity the same along columns
 * @param xmpMetadata what the file tells about the picture in Adobe's format; empty for nothing
 */
@OpDef(
        inputs = "image: uint8",
        outputs = "contents: string",
        attrs = {
            "format: string = ''",
            "quality: int = 95",
            "progressive: bool = false",
            "optimize_size: bool = false",
            "chroma_downsampling: bool = true",
            "density_unit: string = 'in'",
            "x_density: int = 300",
            "y_density: int = 300",
            "xmp_metadata: string = ''"
        })
public record EncodeJpeg(
        String format,
        long quality,
        boolean progressive,
        boolean optimizeSize,
        boolean chromaDownsampling,
        String densityUnit,
        long xDensity,
        long yDensity,
        String xmpMetadata)
        implements Op {
    private static final int HIGHEST_DENSITY = 0xffff;

    /** Adds the operation. */
    public static Output of(Scope scope, Operand image, int quality) {
        return scope.output(withQuality(quality), image);
    }

    private static EncodeJpeg withQuality(long quality) {
        return new EncodeJpeg("", quality, false, false, true, "in", 300, 300, "");
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (quality < 0 || quality > 100) {
            throw c.error("quality must be in [0,100], got " + quality);
        }
        if (!List.of("", "grayscale", "rgb").contains(format)) {
            throw c.error("format must be '', grayscale or rgb, got " + format);
        }
        if (!densityUnit.equals("in") && !densityUnit.equals("cm")) {
            throw c.error("density_unit must be 'in' or 'cm', got " + densityUnit);
        }
        if (xDensity < 1 || yDensity < 1 || xDensity > HIGHEST_DENSITY || yDensity > HIGHEST_DENSITY) {
            throw c.error("x_density and y_density must be in [1,65535], got " + xDensity + " and " + yDensity);
        }
        if (!file(quality).hasRoom()) {
            throw c.error("xmp_metadata must be shorter than 65504 bytes");
        }
        check(c, format);
        return List.of(Shape.scalar());
    }

    private static void check(ShapeContext c, String format) {
        Shape image = c.withRank(0, 3, "image");
        long channels = image.dim(2);
        boolean isRight = switch (format) {
            case "grayscale" -> channels == 1;
            case "rgb" -> channels == 3;
            default -> channels == 1 || channels == 3;
        };
        if (channels >= 0 && !isRight) {
            throw c.error("image must have " + (format.isEmpty() ? "1 or 3" : format.equals("rgb") ? "3" : "1")
                    + " channels, got " + channels);
        }
        for (int axis = 0; axis < 2; axis++) {
            if (image.dim(axis) == 0 || image.dim(axis) > HIGHEST_DENSITY) {
                throw c.error("image must have from 1 to 65535 rows and columns, but its shape is " + image);
            }
        }
    }

    private JpegFile file(long of) {
        return new JpegFile(
                (int) of,
                progressive,
                optimizeSize,
                chromaDownsampling,
                densityUnit.equals("cm"),
                (int) xDensity,
                (int) yDensity,
                xmpMetadata);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        JpegFile file = file(quality);
        return (inputs, outputs) -> outputs[0].strings()[0] = encode(file, inputs[0], shape);
    }

    private static byte[] encode(JpegFile file, Buffer image, Shape shape) {
        return file.of(image.bytes(), 0, (int) shape.dim(0), (int) shape.dim(1), (int) shape.dim(2));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Tensor grey = Tensor.zeros(DType.UINT8, Shape.of(2, 3, 1));
        return List.of(
                Sample.rough(withQuality(95), grey),
                Sample.rough(withQuality(0), Tensor.zeros(DType.UINT8, Shape.of(9, 7, 3))),
                Sample.refused("quality must be in [0,100], got 101", withQuality(101), grey),
                Sample.refused(
                        "format must be", new EncodeJpeg("cmyk", 95, false, false, true, "in", 300, 300, ""), grey),
                Sample.refused(
                        "image must have 3 channels, got 1",
                        new EncodeJpeg("rgb", 95, false, false, true, "in", 300, 300, ""),
                        grey),
                Sample.refused(
                        "density_unit must be", new EncodeJpeg("", 95, false, false, true, "m", 300, 300, ""), grey),
                Sample.refused(
                        "x_density and y_density must be",
                        new EncodeJpeg("", 95, false, false, true, "in", 0, 300, ""),
                        grey),
                Sample.refused("image must have rank 3", withQuality(95), Tensor.zeros(DType.UINT8, Shape.of(2, 3))));
    }

    /** The form whose quality is an input. */
    @OpDef(
            inputs = {"images: uint8", "quality: int32"},
            outputs = "contents: string")
    public record EncodeJpegVariableQuality() implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand images, Operand quality) {
            return scope.output(new EncodeJpegVariableQuality(), images, quality);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            check(c, "");
            c.withRank(1, 0, "quality");
            return List.of(Shape.scalar());
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Shape shape = c.inputShape(0);
            return (inputs, outputs) -> {
                int quality = inputs[1].ints()[0];
                if (quality < 0 || quality > 100) {
                    throw c.error("quality must be in [0,100], got " + quality);
                }
                outputs[0].strings()[0] = encode(withQuality(quality).file(quality), inputs[0], shape);
            };
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            Tensor grey = Tensor.zeros(DType.UINT8, Shape.of(2, 3, 1));
            EncodeJpegVariableQuality op = new EncodeJpegVariableQuality();
            return List.of(
                    Sample.rough(op, grey, 50),
                    Sample.refused("quality must be in [0,100], got -1", op, grey, -1),
                    Sample.refused(
                            "image must have 1 or 3 channels, got 2",
                            op,
                            Tensor.zeros(DType.UINT8, Shape.of(2, 3, 2)),
                            50));
        }
    }
}
