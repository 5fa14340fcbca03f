package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterModelTest {
    private static final String COST = "cost= ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "transformer"})
    void writesWhatItHasRead(String network) throws IOException {
        var file = Files.writeString(folder.resolve("cat.txt"), "the cat sat on the mat. ".repeat(20));
        var printed = Printed.by(() -> new CharacterModel()
                .main(file.toString(), "--network", network, "--rounds", "3", "--temperature", "0.2"));
        double[] costs = printed.after(COST);
        assertThat(costs).hasSize(3);
        assertThat(costs[2]).isLessThan(costs[0] / 2).isLessThan(0.3);
        assertThat(printed.text().substring(printed.text().lastIndexOf(COST)))
                .contains("the cat sat on the mat. the cat");
    }

    @Test
    void theSameSeedWritesTheSame() throws IOException {
        var file = Files.writeString(folder.resolve("ab.txt"), "abracadabra ".repeat(10));
        String first = written(file, "1");
        assertThat(written(file, "1")).isEqualTo(first);
        assertThat(written(file, "2")).isNotEqualTo(first);
    }

    private static String written(Path file, String seed) {
        return Printed.by(() -> new CharacterModel().main(file.toString(), "--rounds", "1", "--seed", seed))
                .text();
    }

    @Test
    void drawsAsLikelyAsSaid() {
        var random = new Random(1);
        var counts = new int[3];
        for (int i = 0; i < 10_000; i++) {
            counts[CharacterModel.draw(new float[] {0.5f, 0, 0.5f}, random)]++;
        }
        assertThat(counts[0]).isBetween(4_800, 5_200);
        assertThat(counts[1]).isZero();
        assertThat(CharacterModel.draw(new float[] {0, 0}, random)).isEqualTo(1);
    }

    @Test
    void optionsAreRead() {
        assertThat(CharacterOptions.parse()).isEqualTo(new CharacterOptions(null, "lstm", 20, 0.7f, 1));
        assertThat(CharacterOptions.parse(
                        "--seed", "3", "a.txt", "--network", "transformer", "--rounds", "2", "--temperature", "1"))
                .isEqualTo(new CharacterOptions("a.txt", "transformer", 2, 1, 3));
        assertThat(CharacterOptions.parse().read())
                .startsWith("Shall I compare thee")
                .hasLineCount(12 * 15 - 1);
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        assertThatThrownBy(() -> CharacterOptions.parse("--network", "cnn")).hasMessageContaining("not cnn");
        assertThatThrownBy(() -> CharacterOptions.parse("--temperature", "0")).hasMessageContaining("above 0");
        assertThatThrownBy(() -> CharacterOptions.parse("--epochs", "3")).hasMessageContaining("no --epochs");
        assertThatThrownBy(() -> CharacterOptions.parse("--seed")).hasMessage("--seed is without a value");
        assertThatThrownBy(() -> CharacterOptions.parse("no.txt").read()).hasMessage("cannot read no.txt");
        var file = Files.writeString(folder.resolve("short.txt"), "too short");
        assertThatThrownBy(() -> new CharacterModel().main(file.toString())).hasMessageContaining("more than 48");
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"lstm", "transformer"})
    void learnsTheSonnets(String network) {
        var printed = Printed.by(() -> new CharacterModel().main("--network", network, "--rounds", "10"));
        double[] costs = printed.after(COST);
        assertThat(costs).hasSize(10);
        assertThat(costs[9]).isLessThan(0.6 * costs[0]);
    }
}
