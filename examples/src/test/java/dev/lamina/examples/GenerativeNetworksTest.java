package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks that make pictures. */
class GenerativeNetworksTest {
    private static final int STEP = 2 * 28 + 2;

    @TempDir
    private Path folder;

    @Test
    void autoencoderKeepsWhatPicturesDifferBy() throws IOException {
        autoencoder(0.5, 2, "--examples", "5000", "--epochs", "2");
    }

    @Test
    @Tag("slow")
    void autoencoderOfMorePictures() throws IOException {
        autoencoder(0.25, 3, "--examples", "15000", "--epochs", "3");
    }

    private void autoencoder(double share, int epochs, String... options) throws IOException {
        var printed = Printed.by(() -> new ConvolutionalAutoencoder().main(withPicture(options)));
        double[] errors = printed.after("error= ");
        assertThat(errors).hasSize(epochs);
        assertThat(errors[epochs - 1])
                .isLessThan(errors[0])
                .isLessThan(share * printed.last("mean picture has an error of "));
        // What was made looks like the picture above it, and not like the one beside that.
        Raster sheet = sheet(6);
        double own = 0;
        double other = 0;
        for (int column = 0; column < 9; column++) {
            own += distance(sheet, 0, column, 1, column);
            other += distance(sheet, 0, column + 1, 1, column);
        }
        assertThat(own).isLessThan(other / 2);
    }

    @Test
    void variationalAutoencoderLearns() throws IOException {
        variationalAutoencoder(0.95, 2, "--examples", "3000", "--epochs", "2");
    }

    @Test
    @Tag("slow")
    void variationalAutoencoderOfMorePictures() throws IOException {
        variationalAutoencoder(1, 3, "--examples", "10000", "--epochs", "3");
    }

    private void variationalAutoencoder(double share, int epochs, String... options) throws IOException {
        var printed = Printed.by(() -> new VariationalAutoencoder().main(withPicture(options)));
        double[] pictures = printed.after("picture= ");
        assertThat(pictures).hasSize(epochs);
        assertThat(pictures[epochs - 1]).isLessThan(share * pictures[0]);
        assertThat(DoubleStream.of(printed.after("code= "))).allMatch(nats -> nats > 1);
        // A walk begins at what the code of the first picture gives, and ends at that of the second.
        Raster sheet = sheet(6);
        assertThat(distance(sheet, 1, 0, 3, 0)).isZero();
        assertThat(distance(sheet, 1, 9, 3, 9)).isZero();
        assertThat(distance(sheet, 1, 0, 3, 9)).isPositive();
    }

    @Test
    void walkGoesStraight() {
        var codes = new float[2][10];
        codes[1][3] = 9;
        float[] steps = VariationalAutoencoder.steps(Tensor.of(codes), 0, 1).floats();
        for (int step = 0; step < 10; step++) {
            assertThat(steps[10 * step + 3]).isEqualTo(step);
            assertThat(steps[10 * step + 4]).isZero();
        }
    }

    @Test
    void adversariesLearn() throws IOException {
        adversaries(0.75, 3, "--examples", "1500", "--epochs", "3");
    }

    @Test
    @Tag("slow")
    void adversariesOfMorePictures() throws IOException {
        adversaries(0.75, 3, "--examples", "4000", "--epochs", "3");
    }

    /** Pictures are black at their corners; those made before the training are not. */
    private void adversaries(double share, int epochs, String... options) throws IOException {
        var printed = Printed.by(() -> new GenerativeAdversarialNetwork().main(withPicture(options)));
        assertThat(DoubleStream.of(printed.after("telling= "))).hasSize(epochs).allMatch(cost -> cost > 0 && cost < 2);
        assertThat(DoubleStream.of(printed.after("fooling= "))).hasSize(epochs).allMatch(cost -> cost > 0 && cost < 20);
        Raster sheet = sheet(epochs + 3);
        assertThat(corners(sheet, epochs)).isLessThan(share * corners(sheet, 0));
    }

    private String[] withPicture(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--picture", folder.resolve("sheet.png").toString()));
        return all.toArray(String[]::new);
    }

    private Raster sheet(int rows) throws IOException {
        var image = ImageIO.read(folder.resolve("sheet.png").toFile());
        assertThat(image.getWidth()).isEqualTo(10 * STEP + 2);
        assertThat(image.getHeight()).isEqualTo(rows * STEP + 2);
        return image.getRaster();
    }

    private static double corners(Raster sheet, int row) {
        double sum = 0;
        for (int column = 0; column < 10; column++) {
            sum += sheet.getSample(2 + STEP * column, 2 + STEP * row, 0);
        }
        return sum;
    }

    private static double distance(Raster sheet, int row, int column, int otherRow, int otherColumn) {
        double sum = 0;
        for (int y = 2; y < STEP; y += 2) {
            for (int x = 2; x < STEP; x += 2) {
                double difference = sheet.getSample(STEP * column + x, STEP * row + y, 0)
                        - sheet.getSample(STEP * otherColumn + x, STEP * otherRow + y, 0);
                sum += difference * difference;
            }
        }
        return sum;
    }
}
