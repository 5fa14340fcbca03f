package dev.lamina.data.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.PictureFile;
import dev.lamina.error.DataLossException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Op;
import dev.lamina.graph.Scope;
import dev.lamina.op.Operations;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
