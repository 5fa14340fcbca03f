package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotSaidStaysAsItIs() {
        assertThat(Options.parse(20))
                .isEqualTo(new Options("fashion-mnist", 20, 1, "./train_model.ckpt", Integer.MAX_VALUE, null));
        assertThat(Options.parse(
                        20,
                        "--seed",
                        "7",
                        "--data",
                        "digits",
                        "--save-file",
                        "m.ckpt",
                        "--epochs",
                        "3",
                        "--examples",
                        "9",
                        "--picture",
                        "p.png"))
                .isEqualTo(new Options("digits", 3, 7, "m.ckpt", 9, "p.png"));
    }

    @Test
    void picturesGoWhereIsSaid() {
        assertThat(Options.parse(1).pictureFile("usual.png")).isEqualTo("usual.png");
        assertThat(Options.parse(1, "--picture", "p.png").pictureFile("usual.png"))
                .isEqualTo("p.png");
    }

    @Test
    void classesAreNamed() {
        assertThat(Options.parse(1).classNames()).hasSize(10).startsWith("T-shirt/top");
        assertThat(Options.parse(1, "--data", "digits").classNames())
                .hasSize(10)
                .startsWith("0", "1");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> Options.parse(20, "--epoch", "3"))
                .hasMessageContaining("--epochs N")
                .hasMessageContaining("no --epoch");
        assertThatThrownBy(() -> Options.parse(20, "--epochs")).hasMessage("--epochs is without a value");
    }
}
