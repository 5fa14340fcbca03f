package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunScriptTest {
    @Test
    void aloneItListsTheExamples() throws IOException, InterruptedException {
        var script = RunScript.with();
        assertThat(script.exitCode()).isZero();
        assertThat(script.printed())
                .containsExactly(
                        "chain-rule",
                        "character-model",
                        "convolutional-autoencoder",
                        "deep-network",
                        "dropout-evaluation",
                        "dropout-quiz",
                        "embedding-map",
                        "fine-tuning",
                        "generative-adversarial-network",
                        "linear-models",
                        "load-trained-model",
                        "logistic-classifier",
                        "multilayer-perceptron",
                        "named-restore",
                        "naming-error",
                        "parameters-quiz",
                        "regularization-quiz",
                        "relu-quiz",
                        "run-swish",
                        "save-and-restore",
                        "save-trained-model",
                        "train-swish",
                        "variational-autoencoder");
    }

    @Test
    void anUnknownNameIsRefused() throws IOException, InterruptedException {
        var script = RunScript.with("relu");
        assertThat(script.exitCode()).isEqualTo(2);
        assertThat(script.printed()).contains("examples/run: there is no example 'relu'. There are:", "relu-quiz");
    }
}
