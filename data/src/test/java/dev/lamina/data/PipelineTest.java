package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private static final ExampleMap NOISE = (in, out, random) -> {
        for (int i = 0; i < in.features().size(); i++) {
            out.features().set(i, in.features().get(i) + random.nextDouble());
        }
    };

    /** Pictures of 2 x 3 pixels that tell their number, which is their label too. */
    static Pipeline numbered(int count) {
        float[] features = new float[count * 6];
        for (int i = 0; i < count; i++) {
            Arrays.fill(features, 6 * i, 6 * i + 6, i);
        }
        return Pipeline.of(
                Tensor.wrap(features, count, 2, 3),
                Tensor.wrap(IntStream.range(0, count).toArray(), count));
    }

    private static Pipeline everything() {
        return numbered(11).shuffle(5).map(7, new Shift(1, 1)).map(7, NOISE).repeat(2);
    }

    /** A copy of each batch that is left. */
    static List<List<Tensor>> drain(BatchCursor cursor) {
        var batches = new ArrayList<List<Tensor>>();
        try (cursor) {
            while (cursor.hasNext()) {
                var batch = cursor.next();
                batches.add(List.of(
                        batch.features().buffer().toTensor(),
                        batch.labels().buffer().toTensor()));
            }
        }
        return batches;
    }

    private static List<Integer> labels(BatchSource source, long epoch) {
        return drain(source.open(epoch, 0)).stream()
                .flatMapToInt(batch -> IntStream.of(batch.get(1).ints()))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void prefetchingDoesNotChangeABit(int ahead) {
        for (int epoch = 0; epoch < 3; epoch++) {
            var expected = drain(everything().batch(4).open(epoch, 0));
            assertThat(expected).hasSize(6);
            assertThat(drain(everything().batch(4).prefetch(ahead).open(epoch, 0)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void goingOnAtAnyPositionGivesTheSameBits(int ahead) {
        var source = everything().batch(4).prefetch(ahead);
        for (int epoch = 0; epoch < 3; epoch++) {
            var whole = drain(everything().batch(4).open(epoch, 0));
            for (int from = 0; from <= source.batchesPerEpoch(); from++) {
                assertThat(drain(source.open(epoch, from))).isEqualTo(whole.subList(from, whole.size()));
            }
        }
    }

    @Test
    void aDataSetsEpochsAreThoseOfItsBatches() {
        var data = MnistDataSets.of(IdxFiles.arrays(30, 1, 3, 2, 4), true, true, 3, 9)
                .train();
        var source = data.source(8);
        var batches = MnistDataSets.of(IdxFiles.arrays(30, 1, 3, 2, 4), true, true, 3, 9)
                .train()
                .batches(8);
        for (int epoch = 0; epoch < 3; epoch++) {
            var expected = new ArrayList<List<Tensor>>();
            batches.forEach(batch -> expected.add(List.of(batch.images(), batch.labels())));
            assertThat(drain(source.open(epoch, 0))).isEqualTo(expected);
        }
        assertThat(source.batchesPerEpoch()).isEqualTo(batches.count());
        assertThat(source.featureShape()).isEqualTo(Shape.of(6));
        assertThat(source.labelShape()).isEqualTo(Shape.of(4));
        assertThat(source.featureType()).isEqualTo(DType.FLOAT32);
        assertThat(source.labelType()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void anEpochHasEveryExampleOnceInAnOrderOfItsOwn() {
        var source = numbered(50).shuffle(1).batch(7);
        var first = labels(source, 0);
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(labels(numbered(50).batch(7), 0));
        assertThat(labels(source, 1)).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(labels(numbered(50).shuffle(2).batch(7), 0)).isNotEqualTo(first);
    }

    @Test
    void theLastBatchIsSmallerOrDropped() {
        var source = numbered(10).batch(4);
        assertThat(source.batchesPerEpoch()).isEqualTo(3);
        assertThat(drain(source.open(0, 0)).getLast().getFirst().shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(source.dropRemainder().batchesPerEpoch()).isEqualTo(2);
        assertThat(labels(source.dropRemainder(), 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(labels(numbered(3).batch(Integer.MAX_VALUE), 0)).containsExactly(0, 1, 2);
        assertThat(labels(numbered(3).batch(5).dropRemainder().prefetch(2), 0)).isEmpty();
        assertThat(labels(numbered(0).shuffle(1).batch(5).prefetch(2), 0)).isEmpty();
    }

    @Test
    void aRepetitionIsAnEpochOfItsOwnAndBatchesSpanTheBorder() {
        var repeated = numbered(5).shuffle(3).repeat(3).batch(4);
        var single = numbered(5).shuffle(3).batch(5);
        for (int epoch = 0; epoch < 2; epoch++) {
            var expected = new ArrayList<Integer>();
            for (int k = 0; k < 3; k++) {
                expected.addAll(labels(single, 3 * epoch + k));
            }
            assertThat(labels(repeated, epoch)).isEqualTo(expected);
        }
        assertThat(repeated.batchesPerEpoch()).isEqualTo(4);
        assertThat(labels(numbered(2).repeat(2).shuffle(1).batch(9), 0)).containsExactlyInAnyOrder(0, 1, 0, 1);
    }

    @Test
    void takeAndSkipSplit() {
        var all = numbered(10);
        assertThat(labels(all.take(3).batch(2), 0)).containsExactly(0, 1, 2);
        assertThat(labels(all.skip(7).batch(2), 0)).containsExactly(7, 8, 9);
        assertThat(all.take(99).size()).isEqualTo(10);
        assertThat(labels(all.skip(2).take(3).batch(9), 4)).containsExactly(2, 3, 4);
    }

    @Test
    void whatIsRandomHangsOnSeedEpochAndExampleNotOnTheOrder() {
        var inOrder = drain(numbered(9).map(4, NOISE).batch(1).open(2, 0));
        var shuffledAfter = drain(numbered(9).map(4, NOISE).shuffle(1).batch(1).open(2, 0));
        var shuffledBefore = drain(numbered(9).shuffle(1).map(4, NOISE).batch(1).open(2, 0));
        assertThat(shuffledAfter).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(shuffledBefore).isEqualTo(shuffledAfter);
        assertThat(drain(numbered(9).map(4, NOISE).batch(1).open(3, 0))).doesNotContainAnyElementsOf(inOrder);
        assertThat(drain(numbered(9).map(5, NOISE).batch(1).open(2, 0))).doesNotContainAnyElementsOf(inOrder);
    }

    @Test
    void mapsOfOneSeedAreIndependent() {
        var drawn = new ArrayList<Long>();
        ExampleMap draw = (in, out, random) -> drawn.add(random.nextLong());
        drain(numbered(3).map(1, draw).map(1, draw).batch(3).open(0, 0));
        drain(numbered(3).map(1, draw).batch(3).open(1, 0));
        assertThat(drawn).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void aMapSeesTheExamplesNumberAndEpoch() {
        var seen = new ArrayList<String>();
        ExampleMap note = (in, out, random) ->
                seen.add(in.epoch() + ":" + in.index() + "=" + (int) in.label().get(0));
        drain(numbered(2).map(note).repeat(2).batch(2).open(1, 0));
        assertThat(seen).containsExactly("2:0=0", "2:1=1", "3:0=0", "3:1=1");
    }

    @Test
    void whatAMapLeavesOutIsTheInputOrZero() {
        ExampleMap nothing = (in, out, random) -> {};
        assertThat(drain(numbered(5).map(nothing).batch(2).open(0, 0)))
                .isEqualTo(drain(numbered(5).batch(2).open(0, 0)));
        ExampleMap larger = new ExampleMap() {
            @Override
            public ExampleSpec spec(ExampleSpec input) {
                return input.withFeatures(Shape.of(7), DType.FLOAT64);
            }

            @Override
            public void apply(Example in, Example out, RandomGenerator random) {
                out.features().set(in.index() % 7, 1);
            }
        };
        var batches = drain(numbered(4).map(larger).batch(2).open(0, 0));
        assertThat(batches.get(1).getFirst()).isEqualTo(Tensor.of(new double[][] {
            {0, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 0}
        }));
    }

    @Test
    void reshapesAndEncodesLabels() {
        var source = numbered(3).reshape(6).map(new OneHot(3)).batch(3);
        var batch = drain(source.open(0, 0)).getFirst();
        assertThat(batch.getFirst().shape()).isEqualTo(Shape.of(3, 6));
        assertThat(batch.get(1)).isEqualTo(Tensor.of(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
        assertThat(source.open(0, 0).next().classes()).containsExactly(0, 1, 2);
        assertThatThrownBy(
                        () -> numbered(3).map(new OneHot(2)).batch(3).open(0, 0).next())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("example 2", "class 2");
    }

    @Test
    void takesAnyType() {
        var strings = Tensor.of(new String[][] {{"a", "b"}, {"c", "d"}});
        var batches = drain(Pipeline.of(strings, Tensor.of(new long[] {1, 2}))
                .shuffle(1)
                .batch(1)
                .prefetch(1)
                .open(0, 0));
        assertThat(batches)
                .containsExactlyInAnyOrder(
                        List.of(Tensor.of(new String[][] {{"a", "b"}}), Tensor.of(new long[] {1})),
                        List.of(Tensor.of(new String[][] {{"c", "d"}}), Tensor.of(new long[] {2})));
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        var three = numbered(3);
        var floats = Tensor.of(new float[] {1, 2, 3});
        List<Runnable> refused = List.of(
                () -> Pipeline.of(floats, Tensor.of(new int[] {1, 2})),
                () -> Pipeline.of(floats, Tensor.of(1)),
                () -> three.batch(0),
                () -> three.repeat(0),
                () -> three.repeat(Integer.MAX_VALUE).repeat(Integer.MAX_VALUE).repeat(Integer.MAX_VALUE),
                () -> three.repeat(Integer.MAX_VALUE).shuffle(1),
                () -> three.take(-1),
                () -> three.skip(-1),
                () -> three.take(0),
                () -> three.skip(3),
                () -> three.skip(99),
                () -> three.reshape(5),
                () -> three.reshape(-1),
                () -> three.reshape(6).map(new Shift(1, 1)),
                () -> Pipeline.of(floats, floats).map(new OneHot(2)),
                () -> three.batch(1).prefetch(-1),
                () -> three.batch(1).prefetch(2, 0),
                () -> three.batch(1).prefetch(2, 3),
                () -> three.batch(1).prefetch(0, 1),
                () -> three.batch(1).open(-1, 0),
                () -> three.batch(1).open(0, -1),
                () -> three.batch(1).open(0, 4),
                () -> three.repeat(2).batch(1).open(Long.MAX_VALUE, 0).next());
        for (var wrong : refused) {
            assertThatThrownBy(wrong::run).isInstanceOf(InvalidArgumentException.class);
        }
        assertThatThrownBy(() -> three.repeat(1 << 30).batch(1 << 30)).isInstanceOf(ResourceExhaustedException.class);
    }
}
