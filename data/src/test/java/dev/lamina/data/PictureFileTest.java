package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.DataLossException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    private static final float BYTE = (float) (1.0 / 255.0);

    @TempDir
    Path folder;

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(PictureFileTest.class.getResource("pictures/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Path put(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static float[] rgb(Path file) {
        return PictureFile.of(file).read(3).floats();
    }

    /** Each JPEG lies beside the PNG of what libjpeg-turbo's djpeg made of it, inks as TensorFlow makes colours of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h1v1",
                "h2v1",
                "h2v2",
                "h1v2",
                "h4v1",
                "progressive",
                "restart",
                "grey",
                "rgb",
                "bare",
                "cmyk",
                "cmyk-plain",
                "ycck"
            })
    void jpegIsAsLibjpegGivesIt(String name) {
        assertThat(rgb(resource(name + ".jpg"))).isEqualTo(rgb(resource(name + ".png")));
    }

    @ParameterizedTest
    @CsvSource({"h2v2, 1000", "h2v2, 1004", "grey, 1003", "grey, 1000", "cmyk, 1000", "rgb, 1001"})
    void coloursAreNotManagedByAProfile(String name, int space) throws IOException {
        assertThat(ColorSpace.CS_sRGB).isEqualTo(1000);
        var profile = ICC_Profile.getInstance(space).getData();
        var content = new ByteArrayOutputStream();
        content.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(profile);
        var plain = resource(name + ".jpg");
        var file = put("p.jpg", withSegment(Files.readAllBytes(plain), 0xe2, content.toByteArray()));
        assertThat(rgb(file)).isEqualTo(rgb(plain));

        var png = PngFiles.file(new int[][] {{1, 128}}, 1, 8, 0, false, gamma(), iccp(profile));
        assertThat(rgb(put("p.png", png))).containsExactly(rgb(1, 1, 1, 128, 128, 128));
    }

    static byte[] gamma() {
        return PngFiles.chunk("gAMA", new byte[] {0, 1, (byte) 0x86, (byte) 0xa0});
    }

    private static byte[] iccp(byte[] profile) {
        var content = new ByteArrayOutputStream();
        content.writeBytes("icc\0\0".getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(PngFiles.deflated(profile));
        return PngFiles.chunk("iCCP", content.toByteArray());
    }

    private static float[] rgb(int... bytes) {
        var floats = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = bytes[i] * BYTE;
        }
        return floats;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "0, 1, 2",
        "0, 1, 4",
        "0, 1, 8",
        "0, 1, 16",
        "4, 2, 8",
        "4, 2, 16",
        "2, 3, 8",
        "2, 3, 16",
        "6, 4, 8",
        "6, 4, 16",
        "3, 1, 1",
        "3, 1, 2",
        "3, 1, 4",
        "3, 1, 8"
    })
    void pngIsExactOfEveryKind(int type, int channels, int bits) throws IOException {
        var random = new Random(bits);
        int most = (1 << bits) - 1;
        var samples = new int[11][13 * channels];
        for (var row : samples) {
            Arrays.setAll(row, _ -> random.nextInt(most + 1));
        }
        var palette = new byte[3 * (most + 1)];
        random.nextBytes(palette);
        byte[][] chunks = type == 3 ? new byte[][] {PngFiles.chunk("PLTE", palette)} : new byte[0][];
        int colours = type == 0 || type == 4 ? 1 : 3;
        float scale = (float) (1.0 / most);
        for (boolean interlaced : new boolean[] {false, true}) {
            var file = put("a.png", PngFiles.file(samples, channels, bits, type, interlaced, chunks));
            var picture = PictureFile.of(file).read(4);
            assertThat(picture.shape().dims()).containsExactly(11, 13, 4);
            for (int i = 0; i < 11 * 13; i++) {
                int[] row = samples[i / 13];
                int at = i % 13 * channels;
                for (int c = 0; c < 3; c++) {
                    float expected = type == 3
                            ? (palette[3 * row[at] + c] & 0xff) * BYTE
                            : row[at + Math.min(c, colours - 1)] * scale;
                    assertThat(picture.floats()[4 * i + c]).isEqualTo(expected);
                }
                boolean hasAlpha = type == 4 || type == 6;
                assertThat(picture.floats()[4 * i + 3]).isEqualTo(hasAlpha ? row[at + channels - 1] * scale : 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "0, 1, 2", "0, 1, 4", "0, 1, 8", "0, 1, 16", "2, 3, 8", "2, 3, 16"})
    void aTransparentColourKeepsItsSamples(int type, int channels, int bits) throws IOException {
        int most = (1 << bits) - 1;
        var samples = new int[1][2 * channels];
        Arrays.fill(samples[0], 0, channels, most);
        var colour = ByteBuffer.allocate(2 * channels);
        while (colour.hasRemaining()) {
            colour.putShort((short) most);
        }
        var file = put(
                "a.png", PngFiles.file(samples, channels, bits, type, false, PngFiles.chunk("tRNS", colour.array())));
        assertThat(PictureFile.of(file).read(4).floats()).containsExactly(1, 1, 1, 0, 0, 0, 0, 1);
        assertThat(PictureFile.of(file).read(2).floats()).containsExactly(new float[] {1, 0, 0, 1}, within(2e-4f));
    }

    @Test
    void transparencyOfAPaletteIsOpacity() throws IOException {
        var palette = PngFiles.chunk("PLTE", new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0});
        var opacity = PngFiles.chunk("tRNS", new byte[] {51});
        var file = put("a.png", PngFiles.file(new int[][] {{0, 1}}, 1, 8, 3, false, palette, opacity));
        assertThat(PictureFile.of(file).read(4).floats()).containsExactly(1, 0, 0, 51 * BYTE, 0, 1, 0, 1);
        assertThat(rgb(file)).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void theScreenOfAGifIsBlackWhereItsFirstPictureIsNot() throws IOException {
        var colours = new IndexColorModel(
                2, 3, new byte[] {9, (byte) 255, 0}, new byte[] {8, 0, (byte) 255}, new byte[] {7, 0, 0}, 0);
        var picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
        picture.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 1});
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "gif", out)).isTrue();
        var gif = out.toByteArray();
        assertThat(PictureFile.of(put("a.gif", gif)).read(4).floats()).containsExactly(0, 0, 0, 0, 1, 0, 0, 1);
        gif[6] = 3; // the screen's width, and where on it the picture begins
        int descriptor = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0\2\0\1\0");
        gif[descriptor + 1] = 1;
        assertThat(PictureFile.of(put("a.gif", gif)).read(4).floats())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1);
        for (int length = 0; length < descriptor + 10; length++) {
            var cut = put("a.gif", Arrays.copyOf(gif, length));
            assertThatThrownBy(() -> rgb(cut))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("a.gif");
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_555_RGB
            })
    void bmpIsExact(int type) throws IOException {
        var picture = new BufferedImage(3, 2, type);
        int[] colours = {0, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00};
        for (int i = 0; i < 6; i++) {
            boolean isGrey = type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_BYTE_BINARY;
            picture.setRGB(i % 3, i / 3, isGrey ? colours[i % 2] : colours[i]);
            colours[i] = isGrey ? colours[i % 2] : colours[i];
        }
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "bmp", out)).isTrue();
        var expected = new float[18];
        for (int i = 0; i < 18; i++) {
            expected[i] = (colours[i / 3] >> (16 - i % 3 * 8) & 0xff) * BYTE;
        }
        assertThat(rgb(put("a.bmp", out.toByteArray()))).containsExactly(expected);
        for (int length = 0; length < out.size(); length++) {
            var cut = put("a.bmp", Arrays.copyOf(out.toByteArray(), length));
            assertThatThrownBy(() -> rgb(cut))
                    .as("%d of %d bytes", length, out.size())
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("a.bmp");
        }
    }

    @Test
    void isTurnedAsItWasHeldUnlessAskedNotTo() throws IOException {
        var plain = PictureFile.of(resource("h2v1.jpg")).read(1);
        int height = (int) plain.shape().dim(0);
        int width = (int) plain.shape().dim(1);
        for (int orientation = 0; orientation <= 9; orientation++) {
            for (boolean little : new boolean[] {false, true}) {
                var bytes = Files.readAllBytes(resource("h2v1.jpg"));
                var file = put("a.jpg", withSegment(bytes, 0xe1, exif(orientation, little)));
                assertThat(PictureFile.of(file).asStored().read(1)).isEqualTo(plain);
                var upright = PictureFile.of(file).read(1);
                boolean turned = orientation >= 5 && orientation <= 8;
                assertThat(upright.shape().dims()).containsExactly(turned ? width : height, turned ? height : width, 1);
                for (int y = 0; y < upright.shape().dim(0); y++) {
                    for (int x = 0; x < upright.shape().dim(1); x++) {
                        int stored = switch (orientation) {
                            case 2 -> y * width + width - 1 - x;
                            case 3 -> (height - 1 - y) * width + width - 1 - x;
                            case 4 -> (height - 1 - y) * width + x;
                            case 5 -> x * width + y;
                            case 6 -> (height - 1 - x) * width + y;
                            case 7 -> (height - 1 - x) * width + width - 1 - y;
                            case 8 -> x * width + width - 1 - y;
                            default -> y * width + x;
                        };
                        assertThat(upright.floats()[y * (int) upright.shape().dim(1) + x])
                                .isEqualTo(plain.floats()[stored]);
                    }
                }
            }
        }
        var tiff = Arrays.copyOfRange(exif(6, true), 6, exif(6, true).length);
        var png = put("a.png", PngFiles.file(new int[][] {{1, 2}}, 1, 8, 0, false, PngFiles.chunk("eXIf", tiff)));
        assertThat(PictureFile.of(png).read(1).shape().dims()).containsExactly(2, 1, 1);
    }

    @Test
    void damagedExifTurnsNothing() throws IOException {
        var plain = PictureFile.of(resource("h2v1.jpg")).read(1);
        var bytes = Files.readAllBytes(resource("h2v1.jpg"));
        var exif = exif(1, true);
        for (int i = 0; i < exif.length; i++) {
            for (int length : new int[] {i, exif.length}) {
                var damaged = Arrays.copyOf(exif, length);
                if (length > i) {
                    damaged[i] ^= (byte) 0xf0;
                }
                var file = put("a.jpg", withSegment(bytes, 0xe1, damaged));
                assertThat(PictureFile.of(file).read(1)).isEqualTo(plain);
            }
        }
    }

    private static byte[] exif(int orientation, boolean little) {
        var tiff =
                ByteBuffer.allocate(6 + 8 + 2 + 24 + 4).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x100).putShort((short) 4).putInt(1).putInt(7);
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var out = ByteBuffer.allocate(jpeg.length + 4 + content.length);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2));
        return out.put(content).put(jpeg, 2, jpeg.length - 2).array();
    }
}
