package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.Event;
import dev.lamina.tensorflow.EventContent;
import dev.lamina.tensorflow.EventReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code train} does beyond training: stopping early, constraints, schedules, and what it writes. */
class TrainOptionsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        TinyImages.write(folder);
    }

    @Test
    void stopsEarlyWithTheBestWeights() {
        Lamina trained = train(
                "--epochs",
                "200",
                "--batch",
                "20",
                "--patience",
                "3",
                "--schedule",
                "constant",
                "--json",
                "--save",
                path("best"));
        assertThat(trained.exitCode()).isZero();
        List<JsonNode> lines = trained.jsonLines();
        JsonNode end = lines.getLast();
        int epochs = lines.size() - 1;
        int best = end.get("best_epoch").intValue();
        assertThat(end.get("stopped_early").booleanValue()).isTrue();
        assertThat(epochs).isEqualTo(best + 3).isLessThan(200);
        double bestAccuracy = lines.get(best - 1).get("validation_accuracy").doubleValue();
        for (JsonNode line : lines.subList(0, best - 1)) {
            assertThat(line.get("validation_accuracy").doubleValue()).isLessThan(bestAccuracy);
        }
        // At a constant rate, a training of that many epochs ends with the same weights.
        assertThat(train("--epochs", "" + best, "--batch", "20", "--schedule", "constant", "--save", path("shorter"))
                        .exitCode())
                .isZero();
        assertThat(tensor("best", "output/kernel")).isEqualTo(tensor("shorter", "output/kernel"));
    }

    @Test
    void hiddenUnitsKeepTheNorm() {
        train("--hidden", "8", "--epochs", "2", "--max-norm", "0.25", "--optimizer", "sgd", "--save", path("norm"));
        Tensor kernel = tensor("norm", "hidden_1/kernel");
        for (int unit = 0; unit < 8; unit++) {
            double squares = 0;
            for (int i = 0; i < 36; i++) {
                double weight = kernel.floats()[i * 8 + unit];
                squares += weight * weight;
            }
            assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(0.25001);
        }
    }

    @Test
    void eventsHaveLossAccuracyAndRateOfEachEpoch() throws IOException {
        assertThat(train("--epochs", "2", "--batch", "55", "--schedule", "cosine", "--logdir", path("log"))
                        .exitCode())
                .isZero();
        List<Event> events;
        try (Stream<Path> files = Files.list(Path.of(path("log")))) {
            events = EventReader.readAll(files.findFirst().orElseThrow());
        }
        assertThat(events.stream().filter(event -> event.content() instanceof EventContent.GraphDefinition))
                .hasSize(1);
        String text = events.toString();
        for (String tag : List.of("tag=loss", "tag=val_accuracy", "tag=learning_rate")) {
            assertThat(text.split(tag + ",", -1)).as(tag).hasSize(3);
        }
        assertThat(text).contains("tag=learning_rate, value=9.99", "tag=learning_rate, value=0.0]");
    }

    @Test
    void scheduleIsToldAndChangesTheResult() {
        String linear = train("--epochs", "3").out();
        String cosine = train("--epochs", "3", "--schedule", "cosine").out();
        String constant = train("--epochs", "3", "--schedule", "constant", "--learning-rate", "0.01")
                .out();
        assertThat(linear).contains("learning rate 0.002 to 0,");
        assertThat(cosine).contains("learning rate 0.002 to 0 by a cosine,");
        assertThat(constant).contains("learning rate 0.01, batches");
        assertThat(loss(cosine)).isNotEqualTo(loss(linear));
        String cycle = train("--epochs", "3", "--schedule", "one-cycle").out();
        assertThat(cycle).contains("learning rate up to 0.002, then to 0 by a cosine,");
        assertThat(loss(cycle)).isNotIn(loss(linear), loss(cosine));
    }

    private static String loss(String output) {
        Matcher loss = Pattern.compile("epoch 3/3  loss (\\S+)").matcher(output);
        assertThat(loss.find()).isTrue();
        return loss.group(1);
    }

    @Test
    void checkNumericsBreaksOffAtTheFirstValueThatIsNotFinite() {
        String[] options = {"--optimizer", "sgd", "--learning-rate", "1e20", "--batch", "20", "--check-numerics"};
        Lamina failed = train(options);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .startsWith("lamina: the training cannot go on.")
                .containsPattern("At epoch 1, step \\d+, [A-Z]\\w+ '[\\w/]+' .*not finite.*, of '[\\w/:]+', '[\\w/:]+'")
                .contains("hint: try a smaller learning rate")
                .doesNotContain("training once more");
        assertThat(train("--epochs", "1", "--check-numerics").exitCode()).isZero();
    }

    @Test
    void rateOfOneCycleRisesForAFifth() throws IOException {
        train(
                "--epochs",
                "10",
                "--batch",
                "220",
                "--schedule",
                "one-cycle",
                "--learning-rate",
                "0.1",
                "--logdir",
                path("log"));
        List<Event> events;
        try (Stream<Path> files = Files.list(Path.of(path("log")))) {
            events = EventReader.readAll(files.findFirst().orElseThrow());
        }
        double[] rates = Pattern.compile("tag=learning_rate, value=([^]]+)]")
                .matcher(events.toString())
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .toArray();
        // After 1 step of the 2 in which it rises from a 25th, at its highest, after half of the 8 in which it falls,
        // after all.
        assertThat(rates).hasSize(10);
        assertThat(new double[] {rates[0], rates[1], rates[5], rates[9]})
                .containsExactly(new double[] {0.052, 0.1, 0.05, 0}, within(1e-6));
    }

    @Test
    void augmentationIsToldKeptAndChangesTheResult() {
        String plain = train("--epochs", "3").out();
        String mirrored = train("--epochs", "3", "--augment", "flips").out();
        assertThat(mirrored).contains("batches of 128, augmented by flips, 3 epochs");
        assertThat(plain).doesNotContain("augmented");
        assertThat(loss(mirrored)).isNotEqualTo(loss(plain));
        // of images so small a part of the side is no pixel: shifted by none they are the same.
        assertThat(loss(train("--epochs", "3", "--augment", "shifts").out())).isEqualTo(loss(plain));
        assertThat(train("--epochs", "3", "--augment", "flips", "--save", path("flips"))
                        .exitCode())
                .isZero();
        assertThat(train("--epochs", "3", "--save", path("flips"), "--resume").err())
                .contains("--augment flips");
    }

    @Test
    void eachNetworkHasItsUsualSettings() {
        assertThat(train("--network", "cnn", "--epochs", "1").out())
                .contains(
                        "learning rate up to 0.003, then to 0 by a cosine, batches of 128, augmented by shifts, 1 epoch");
        assertThat(train("--network", "lstm", "--hidden", "4", "--epochs", "1").out())
                .contains("learning rate 0.002 to 0, batches of 128, 1 epoch");
    }

    @ParameterizedTest
    @CsvSource({
        // 32 filters, an image with 24 maps of each of 3 convolutions, 3 images with their saliencies
        "cnn, What a class depends on, 111",
        // 3 images with a map for each of 2 blocks of 4 heads
        "transformer, What attention looks at, 27",
        "lstm, The worst mistakes, 0"
    })
    void reportShowsWhatGoesOnInside(String network, String title, int pictures) throws IOException {
        assertThat(train("--network", network, "--epochs", "1", "--report", path("report"))
                        .exitCode())
                .isZero();
        String html = Files.readString(Path.of(path("report"), "report.html"));
        assertThat(html).contains("<h2>" + title + "</h2>").doesNotContain("NaN");
        int mistakes = html.split("alt=\"test image ", -1).length - 1;
        assertThat(html.split("<img ", -1)).hasSize(1 + mistakes + pictures);
    }

    @Test
    void reportIsOneFileThatNeedsNoOther() throws IOException {
        Lamina trained = train("--epochs", "2", "--hidden", "4", "--learning-rate", "1e-4", "--report", path("report"));
        Path file = Path.of(path("report"), "report.html");
        assertThat(trained.err()).isEqualTo("report in " + file + System.lineSeparator());
        String html = Files.readString(file);
        assertThat(html).doesNotContain("http:", "https:", "<script", "<link", "NaN");
        assertThat(html).contains("<h2>Confusion matrix</h2>", "<dd>adam</dd>", "<th>precision</th>");
        assertThat(html.split("<polyline", -1)).hasSize(4);
        assertThat(numbers(html, "--depth:[\\d.]+\">(\\d+)</td>"))
                .hasSize(9)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(TinyImages.TEST));
        Matcher image =
                Pattern.compile("src=\"data:image/png;base64,([^\"]+)\"").matcher(html);
        int images = 0;
        while (image.find()) {
            var picture =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.group(1))));
            assertThat(picture.getWidth()).isEqualTo(6);
            images++;
        }
        List<Integer> counts = numbers(html, "--depth:[\\d.]+\">(\\d+)</td>");
        int right = counts.get(0) + counts.get(4) + counts.get(8);
        assertThat(images).isEqualTo(Math.min(40, TinyImages.TEST - right)).isPositive();
    }

    private static List<Integer> numbers(String text, String pattern) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            numbers.add(Integer.parseInt(matcher.group(1)));
        }
        return numbers;
    }

    private Lamina train(String... options) {
        return Lamina.run(Stream.concat(Stream.of("train", "--data", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve("out").resolve(name).toString();
    }

    private Tensor tensor(String checkpoint, String name) {
        return Checkpoint.open(path(checkpoint)).tensor(name);
    }
}
