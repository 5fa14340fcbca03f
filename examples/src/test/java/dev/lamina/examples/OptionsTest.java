package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotSaidStaysAsItIs() {
        assertThat(Options.parse(20)).isEqualTo(new Options("fashion-mnist", 20, 1, "./train_model.ckpt"));
        assertThat(Options.parse(20, "--seed", "7", "--data", "digits", "--save-file", "m.ckpt", "--epochs", "3"))
                .isEqualTo(new Options("digits", 3, 7, "m.ckpt"));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> Options.parse(20, "--epoch", "3"))
                .hasMessageContaining("--epochs N")
                .hasMessageContaining("no --epoch");
        assertThatThrownBy(() -> Options.parse(20, "--epochs")).hasMessage("--epochs is without a value");
    }
}
