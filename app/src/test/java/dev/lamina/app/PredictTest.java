package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.Saver;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Training, saving, evaluating and predicting, with {@link TinyImages}. */
class PredictTest {
    @TempDir
    private static Path folder;

    private static double testAccuracy;
    private static Lamina trained = new Lamina(-1, "", "");

    @BeforeAll
    static void train() throws IOException {
        TinyImages.write(folder);
        trained = Lamina.run(
                "train",
                "--data",
                folder.toString(),
                "--hidden",
                "16",
                "--epochs",
                "6",
                "--batch",
                "10",
                "--json",
                "--save",
                path("models/tiny"));
        assertThat(trained.exitCode()).isZero();
        testAccuracy = trained.jsonLines().getLast().get("test_accuracy").doubleValue();
    }

    @Test
    void trainSaysWhereItSaved() {
        assertThat(trained.err()).isEqualTo("saved as " + path("models/tiny") + System.lineSeparator());
        assertThat(folder.resolve("models")).isDirectoryContaining("glob:**tiny.index");
        assertThat(folder.resolve("models")).isDirectoryContaining("glob:**tiny.meta");
    }

    @Test
    void evaluationIsThatOfTheTraining() {
        Lamina evaluated = Lamina.run("evaluate", "--model", path("models/tiny"), "--json");
        assertThat(evaluated.exitCode()).isZero();
        JsonNode result = evaluated.jsonLines().getFirst();
        assertThat(result.get("test_accuracy").doubleValue())
                .isEqualTo(testAccuracy)
                .isGreaterThan(0.9);
        assertThat(result.get("examples").intValue()).isEqualTo(TinyImages.TEST);
        Lamina text = Lamina.run("evaluate", "--model", path("models/tiny"), "--data", folder.toString());
        assertThat(text.out()).matches("test accuracy \\d+\\.\\d\\d% of 60 images\\R");
    }

    @Test
    void evaluationOfOtherImagesIsRefused() {
        Lamina evaluated = Lamina.run("evaluate", "--model", path("models/tiny"), "--data", "fashion-mnist");
        assertThat(evaluated.exitCode()).isEqualTo(1);
        assertThat(evaluated.err())
                .contains("the model knows images of 6x6 pixels in 3 classes, but these are of 28x28");
        assertThat(Lamina.run("evaluate", "--model", path("models/tiny"), "--data", path("none"))
                        .exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 6, png, false",
        "6, 6, png, true",
        "60, 60, png, false",
        "61, 47, jpg, true",
        "3, 3, png, false",
        "200, 300, jpg, false"
    })
    void picturesOfAnySizeAndPolarityAreRecognised(int height, int width, String format, boolean light)
            throws IOException {
        for (int type : List.of(BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB)) {
            for (int bright = 0; bright < TinyImages.CLASSES; bright++) {
                Path file = picture("stripe", height, width, format, light, bright, type);
                Lamina predicted = predict(file.toString(), "--json");
                assertThat(predicted.exitCode()).isZero();
                JsonNode result = predicted.jsonLines().getFirst();
                assertThat(result.get("inverted").booleanValue()).isEqualTo(light);
                assertThat(result.get("resized").booleanValue()).isEqualTo(height != 6);
                assertThat(result.get("classes")).hasSize(3);
                assertThat(result.get("classes").get(0).get("class").stringValue())
                        .isEqualTo("" + bright);
                assertThat(result.get("classes")
                                .valueStream()
                                .mapToDouble(likely -> likely.get("probability").doubleValue())
                                .sum())
                        .isBetween(0.9999, 1.0001);
            }
        }
    }

    @Test
    void textSaysWhatWasDone() throws IOException {
        Path file = picture("large", 60, 40, "png", true, 1, BufferedImage.TYPE_BYTE_GRAY);
        Lamina predicted = predict(file.toString(), "--top", "1");
        assertThat(predicted.err()).isEmpty();
        assertThat(predicted.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(file + " (resized from 40x60 to 6x6, inverted)"),
                        line -> assertThat(line).matches(" +\\d+\\.\\d\\d%  1"));
    }

    @Test
    void pictureThatIsNoneDoesNotStopTheOthers() throws IOException {
        Path good = picture("good", 6, 6, "png", false, 2, BufferedImage.TYPE_BYTE_GRAY);
        Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
        Path cut = folder.resolve("cut.png");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(good), 40));
        Path whole = picture("whole", 60, 60, "jpg", false, 2, BufferedImage.TYPE_INT_RGB);
        byte[] jpeg = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.jpg"), Arrays.copyOf(jpeg, jpeg.length * 3 / 4));
        Lamina predicted = predict(bad.toString(), path("none.png"), cut.toString(), half.toString(), good.toString());
        assertThat(predicted.exitCode()).isEqualTo(1);
        assertThat(predicted.err())
                .contains(
                        "bad.png is no PNG, JPEG, GIF or BMP",
                        "there is no file",
                        "cut.png is damaged",
                        "half.jpg is damaged");
        assertThat(predicted.out()).startsWith(good + System.lineSeparator());
    }

    @Test
    void wrongUseAndOtherModelsAreExplained() {
        assertThat(Lamina.run("predict", "--model", path("models/tiny")).exitCode())
                .isEqualTo(2);
        assertThat(predict("x.png", "--top", "0").exitCode()).isEqualTo(2);
        assertThat(Lamina.run("evaluate").exitCode()).isEqualTo(2);
        Lamina none = Lamina.run("evaluate", "--model", path("models/none"));
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("there is no checkpoint " + path("models/none"), "hint: give the prefix");
        Tf tf = Tf.create();
        tf.variable(tf.constant(1f), "w");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, path("other/model"));
        }
        assertThat(Lamina.run("evaluate", "--model", path("other/model")).err())
                .contains("has no nodes [images", "'lamina run' runs any");
    }

    @Test
    void folderThatCannotBeMadeIsToldBeforeTheTraining() {
        String below = path("train-images-idx3-ubyte/model");
        Lamina train = Lamina.run("train", "--data", folder.toString(), "--save", below);
        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.out()).isEmpty();
        assertThat(train.err()).contains("cannot write to the folder");
    }

    /** A picture with its first, second or third third bright, or dark on white; with noise that TinyImages has too. */
    private static Path picture(String name, int height, int width, String format, boolean light, int bright, int type)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grey = y * 3 / height == bright ? 200 : 50;
                int value = light ? 255 - grey : grey;
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    image.getRaster().setSample(x, y, 0, value);
                } else {
                    image.setRGB(x, y, value * 0x010101);
                }
            }
        }
        Path file = folder.resolve(name + "." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static Lamina predict(String... args) {
        return Lamina.run(Stream.concat(Stream.of("predict", "--model", path("models/tiny")), Arrays.stream(args))
                .toArray(String[]::new));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
