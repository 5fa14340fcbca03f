package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that are damaged, cut short, hostile or of kinds that are not read. */
class DamagedPictureTest {
    @TempDir
    Path folder;

    private Path put(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static float[] rgb(Path file) {
        return PictureFile.of(file).read(3).floats();
    }

    @Test
    void aPngIsCheckedByItsSums() throws IOException {
        var png = PngFiles.file(new int[][] {{1, 2, 3}}, 1, 8, 0, false, PictureFileTest.gamma());
        for (int i = 8; i < png.length; i++) {
            var damaged = png.clone();
            damaged[i] ^= 1;
            boolean ofGamma = i >= 33 && i < 49;
            if (!ofGamma) {
                var file = put("a.png", damaged);
                assertThatThrownBy(() -> rgb(file)).as("byte %d", i).hasMessageContaining("a.png");
            }
        }
        for (int length = 0; length < png.length; length++) {
            var cut = put("a.png", Arrays.copyOf(png, length));
            assertThatThrownBy(() -> rgb(cut)).isInstanceOf(DataLossException.class);
        }
    }

    @Test
    void aClaimThatTheBytesCannotHoldTakesNoMemory() throws IOException {
        var png = PngFiles.file(new int[][] {{1}}, 1, 8, 0, false);
        var header =
                ByteBuffer.allocate(13).putInt(8000).putInt(8000).put((byte) 16).put((byte) 6);
        byte[] claim = PngFiles.chunk("IHDR", header.array());
        System.arraycopy(claim, 0, png, 8, claim.length);
        var file = put("a.png", png);
        assertThatThrownBy(() -> rgb(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("a.png", "cannot hold 8000 x 8000");
        var jpeg = Files.readAllBytes(PictureFileTest.resource("grey.jpg"));
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 8000).putShort(i + 7, (short) 8000);
            }
        }
        var other = put("a.jpg", jpeg);
        assertThatThrownBy(() -> rgb(other))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("a.jpg", "cannot hold 8000 x 8000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RIFF....WEBPVP8 |WebP",
                "....ftypheic....|HEIC",
                "....ftypavif....|AVIF",
                "II*.............|TIFF",
                "MM.*............|TIFF",
                "8BPS............|Photoshop",
                "<svg xmlns='...'|SVG"
            })
    void whatIsNotReadIsNamedWithWhatToDo(String start, String name) throws IOException {
        var file = put("a.png", start.replace('.', '\0').getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> rgb(file))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContainingAll("a.png", name, "convert");
    }

    @ParameterizedTest
    @CsvSource({"c3, lossless", "c9, arithmetic", "c5, hierarchical", "f7, JPEG-LS"})
    void jpegsThatAreNotReadAreNamed(String marker, String name) throws IOException {
        var jpeg = Files.readAllBytes(PictureFileTest.resource("grey.jpg"));
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                jpeg[i + 1] = (byte) Integer.parseInt(marker, 16);
            }
        }
        var file = put("a.jpg", jpeg);
        assertThatThrownBy(() -> rgb(file))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContainingAll("a.jpg", name);
    }

    @Test
    void jpegIsTruncatedWhereverItEnds() throws IOException {
        for (var name : new String[] {"h2v2.jpg", "progressive.jpg", "cmyk.jpg"}) {
            var whole = Files.readAllBytes(PictureFileTest.resource(name));
            for (int length = whole.length - 1; length >= 0; length -= 1 + (whole.length - length) / 7) {
                var cut = put("cut.jpg", Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> rgb(cut))
                        .as("%d of %d bytes of %s", length, whole.length, name)
                        .isInstanceOf(DataLossException.class)
                        .hasMessageContaining("cut.jpg");
            }
        }
    }

    @Test
    void whatIsNoPictureIsTold() throws IOException {
        var file = put("a.png", "hello, world".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> rgb(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("a.png", "no PNG, JPEG, GIF or BMP");
        assertThatThrownBy(() -> rgb(folder))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("not a file");
        assertThatThrownBy(() -> rgb(folder.resolve("none.png"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        PictureFile.of(PictureFileTest.resource("grey.jpg")).read(5))
                .isInstanceOf(InvalidArgumentException.class);
    }
}
