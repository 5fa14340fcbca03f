package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.table.Told;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnimplementedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    @TempDir
    Path folder;

    private static BufferedImage picture(int type, int columns, int... rgb) {
        var picture = new BufferedImage(columns, rgb.length / columns, type);
        for (int i = 0; i < rgb.length; i++) {
            picture.setRGB(i % columns, i / columns, rgb[i]);
        }
        return picture;
    }

    private static BufferedImage grey(int columns, int... samples) {
        var picture = new BufferedImage(columns, samples.length / columns, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setPixels(0, 0, columns, samples.length / columns, samples);
        return picture;
    }

    private static BufferedImage noise(int size) {
        var random = new Random(1);
        return picture(
                BufferedImage.TYPE_INT_RGB,
                size,
                random.ints((long) size * size).toArray());
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private void put(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private float[] only(int rows, int columns, int channels) {
        return PipelineTest.drain(Pipeline.of(ImageFolder.open(folder, rows, columns, channels))
                        .batch(1)
                        .open(0, 0))
                .getFirst()
                .getFirst()
                .floats();
    }

    @Test
    void aFolderIsAClass() throws IOException {
        var png = encoded(grey(1, 0), "png");
        put("dog/2.png", png);
        put("dog/10.PNG", png);
        put("cat/a.jpeg", encoded(grey(1, 0), "jpeg"));
        put("cat/notes.txt", png);
        put("cat/.hidden.png", png);
        put(".cache/x.png", png);
        put("top.png", png);
        var images = ImageFolder.open(folder, 2, 3, 1);
        assertThat(images.classNames()).containsExactly("cat", "dog");
        assertThat(images.size()).isEqualTo(3);
        assertThat(images.file(1)).isEqualTo(folder.resolve("dog/10.PNG"));
        var batch = PipelineTest.drain(Pipeline.of(images).batch(5).prefetch(1).open(0, 0))
                .getFirst();
        assertThat(batch.getFirst().shape().dims()).containsExactly(3, 2, 3, 1);
        assertThat(batch.get(1).ints()).containsExactly(0, 1, 1);
    }

    @Test
    void whatLiesBesideAndWithinIsToldNotToBeRead() throws IOException {
        var png = encoded(grey(1, 0), "png");
        put("dog/1.png", png);
        var told = new ArrayList<String>();
        try (var _ = new Told(told)) {
            assertThat(ImageFolder.open(folder, 1, 1, 1).size()).isEqualTo(1);
            assertThat(told).isEmpty();
            put("one.png", png);
            put("two.webp", png);
            put("notes.txt", png);
            put("dog/more/2.png", png);
            assertThat(ImageFolder.open(folder, 1, 1, 1).size()).isEqualTo(1);
        }
        assertThat(told)
                .containsExactly(
                        "2 pictures beside the classes' folders are of no class and not read, such as "
                                + folder.resolve("one.png"),
                        "1 folders within the classes' are not read, such as " + folder.resolve("dog/more"));
    }

    @Test
    void greySamplesAreTakenAsTheyAre() throws IOException {
        put("a/1.png", encoded(grey(2, 0, 64, 128, 255), "png"));
        float scale = (float) (1.0 / 255.0);
        assertThat(only(2, 2, 1)).containsExactly(0, 64 * scale, 128 * scale, 1);
        assertThat(only(2, 2, 3)).startsWith(0, 0, 0, 64 * scale, 64 * scale, 64 * scale);
    }

    @Test
    void coloursBecomeChannelsOrGrey() throws IOException {
        put("a/1.png", encoded(picture(BufferedImage.TYPE_INT_RGB, 2, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff), "png"));
        assertThat(only(2, 2, 3)).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1);
        assertThat(only(2, 2, 1)).containsExactly(new float[] {0.2989f, 0.587f, 0.114f, 0.9999f}, within(1e-6f));
    }

    @Test
    void palettesDeepGreyAndTransparencyAreRead() throws IOException {
        put("a/1.png", encoded(picture(BufferedImage.TYPE_BYTE_BINARY, 2, 0, 0xffffff), "png"));
        assertThat(only(1, 2, 1)).containsExactly(0, 1);
        put("a/1.png", encoded(picture(BufferedImage.TYPE_INT_ARGB, 1, 0x00ff0000), "png"));
        assertThat(only(1, 1, 3)).containsExactly(1, 0, 0);
        var deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x8000);
        put("a/1.png", encoded(deep, "png"));
        assertThat(only(1, 1, 1)).containsExactly(new float[] {0x8000 / 65535f}, within(1e-7f));
    }

    @Test
    void resizesBetweenTheCentresOfPixels() throws IOException {
        put("a/1.png", encoded(grey(2, 0, 255), "png"));
        // tf.image.resize([[0, 1]], [1, 4]) is [[0, 0.25, 0.75, 1]].
        assertThat(only(1, 4, 1)).containsExactly(new float[] {0, 0.25f, 0.75f, 1}, within(1e-6f));
        assertThat(only(3, 1, 1)).containsExactly(new float[] {0.5f, 0.5f, 0.5f}, within(1e-6f));
        put("a/1.png", encoded(grey(1, 0, 100, 200, 255), "png"));
        // Halving takes the mean of two; going up, every row between two of the picture's.
        assertThat(only(2, 1, 1)).containsExactly(new float[] {50 / 255f, 227.5f / 255f}, within(1e-6f));
        assertThat(only(8, 1, 1))
                .containsExactly(
                        new float[] {0, 25 / 255f, 75 / 255f, 125 / 255f, 175 / 255f, 213.75f / 255f, 241.25f / 255f, 1
                        },
                        within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aTruncatedPictureIsNamedWhereverItEnds(String format) throws IOException {
        var whole = encoded(noise(24), format);
        put("a/1." + format, whole);
        assertThat(only(24, 24, 3)).hasSize(24 * 24 * 3);
        for (int length = 0; length < whole.length; length += 7) {
            put("a/1." + format, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> only(24, 24, 3))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("1." + format);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void damageIsATypedErrorOrAPicture(String format) throws IOException {
        var whole = encoded(noise(16), format);
        var random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            var damaged = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int k = 0; k < changes; k++) {
                damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
            }
            put("a/1." + format, damaged);
            try {
                assertThat(only(4, 4, 3)).hasSize(48);
            } catch (LaminaException e) {
                assertThat(e).hasMessageContaining("1." + format);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void sizesThatAPictureClaimsAreCheckedBeforeMemoryIsTaken() throws IOException {
        var png = encoded(grey(1, 0), "png");
        // Width and height of the header, which the decoder does not check by its sum.
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        put("a/1.png", png);
        assertThatThrownBy(() -> only(1, 1, 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("1.png", "100000 x 100000");
        var jpeg = encoded(grey(1, 0), "jpeg");
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65_000).putShort(i + 7, (short) 65_000);
            }
        }
        put("a/1.png", jpeg);
        assertThatThrownBy(() -> only(1, 1, 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("65000 x 65000");
    }

    @Test
    void whatIsNoPictureIsNotTriedAsOne() throws IOException {
        put("a/1.png", "no picture".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> only(1, 1, 1))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("no PNG, JPEG, GIF or BMP");
        var images = ImageFolder.open(folder, 1, 1, 1);
        Files.delete(folder.resolve("a/1.png"));
        var source = Pipeline.of(images).batch(1).prefetch(1);
        try (var cursor = source.open(0, 0)) {
            assertThatThrownBy(cursor::next).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void gifAndBmpArePicturesToo() throws IOException {
        put("a/1.gif", encoded(picture(BufferedImage.TYPE_BYTE_BINARY, 1, 0xffffff), "gif"));
        put("a/2.bmp", encoded(picture(BufferedImage.TYPE_INT_RGB, 1, 0xff0000), "bmp"));
        assertThat(PipelineTest.drain(Pipeline.of(ImageFolder.open(folder, 1, 1, 3))
                                .batch(2)
                                .open(0, 0))
                        .getFirst()
                        .getFirst()
                        .floats())
                .containsExactly(1, 1, 1, 1, 0, 0);
    }

    @Test
    void picturesOfKindsThatAreNotReadAreNotPassedOver() throws IOException {
        put("a/1.png", encoded(grey(1, 0), "png"));
        put("a/2.WebP", new byte[] {1});
        assertThatThrownBy(() -> ImageFolder.open(folder, 1, 1, 1))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContainingAll("2.WebP", "convert");
    }

    @Test
    void picturesAreUprightUnlessTakenAsStored() throws IOException {
        // TIFF with the one tag Orientation, 6: the first row is the right side of what is seen.
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
        put("a/1.png", PngFiles.file(new int[][] {{0, 255}}, 1, 8, 0, false, PngFiles.chunk("eXIf", exif)));
        assertThat(only(2, 1, 1)).containsExactly(0, 1);
        var stored = ImageFolder.open(folder, 1, 2, 1).asStored();
        assertThat(PipelineTest.drain(Pipeline.of(stored).batch(1).open(0, 0))
                        .getFirst()
                        .getFirst()
                        .floats())
                .containsExactly(0, 1);
    }

    @Test
    void foldersWithoutPicturesAndSizesOutOfRangeAreRefused() throws IOException {
        assertThatThrownBy(() -> ImageFolder.open(folder.resolve("none"), 1, 1, 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ImageFolder.open(folder, 1, 1, 1)).isInstanceOf(NotFoundException.class);
        put("a/1.png", encoded(grey(1, 0), "png"));
        Files.createDirectory(folder.resolve("b"));
        assertThatThrownBy(() -> ImageFolder.open(folder, 1, 1, 1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(folder.resolve("b").toString());
        assertThatThrownBy(() -> ImageFolder.open(folder.resolve("a/1.png"), 1, 1, 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ImageFolder.open(folder, 0, 1, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> ImageFolder.open(folder, 1, 1, 2)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> ImageFolder.open(folder, 1 << 20, 1 << 20, 3))
                .isInstanceOf(ResourceExhaustedException.class);
    }
}
