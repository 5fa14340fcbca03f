package dev.lamina.data.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.PictureFile;
import dev.lamina.error.DataLossException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Op;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Scope;
import dev.lamina.op.Operations;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureOperationsTest {
    private static Path file(String name) {
        return Path.of("src/test/resources/dev/lamina/data/pictures", name);
    }

    private static Tensor decoded(Op op, byte[] contents) {
        Scope scope = Scope.of(new Graph());
        Tensor scalar = Tensor.wrap(DType.STRING, new byte[][] {contents}, Shape.scalar());
        try (Session session = new Session(scope.graph())) {
            return session.run(scope.output(op, Const.of(scope, scalar)));
        }
    }

    private static void areThoseOf(Tensor pixels, String name, int channels) {
        Tensor expected = PictureFile.of(file(name)).asStored().read(channels);
        assertThat(pixels.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < pixels.size(); i++) {
            assertThat(pixels.buffer().asLong(i)).isEqualTo(Math.round(expected.floats()[i] * 255));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "h2v1.jpg", "restart.jpg"})
    void jpegHasThePixelsOfTheFile(String name) throws IOException {
        byte[] contents = Files.readAllBytes(file(name));
        areThoseOf(decoded(new DecodeJpeg(3, 1, true, false, 1, ""), contents), name, 3);
        areThoseOf(decoded(new DecodeImage(3, DType.UINT8, true), contents), name, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1v1.png", "h2v2.png"})
    void pngHasThePixelsOfTheFile(String name) throws IOException {
        byte[] contents = Files.readAllBytes(file(name));
        areThoseOf(decoded(new DecodePng(3, DType.UINT8), contents), name, 3);
    }

    @Test
    void channelsAreThoseOfTheFileIfNoneAreWanted() throws IOException {
        Tensor grey = decoded(new DecodePng(0, DType.UINT8), Files.readAllBytes(file("grey.png")));
        assertThat(grey.shape().dim(2)).isEqualTo(1);
        areThoseOf(grey, "grey.png", 1);
        Tensor colours = decoded(new DecodeJpeg(0, 1, true, false, 1, ""), Files.readAllBytes(file("rgb.jpg")));
        assertThat(colours.shape().dim(2)).isEqualTo(3);
    }

    @Test
    void sixteenBitsAreAllOfEight() throws IOException {
        byte[] contents = Files.readAllBytes(file("grey.png"));
        Tensor bytes = decoded(new DecodePng(1, DType.UINT8), contents);
        Tensor wide = decoded(new DecodePng(1, DType.UINT16), contents);
        for (int i = 0; i < bytes.size(); i++) {
            assertThat(wide.buffer().asLong(i)).isEqualTo(257 * bytes.buffer().asLong(i));
        }
    }

    private static Tensor slopes(int channels) {
        Tensor image = Tensor.zeros(DType.UINT8, Shape.of(24, 40, channels));
        for (int i = 0; i < image.size(); i++) {
            int channel = i % channels;
            int column = i / channels % 40;
            int row = i / channels / 40;
            image.buffer().bytes()[i] = (byte) (channel == 0 ? 4 * column : channel == 1 ? 8 * row : 200 - 3 * column);
        }
        return image;
    }

    private static byte[] encoded(Op op, Tensor... inputs) {
        Scope scope = Scope.of(new Graph());
        var operands = Stream.of(inputs).map(each -> Const.of(scope, each)).toArray(Operand[]::new);
        try (Session session = new Session(scope.graph())) {
            return session.run(scope.output(op, operands)).buffer().strings()[0];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatIsEncodedIsNearlyThePictureAgain(int channels) {
        Tensor image = slopes(channels);
        Op fine = new EncodeJpeg("", 100, false, false, false, "in", 300, 300, "");
        Op coarse = new EncodeJpeg("", 10, true, true, true, "in", 300, 300, "");
        byte[] large = encoded(fine, image);
        byte[] small = encoded(coarse, image);
        assertThat(small).hasSizeLessThan(large.length);
        isNearly(decoded(new DecodeJpeg(channels, 1, true, false, 1, ""), large), image, 4);
        isNearly(decoded(new DecodeJpeg(channels, 1, true, false, 1, ""), small), image, 60);
        assertThat(encoded(new EncodeJpeg.EncodeJpegVariableQuality(), image, Tensor.of(95)))
                .isEqualTo(encoded(new EncodeJpeg("", 95, false, false, true, "in", 300, 300, ""), image));
    }

    private static void isNearly(Tensor actual, Tensor expected, int difference) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.buffer().asLong(i))
                    .isBetween(
                            expected.buffer().asLong(i) - difference,
                            expected.buffer().asLong(i) + difference);
        }
    }

    @Test
    void aJpegFileSaysHowDenseItsPixelsAreAndWhatIsToldOfIt() {
        Op op = new EncodeJpeg("rgb", 95, false, false, true, "cm", 72, 258, "<told/>");
        byte[] file = encoded(op, slopes(3));
        // JFIF: marker, length, name, version, unit, densities.
        assertThat(Arrays.copyOfRange(file, 13, 18)).containsExactly(2, 0, 72, 1, 2);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("http://ns.adobe.com/xap/1.0/\0<told/>");
        isNearly(decoded(new DecodeJpeg(3, 1, true, false, 1, ""), file), slopes(3), 12);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> decoded(new DecodePng(0, DType.UINT8), new byte[] {1, 2, 3}))
                .isInstanceOf(DataLossException.class);
        assertThatThrownBy(() -> decoded(new DecodeJpeg(0, 1, true, false, 1, ""), new byte[0]))
                .isInstanceOf(DataLossException.class);
    }

    @Test
    void graphsFindThem() {
        assertThat(Operations.find("DecodeJpeg")).contains(DecodeJpeg.class);
        assertThat(Operations.find("DecodePng")).contains(DecodePng.class);
        assertThat(Operations.find("DecodeImage")).contains(DecodeImage.class);
    }
}
