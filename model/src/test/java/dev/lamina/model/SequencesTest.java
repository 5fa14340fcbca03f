package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.graph.Output;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Layer;
import dev.lamina.layer.attention.PositionalEmbedding;
import dev.lamina.layer.attention.TransformerBlock;
import dev.lamina.layer.recurrent.Bidirectional;
import dev.lamina.layer.recurrent.GRU;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of recurrent layers and of attention learn which of two tokens comes first, behind which padding may follow. */
class SequencesTest {
    private static final int STEPS = 5;
    private static final int TOKENS = 6;

    @TempDir
    Path folder;

    private static BatchSource data(int examples) {
        Random random = new Random(7);
        int[] tokens = new int[examples * STEPS];
        int[] classes = new int[examples];
        for (int i = 0; i < examples; i++) {
            int length = 2 + random.nextInt(STEPS - 1);
            for (int t = 0; t < length; t++) {
                tokens[i * STEPS + t] = 1 + random.nextInt(TOKENS - 1);
            }
            classes[i] = tokens[i * STEPS] < 3 ? 0 : 1;
        }
        return Pipeline.of(Tensor.wrap(tokens, examples, STEPS), Tensor.of(classes))
                .shuffle(3)
                .batch(16);
    }

    static Stream<Network> networks() {
        Embedding vectors = new Embedding(TOKENS, 8).maskZero();
        return Stream.of(
                network(vectors, new LSTM(8)),
                network(vectors, new Bidirectional(new GRU(6))),
                network(new Embedding(TOKENS, 8), new LSTM(8)),
                network(
                        new PositionalEmbedding(STEPS, TOKENS, 8).maskZero(),
                        new TransformerBlock(2, 4, 16),
                        new Lambda("first", SequencesTest::first)));
    }

    private static Output first(Tf tf, Output x) {
        return tf.squeeze(tf.slice(x, new int[] {0, 0, 0}, new int[] {-1, 1, -1}), 1);
    }

    private static Network network(Layer... layers) {
        Symbol output = Symbol.input(Shape.of(STEPS), DType.INT32);
        Symbol input = output;
        for (Layer layer : layers) {
            output = output.then(layer);
        }
        return Network.functional(input, output.then(new Dense(2)));
    }

    private static Model model(Network network) {
        return Model.of(network, 1)
                .compile(Compilation.of(new Adam(0.02f), new SparseSoftmaxCrossEntropy())
                        .accuracy());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("networks")
    void theyLearnAndResumeWithTheSameBits(Network network) {
        Fit fit = Fit.on(data(160)).epochs(6);
        Fit saved = fit.checkpoints(Checkpoints.at(folder.resolve("run").toString()));
        try (Model whole = model(network);
                Model part = model(network);
                Model rest = model(network)) {
            whole.fit(fit);
            assertThat(whole.evaluate(data(160)).get("accuracy")).isGreaterThan(0.95);
            int[] asked = {0};
            part.fit(saved.stopWhen(() -> asked[0]++ == 23));
            rest.fit(saved.resume());
            assertThat(rest.session().variables()).isEqualTo(whole.session().variables());
        }
    }
}
