package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensorflow.EventWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {
    @TempDir
    private Path folder;

    private Path run(String name, String... tags) {
        Path run = folder.resolve(name);
        try (EventWriter writer = EventWriter.open(run)) {
            for (String tag : tags) {
                for (long step = 1; step <= 4; step++) {
                    writer.addScalar(tag, 1f / step, step);
                }
                writer.addScalar(tag, 0.5f, 4); // as a resumed training does: it takes the other's place
            }
        }
        return run;
    }

    @Test
    void chartATagAndALineARun() throws IOException {
        Path one = run("one", "loss", "accuracy");
        Path two = run("two", "loss");
        Path file = folder.resolve("curves.png");
        Lamina lamina = Lamina.run("plot", one.toString(), two.toString(), "--out", file.toString());
        assertThat(lamina.err()).isEmpty();
        assertThat(lamina.out().lines())
                .containsExactly(
                        "accuracy: " + one + ", 4 points",
                        "loss: " + one + ", 4 points",
                        "loss: " + two + ", 4 points",
                        "drawn in " + file);
        var picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(picture.getHeight()).isEqualTo(2 * 540);
    }

    @Test
    void svgHasTheSameSize() throws IOException {
        run("one", "loss");
        Path file = folder.resolve("curves.svg");
        assertThat(Lamina.run("plot", folder.toString(), "--out", file.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file))
                .containsPattern("<svg[^>]* width=\"960\"")
                .containsPattern("<svg[^>]* height=\"540\"")
                .contains("<path");
    }

    @Test
    void halfAnEventAtTheEndIsToldAndLost() throws IOException {
        Path run = run("one", "loss");
        try (Stream<Path> files = Files.list(run)) {
            Path file = files.findFirst().orElseThrow();
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        }
        Lamina lamina = Lamina.run(
                "plot", run.toString(), "--out", folder.resolve("curves.png").toString());
        assertThat(lamina.exitCode()).isZero();
        assertThat(lamina.err()).contains("ends within an event");
        assertThat(lamina.out()).contains("loss: " + run + ", 4 points");
        try (Stream<Path> files = Files.list(run)) {
            String file = files.findFirst().orElseThrow().toString();
            assertThat(Lamina.run(
                                    "plot",
                                    file,
                                    "--out",
                                    folder.resolve("curves.png").toString())
                            .out())
                    .contains("loss: " + file + ", 4 points");
        }
    }

    @Test
    void folderWithoutEventsFails() {
        Lamina lamina = Lamina.run("plot", folder.toString());
        assertThat(lamina.exitCode()).isEqualTo(1);
        assertThat(lamina.err()).contains("no event file").contains(folder.toString());
    }

    @Test
    void otherKindsOfPicturesAreRefused() {
        Lamina lamina = Lamina.run("plot", folder.toString(), "--out", "curves.gif");
        assertThat(lamina.exitCode()).isEqualTo(2);
        assertThat(lamina.err()).contains(".png or .svg, got curves.gif");
    }
}
