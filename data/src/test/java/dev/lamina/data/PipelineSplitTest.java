package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.split.Split;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineSplitTest {
    /** Examples in the order of their classes, whose only feature is their number. */
    private static Pipeline inOrderOfClasses(int count, int classes) {
        var features = new float[count];
        for (int i = 0; i < count; i++) {
            features[i] = i;
        }
        return Pipeline.of(
                Tensor.wrap(features, count, 1),
                Tensor.of(
                        IntStream.range(0, count).map(i -> i * classes / count).toArray()));
    }

    private static List<Float> features(Pipeline pipeline, long epoch) {
        var all = new ArrayList<Float>();
        try (var cursor = pipeline.batch(7).open(epoch, 0)) {
            while (cursor.hasNext()) {
                for (float each : cursor.next().pixels()) {
                    all.add(each);
                }
            }
        }
        return all;
    }

    private static long count(Pipeline pipeline, int wanted) {
        return PipelineTest.drain(pipeline.batch(1000).open(0, 0)).stream()
                .flatMapToInt(batch -> IntStream.of(batch.get(1).ints()))
                .filter(each -> each == wanted)
                .count();
    }

    @Test
    void partsStayApartInAllEpochs() {
        var parts = inOrderOfClasses(100, 2).split(Split.random(1), 0.8, 0.2);
        var train = parts.getFirst().shuffle(1);
        var validation = features(parts.getLast(), 0);
        assertThat(validation).hasSize(20).isSorted();
        assertThat(count(parts.getLast(), 0)).isBetween(9L, 11L);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(features(train, epoch)).hasSize(80).doesNotContainAnyElementsOf(validation);
            assertThat(features(parts.getLast(), epoch)).isEqualTo(validation);
        }
    }

    @Test
    void classesAreDividedAlike() {
        var parts = inOrderOfClasses(200, 4).split(Split.stratified(1, Example::labelText), 0.9, 0.1);
        for (int i = 0; i < 4; i++) {
            assertThat(count(parts.getFirst(), i)).isEqualTo(45);
            assertThat(count(parts.getLast(), i)).isEqualTo(5);
        }
        // One-hot labels are classes too.
        var oneHot =
                inOrderOfClasses(200, 4).map(new OneHot(4)).split(Split.stratified(1, Example::labelText), 0.9, 0.1);
        assertThat(features(oneHot.getLast(), 0)).hasSize(20);
    }

    @Test
    void whatIsThereTwiceIsInOnePart() {
        var features = new float[300];
        for (int i = 0; i < features.length; i++) {
            features[i] = i % 100;
        }
        var parts = Pipeline.of(Tensor.wrap(features, 300, 1), Tensor.of(new int[300]))
                .split(Split.grouped(1, Example::content), 0.5, 0.5);
        assertThat(features(parts.getFirst(), 0)).doesNotContainAnyElementsOf(features(parts.getLast(), 0));
        assertThat(parts.getFirst().size() + parts.getLast().size()).isEqualTo(300);
    }

    @Test
    void groupsFollowWhatAnExampleHolds() {
        var parts = inOrderOfClasses(100, 5)
                .split(
                        Split.grouped(
                                4, example -> "ten " + (int) example.features().get(0) / 10),
                        0.5,
                        0.5);
        assertThat(features(parts.getFirst(), 0).stream().map(each -> (int) (each / 10)))
                .doesNotContainAnyElementsOf(features(parts.getLast(), 0).stream()
                        .map(each -> (int) (each / 10))
                        .toList());
    }

    @Test
    void foldsTakeTurns() {
        var all = inOrderOfClasses(30, 3);
        var validated = new ArrayList<Float>();
        var folds = all.folds(Split.stratified(1, Example::labelText), 5);
        assertThat(folds).hasSize(5);
        for (var fold : folds) {
            assertThat(fold.validation().size()).isEqualTo(6);
            assertThat(count(fold.validation(), 1)).isEqualTo(2);
            var both = features(fold.train(), 0);
            both.addAll(features(fold.validation(), 0));
            assertThat(both).containsExactlyInAnyOrderElementsOf(features(all, 0));
            validated.addAll(features(fold.validation(), 0));
        }
        assertThat(validated).containsExactlyInAnyOrderElementsOf(features(all, 0));
    }

    @Test
    void aPartIsAPipelineLikeAnyOther() {
        var parts = inOrderOfClasses(50, 2).skip(10).split(Split.random(1), 0.5, 0.5);
        var again = parts.getFirst().split(Split.random(2), 0.5, 0.5);
        assertThat(again.getFirst().size()).isEqualTo(10);
        assertThat(features(parts.getFirst(), 0)).containsAll(features(again.getFirst(), 0));
        assertThat(features(parts.getFirst(), 0)).allMatch(each -> each >= 10);
        var whole = PipelineTest.drain(parts.getFirst().shuffle(1).batch(4).open(2, 0));
        assertThat(PipelineTest.drain(
                        parts.getFirst().shuffle(1).batch(4).prefetch(2, 2).open(2, 1)))
                .isEqualTo(whole.subList(1, whole.size()));
    }

    @Test
    void whatWasShuffledOrRepeatedIsNotSplit() {
        var all = inOrderOfClasses(10, 2);
        for (var wrong : List.of(
                all.shuffle(1),
                all.repeat(2),
                all.shuffle(1).take(5),
                all.repeat(3).reshape(1, 1))) {
            assertThatThrownBy(() -> wrong.split(Split.random(1), 0.5, 0.5))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContainingAll("shuffled or repeated", "split first");
            assertThatThrownBy(() -> wrong.folds(Split.random(1), 2)).isInstanceOf(InvalidArgumentException.class);
        }
        assertThatThrownBy(() -> all.split(Split.random(1), 0.99, 0.01))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("none falls into part 2");
        assertThat(all.repeat(1).split(Split.random(1), 0.5, 0.5)).hasSize(2);
    }

    @Test
    void valuesAsText() {
        var words = Pipeline.of(Tensor.of(new String[] {"a", "é"}), Tensor.of(new double[] {0.1, -2}));
        var texts = new ArrayList<String>();
        words.split(
                Split.stratified(1, example -> {
                    texts.add(example.features().text() + example.labelText());
                    return "";
                }),
                0.5,
                0.5);
        assertThat(texts).containsExactly("[a][0.1]", "[\u00c3\u00a9][-2.0]");
    }

    @Test
    void examplesAreDealtInTurn() {
        var dealt = Pipeline.of(Tensor.wrap(new float[] {0, 1, 2, 3, 4, 5, 6}, 7, 1), Tensor.wrap(new int[7], 7))
                .deal(3);
        assertThat(dealt).extracting(Pipeline::size).containsExactly(3L, 2L, 2L);
        try (var batches = dealt.get(1).batch(4).open(0, 0)) {
            assertThat(batches.next().features().floats()).containsExactly(1, 4);
        }
        assertThatThrownBy(() -> dealt.get(0).deal(4)).hasMessageContaining("from 1 to 3 parts of 3 examples, got 4");
        assertThatThrownBy(() -> dealt.get(0).deal(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> dealt.get(0).shuffle(1).deal(2))
                .hasMessageContaining("deal first, and shuffle the parts");
    }
}
