package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.shard.Rounds;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.train.GradientDescent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    @TempDir
    Path folder;

    static List<Rounds> rounds() {
        return List.of(Rounds.synchronous(), Rounds.local(3), Rounds.diLoCo(5));
    }

    /** Data of 104 examples dealt to shards, in batches of 8. */
    private static List<BatchSource> shards(int count) {
        return Samples.pipeline(104, 1).deal(count).stream()
                .<BatchSource>map(part -> part.shuffle(5).batch(8))
                .toList();
    }

    private static Map<String, Tensor> trained(Model model, Fit fit) {
        try (model) {
            model.fit(fit);
            return model.session().variables();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void oneShardLearnsWhatATrainingWithoutShardsDoes(int steps) {
        Map<String, Tensor> expected =
                trained(Samples.model(), Fit.on(shards(1).getFirst()).epochs(2));
        assertThat(trained(
                        Samples.model(),
                        Fit.onShards(shards(1), Rounds.local(steps)).epochs(2)))
                .isEqualTo(expected);
        assertThat(trained(
                        Samples.model(),
                        Fit.onShards(shards(1), Rounds.synchronous()).epochs(2)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void theBitsAreTheSameForAnyNumberOfThreads(Rounds rounds) {
        int before = Threads.count();
        List<Map<String, Tensor>> results = new ArrayList<>();
        try {
            for (int threads : new int[] {1, 2, 5}) {
                Threads.set(threads);
                results.add(
                        trained(Samples.model(), Fit.onShards(shards(4), rounds).epochs(2)));
            }
        } finally {
            Threads.set(before);
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
        assertThat(results.get(0))
                .isNotEqualTo(
                        trained(Samples.model(), Fit.onShards(shards(2), rounds).epochs(2)));
    }

    private static Model plain() {
        Network network = Network.sequential(Shape.of(4), new Dense(8, Activation.TANH), new Dense(Samples.CLASSES));
        return compiled(network);
    }

    private static Model compiled(Network network) {
        return Model.of(network, 3).compile(Compilation.of(new GradientDescent(0.5f), new SparseSoftmaxCrossEntropy()));
    }

    private static void assertClose(Map<String, Tensor> found, Map<String, Tensor> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, value) -> {
            Tensor other = Objects.requireNonNull(found.get(name));
            for (int i = 0; i < value.size(); i++) {
                assertThat(other.buffer().asDouble(i))
                        .as("%s[%d]", name, i)
                        .isCloseTo(value.buffer().asDouble(i), within(2e-6));
            }
        });
    }

    /** Each of two shards has the even or the odd examples, so a batch of four of each is one of eight of all. */
    @Test
    void synchronousRoundsAreStepsWithLargerBatches() {
        Pipeline all = Samples.pipeline(44, 1);
        List<BatchSource> halves =
                all.deal(2).stream().<BatchSource>map(part -> part.batch(4)).toList();
        assertClose(
                trained(plain(), Fit.onShards(halves, Rounds.synchronous()).epochs(3)),
                trained(plain(), Fit.on(all.batch(8)).epochs(3)));
    }

    /** The last batches are of 4 and 3 examples: gradients count by these. */
    @Test
    void shardsCountByTheirExamples() {
        Pipeline all = Samples.pipeline(15, 1);
        List<BatchSource> halves =
                all.deal(2).stream().<BatchSource>map(part -> part.batch(4)).toList();
        assertClose(
                trained(plain(), Fit.onShards(halves, Rounds.synchronous()).epochs(3)),
                trained(plain(), Fit.on(all.batch(8)).epochs(3)));
    }

    @Test
    void theMeanOfOneStepOfGradientDescentIsThatByTheMeanGradient() {
        Map<String, Tensor> synchronous = trained(plain(), Fit.onShards(shards(4), Rounds.synchronous()));
        assertClose(trained(plain(), Fit.onShards(shards(4), Rounds.local(1))), synchronous);
        assertClose(trained(plain(), Fit.onShards(shards(4), Rounds.diLoCo(1, 1, 0))), synchronous);
    }

    @Test
    void rowsOfATableComeFromAllShards() {
        int[] ids = new int[40 * 3];
        int[] classes = new int[40];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i * 7 % 11;
            classes[i / 3] += ids[i] % Samples.CLASSES == 0 ? 1 : 0;
        }
        for (int i = 0; i < classes.length; i++) {
            classes[i] %= Samples.CLASSES;
        }
        Symbol input = Symbol.input(Shape.of(3), DType.INT32);
        Network network = Network.functional(
                input, input.then(new Embedding(11, 5)).then(new Flatten()).then(new Dense(Samples.CLASSES)));
        Pipeline all = Pipeline.of(Tensor.wrap(ids, 40, 3), Tensor.wrap(classes, 40));
        List<BatchSource> halves =
                all.deal(2).stream().<BatchSource>map(part -> part.batch(4)).toList();
        assertClose(
                trained(
                        compiled(network),
                        Fit.onShards(halves, Rounds.synchronous()).epochs(3)),
                trained(compiled(network), Fit.on(all.batch(8)).epochs(3)));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void whereverItIsInterruptedItEndsWithTheSameBits(Rounds rounds) {
        Fit fit = Fit.onShards(shards(3), rounds).epochs(3);
        Map<String, Tensor> expected = trained(Samples.model(), fit);
        for (int stop : new int[] {1, 2, 4}) {
            Fit resumed = fit.checkpoints(
                    Checkpoints.at(folder.resolve("state" + stop + "/run").toString()));
            int[] asked = {0};
            trained(Samples.model(), resumed.stopWhen(() -> asked[0]++ == stop));
            assertThat(trained(Samples.model(), resumed.resume())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"outer/dense/kernel", "random/1/", "count"})
    void aDamagedStateIsPassedOver(String part) {
        String prefix = folder.resolve("run").toString();
        Fit fit = Fit.onShards(shards(2), Rounds.diLoCo(4));
        Map<String, Tensor> expected = trained(Samples.model(), fit.epochs(3));
        trained(Samples.model(), fit.epochs(2).checkpoints(Checkpoints.at(prefix)));
        Checkpoint latest = Checkpoint.open(prefix + "-14");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        latest.names().forEach(name -> tensors.put(name, latest.tensor(name)));
        String damaged = tensors.keySet().stream()
                .filter(name -> name.startsWith("_lamina_state/callback/shards/" + part))
                .findFirst()
                .orElseThrow();
        tensors.put(damaged, Tensor.of(new double[] {1, 2}));
        Checkpoint.write(prefix + "-14", tensors);
        try (Model model = Samples.model()) {
            History history =
                    model.fit(fit.epochs(3).checkpoints(Checkpoints.at(prefix)).resume());
            assertThat(history.problems())
                    .singleElement()
                    .asString()
                    .contains("run-14 is not whole and is passed over");
            assertThat(model.session().variables()).isEqualTo(expected);
        }
    }

    @Test
    void aTrainingOfOtherShardsIsNotGoneOnWith() {
        Fit fit = Fit.onShards(shards(4), Rounds.local(1))
                .checkpoints(Checkpoints.at(folder.resolve("run").toString()));
        trained(Samples.model(), fit);
        Fit other = Fit.onShards(
                        Samples.pipeline(78, 1).deal(3).stream()
                                .map(part -> part.batch(8))
                                .toList(),
                        Rounds.local(1))
                .checkpoints(Checkpoints.at(folder.resolve("run").toString()))
                .epochs(2)
                .resume();
        assertThatThrownBy(() -> trained(Samples.model(), other))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("had 4 shards, this one has 3");
    }

    @Test
    void aRoundCountsItsStepsAndTellsTheMeanLoss() {
        List<Long> steps = new ArrayList<>();
        List<Float> losses = new ArrayList<>();
        Callback listener = new Callback() {
            @Override
            public void stepEnded(TrainingRun run, float loss) {
                steps.add(run.step());
                losses.add(loss);
            }
        };
        try (Model model = plain()) {
            // 7 batches a shard: rounds of 3, 3 and 1 steps.
            History history = model.fit(Fit.onShards(shards(2), Rounds.local(3)).callbacks(listener));
            assertThat(steps).containsExactly(3L, 6L, 7L);
            assertThat(history.steps()).isEqualTo(7);
            double mean = (losses.get(0) * 48 + losses.get(1) * 48 + losses.get(2) * 8) / 104;
            assertThat(history.epochs().getFirst().value("loss")).isCloseTo(mean, within(1e-6));
            assertThat(losses.get(2)).isLessThan(losses.get(0));
        }
    }

    @Test
    void thereIsAShardAtLeast() {
        assertThatThrownBy(() -> Fit.onShards(List.of(), Rounds.local(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no shard");
    }

    @Test
    void statefulLayersAreRefused() {
        Symbol input = Symbol.input(Shape.of(2, 3), DType.FLOAT32).batch(4);
        Network network =
                Network.functional(input, input.then(new LSTM(5).stateful()).then(new Dense(Samples.CLASSES)));
        List<BatchSource> data =
                Pipeline.of(Tensor.wrap(new float[48], 8, 2, 3), Tensor.wrap(new int[8], 8)).deal(2).stream()
                        .<BatchSource>map(part -> part.batch(4))
                        .toList();
        assertThatThrownBy(() -> trained(compiled(network), Fit.onShards(data, Rounds.local(1))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("stateful");
    }
}
