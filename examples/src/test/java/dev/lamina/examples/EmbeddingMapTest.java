package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingMapTest {
    @TempDir
    private Path folder;

    @Test
    void classesLieApart() throws IOException {
        check(2, 40, "--examples", "5000", "--epochs", "2");
    }

    @Test
    @Tag("slow")
    void classesLieApartOfMorePictures() throws IOException {
        check(3, 40, "--examples", "20000", "--epochs", "3");
    }

    private void check(int epochs, double nearest, String... options) throws IOException {
        var file = folder.resolve("map.png");
        var all = Stream.concat(Stream.of(options), Stream.of("--picture", file.toString()))
                .toArray(String[]::new);
        var printed = Printed.by(() -> new EmbeddingMap().main(all));
        double[] costs = printed.after("cost= ");
        assertThat(costs).hasSize(epochs);
        assertThat(costs[epochs - 1]).isLessThan(costs[0]);
        assertThat(printed.last("directions show ")).isBetween(2 * 100 / 16.0, 100.0);
        assertThat(printed.last("on the map: ")).isBetween(nearest, 100.0);
        var image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(560);
        long colours = IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(10);
    }

    @Test
    void nearestIsTheMeanOfTheClass() {
        int[] classes = {0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        var points = new float[12][2];
        for (int i = 0; i < points.length; i++) {
            points[i] = new float[] {10 * classes[i], classes[i]};
        }
        assertThat(EmbeddingMap.nearest(Tensor.of(points), classes)).isEqualTo(1);
        points[0] = new float[] {14, 1}; // the mean of its class is then at 7, that of the other at 10
        assertThat(EmbeddingMap.nearest(Tensor.of(points), classes)).isEqualTo(11 / 12.0);
    }

    @Test
    void whatCannotBeWrittenIsTold() {
        var file = folder.resolve("no/map.png").toString();
        assertThatThrownBy(() -> new EmbeddingMap().main("--examples", "100", "--epochs", "1", "--picture", file))
                .hasMessage("cannot write " + file);
    }
}
