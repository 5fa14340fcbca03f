package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {
    private static final String ACCURACY = "accuracy= ";

    @TempDir
    private Path folder;

    @Test
    void aNewTopLearnsOnFrozenLayers() {
        double[] accuracies = train("--examples", "3000", "--epochs", "2");
        assertThat(accuracies[0]).isGreaterThan(0.6);
        assertThat(accuracies[1]).isGreaterThan(0.4); // a fifth is chance
        assertThat(accuracies[2]).isGreaterThan(accuracies[1] - 0.02);
    }

    /** Digits: what is frozen is of 0 to 4, so that all layers together tell 5 to 9 better than the top alone. */
    @Test
    @Tag("slow")
    void allLayersTellDigitsBetterThanTheTopAlone() {
        double[] accuracies = train("--data", Printed.mnist(), "--examples", "10000", "--epochs", "3");
        assertThat(accuracies[0]).isGreaterThan(0.95);
        assertThat(accuracies[2]).isGreaterThan(accuracies[1]);
    }

    private double[] train(String... options) {
        var file = folder.resolve("known.ckpt").toString();
        var all = Stream.concat(Stream.of(options), Stream.of("--save-file", file))
                .toArray(String[]::new);
        var printed = Printed.by(() -> new FineTuning().main(all));
        assertThat(printed.lines()).hasSize(4);
        return printed.after(ACCURACY);
    }
}
