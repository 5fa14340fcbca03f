package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Dense;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.layer.recurrent.RecurrentLayer;
import dev.lamina.loss.SigmoidCrossEntropy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of bits, of which each batch brings the next two of each: what came before the first of them is known by the state alone. */
class StatefulTest {
    private static final int STREAMS = 4;
    private static final int STEPS = 2;
    private static final int BATCHES = 30;

    @TempDir
    Path folder;

    private static Network network(RecurrentLayer<?> layer, int batch) {
        Symbol input = Symbol.input(Shape.of(STEPS, 1), DType.FLOAT32).batch(batch);
        return Network.functional(input, input.then(layer).then(new Dense(1)));
    }

    private static LSTM lstm(int units) {
        return new LSTM(units).returnSequences();
    }

    private static Model model(RecurrentLayer<?> layer) {
        return Model.of(network(layer, STREAMS), 1).compile(Compilation.of(new Adam(0.05f), new SigmoidCrossEntropy()));
    }

    /** Batches of the next bits of each stream, and as their labels the bits before them. */
    private static BatchSource streams(long seed) {
        Random random = new Random(seed);
        float[] bits = new float[BATCHES * STREAMS * STEPS];
        float[] before = new float[bits.length];
        float[] last = new float[STREAMS];
        for (int i = 0; i < bits.length; i++) {
            int stream = i / STEPS % STREAMS;
            before[i] = last[stream];
            last[stream] = bits[i] = random.nextBoolean() ? 1 : 0;
        }
        int examples = BATCHES * STREAMS;
        return Pipeline.of(Tensor.wrap(bits, examples, STEPS, 1), Tensor.wrap(before, examples, STEPS, 1))
                .batch(STREAMS);
    }

    /** Two bits of each stream. */
    private static Tensor bits(float... bits) {
        return Tensor.wrap(bits, bits.length / STEPS, STEPS, 1);
    }

    private static double loss(Model model) {
        return Objects.requireNonNull(model.evaluate(streams(2)).get("loss"));
    }

    @Test
    void statesTellWhatCameInTheBatchBefore() {
        Fit fit = Fit.on(streams(1)).epochs(12).callbacks(new ResetStates());
        try (Model model = model(lstm(4).stateful());
                Model forgetful = model(lstm(4))) {
            assertThat(model.weights().keySet())
                    .containsExactly("lstm/kernel", "lstm/recurrent_kernel", "lstm/bias", "dense/kernel", "dense/bias");
            assertThat(model.summary()).contains("parameters: 101, of which 101 are trained");
            model.fit(fit);
            forgetful.fit(fit);
            assertThat(loss(model)).isLessThan(0.1);
            // The first of two bits can be guessed alone.
            assertThat(loss(forgetful)).isGreaterThan(0.45 * Math.log(2));

            Tensor first = model.predict(bits(0, 1, 0, 0, 1, 1, 1, 0));
            double loss = loss(model);
            float[] second = model.predict(bits(0, 0, 1, 1, 0, 1, 1, 0)).floats();
            assertThat(second[0]).isPositive();
            assertThat(second[2]).isNegative();
            assertThat(second[4]).isPositive();
            assertThat(second[6]).isNegative();
            assertThat(loss(model)).isEqualTo(loss);
            model.resetStates();
            assertThat(model.predict(bits(0, 1, 0, 0, 1, 1, 1, 0))).isEqualTo(first);
            assertThat(model.predict(bits(0, 0, 1, 1, 0, 1, 1, 0)).floats()).isEqualTo(second);
        }
    }

    @Test
    void aTrainingGoesOnWithItsStatesUnlessTheyAreReset() {
        try (Model once = model(lstm(2).stateful());
                Model twice = model(lstm(2).stateful());
                Model reset = model(lstm(2).stateful())) {
            once.fit(Fit.on(streams(1)).epochs(2));
            twice.fit(Fit.on(streams(1)).epochs(1));
            twice.predict(bits(1, 1, 1, 1, 1, 1, 1, 1));
            twice.evaluate(streams(2));
            twice.fit(Fit.on(streams(1)).epochs(1));
            assertThat(twice.session().variables()).isEqualTo(once.session().variables());
            reset.fit(Fit.on(streams(1)).epochs(1));
            reset.resetStates();
            assertThat(Objects.requireNonNull(reset.session().variables().get("lstm/state"))
                            .floats())
                    .containsOnly(0);
            reset.fit(Fit.on(streams(1)).epochs(1));
            assertThat(reset.weights()).isNotEqualTo(once.weights());
        }
    }

    @Test
    void interruptedItEndsWithTheSameBits() {
        Fit fit = Fit.on(streams(1)).epochs(2).validation(streams(2)).callbacks(new ResetStates());
        Checkpoints checkpoints = Checkpoints.at(folder.resolve("run").toString());
        try (Model whole = model(lstm(2).stateful());
                Model first = model(lstm(2).stateful());
                Model second = model(lstm(2).stateful())) {
            History expected = whole.fit(fit);
            int[] asked = {0};
            first.fit(fit.checkpoints(checkpoints).stopWhen(() -> asked[0]++ == BATCHES + 7));
            History resumed = second.fit(fit.checkpoints(checkpoints).resume());
            assertThat(second.session().variables()).isEqualTo(whole.session().variables());
            assertThat(resumed.epochs().getLast().values())
                    .isEqualTo(expected.epochs().getLast().values());
        }
    }

    @Test
    void whatWasLearnedIsUsedInBatchesOfAnotherSize() {
        String prefix = folder.resolve("model").toString();
        try (Model model = model(lstm(3).stateful());
                Model one = Model.of(network(lstm(3).stateful(), 1))) {
            model.fit(streams(1), 1);
            model.save(prefix);
            one.load(prefix);
            model.resetStates();
            for (float bit : new float[] {1, 0, 0, 1}) {
                float expected = model.predict(bits(0, 0, bit, 1, 1, 1, 1, 1)).floats()[2];
                assertThat(one.predict(bits(bit, 1)).floats()[0]).isCloseTo(expected, within(1e-6f));
            }
        }
    }

    @Test
    void batchesAreOfTheSizeThatWasTold() {
        try (Model model = model(lstm(2).stateful())) {
            BatchSource others = Pipeline.of(bits(new float[12]), Tensor.wrap(new float[12], 6, STEPS, 1))
                    .batch(STREAMS);
            assertThatThrownBy(() -> model.fit(others, 1))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("takes batches of 4 examples, but the data have one of 2")
                    .hasMessageContaining("batch(4).dropRemainder()");
        }
        assertThatThrownBy(() -> Model.of(network(lstm(2).stateful(), -1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("cannot be in batches of -1");
        Symbol x = Symbol.input(1, 1);
        assertThatThrownBy(() -> Model.of(Network.functional(x, x.then(new LSTM(2).stateful()))))
                .hasMessageContaining("needs batches of a known size");
        assertThatThrownBy(() -> x.then(new Dense(1)).batch(2)).hasMessageContaining("'dense' cannot be in batches");
    }
}
