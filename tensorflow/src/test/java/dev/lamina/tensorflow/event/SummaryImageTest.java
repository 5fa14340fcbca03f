package dev.lamina.tensorflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SummaryImageTest {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** The elements of the PNG of an image, as a reader of PNG files finds them. */
    private static int[] decoded(Tensor image) throws IOException {
        var summary = SummaryImage.of("x", image);
        var raster = ImageIO.read(
                        new ByteArrayInputStream(summary.getEncodedImageString().toByteArray()))
                .getRaster();
        assertThat(new int[] {raster.getHeight(), raster.getWidth(), raster.getNumBands()})
                .containsExactly(summary.getHeight(), summary.getWidth(), summary.getColorspace());
        return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    }

    private static Tensor row(int channels, float... values) {
        return Tensor.wrap(values, 1, values.length / channels, channels);
    }

    @Test
    void bytesStayAsTheyAre() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int channels : new int[] {1, 3, 4}) {
            byte[] bytes = new byte[7 * 5 * channels];
            random.nextBytes(bytes);
            int[] expected = new int[bytes.length];
            java.util.Arrays.setAll(expected, i -> bytes[i] & 0xff);
            Tensor image = Tensor.wrap(DType.UINT8, bytes.clone(), Shape.of(7, 5, channels));
            assertThat(decoded(image)).containsExactly(expected);
            assertThat(image.buffer().bytes()).containsExactly(bytes);
        }
    }

    @Test
    void floatsAreScaled() throws IOException {
        assertThat(decoded(row(1, 0, 0.5f, 1, 2))).containsExactly(0, 63, 127, 255);
        assertThat(decoded(row(1, -1, 0, 0.5f, 1))).containsExactly(1, 128, 191, 255);
        assertThat(decoded(row(1, 1, -4))).containsExactly(159, 1);
        assertThat(decoded(row(1, 0, 1e-7f))).containsExactly(0, 0);
        assertThat(decoded(row(1, 0, -1e-7f))).containsExactly(128, 128);
        assertThat(decoded(row(3, 0, 1, 2, 4, 0, 4))).containsExactly(0, 63, 127, 255, 0, 255);
        assertThat(decoded(row(1, 0, 0.5f, 1, 2).cast(DType.FLOAT64))).containsExactly(0, 63, 127, 255);
    }

    @Test
    void pixelsThatAreNotFiniteAreRed() throws IOException {
        assertThat(decoded(row(3, 1, Float.NaN, 9, 2, 1, 0))).containsExactly(255, 0, 0, 255, 127, 0);
        assertThat(decoded(row(4, 1, 1, 1, 1, 0, -INFINITY, 0, 0))).containsExactly(255, 255, 255, 255, 255, 0, 0, 255);
        assertThat(decoded(row(1, INFINITY, Float.NaN))).containsExactly(255, 255);
    }

    @Test
    void refusesWhatIsNoImage() {
        for (Shape shape : new Shape[] {
            Shape.of(2, 2),
            Shape.of(1, 2, 2, 1),
            Shape.of(2, 2, 2),
            Shape.of(2, 2, 5),
            Shape.of(0, 2, 1),
            Shape.of(2, 2, 0)
        }) {
            assertThatThrownBy(() -> SummaryImage.of("digit", Tensor.zeros(DType.FLOAT32, shape)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("image 'digit'")
                    .hasMessageContaining(shape.toString())
                    .hasMessageContaining("[height, width, channels]");
        }
        assertThatThrownBy(() -> SummaryImage.of("digit", Tensor.zeros(DType.INT32, Shape.of(2, 2, 1))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("int32");
    }
}
