package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples of several features, several labels, weights. */
class SeveralTensorsTest {
    private static final Tensor PICTURES = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    private static final Tensor USERS = Tensor.of(new int[] {7, 8, 9});
    private static final Tensor CLASSES = Tensor.of(new long[] {0, 1, 0});
    private static final Tensor RATINGS = Tensor.of(new float[][] {{0.1f}, {0.2f}, {0.3f}});

    private static Pipeline both() {
        return Pipeline.of(Map.of("picture", PICTURES, "user", USERS), Map.of("class", CLASSES, "rating", RATINGS));
    }

    @Test
    void eachIsFoundByItsName() {
        try (BatchCursor batches = both().batch(2).prefetch(1).open(0, 1)) {
            Batch last = batches.next();
            assertThat(last.features("picture")).isEqualTo(Tensor.of(new float[][] {{5, 6}}));
            assertThat(last.features("user")).isEqualTo(Tensor.of(new int[] {9}));
            assertThat(last.labels("class")).isEqualTo(Tensor.of(new long[] {0}));
            assertThat(last.labels("rating")).isEqualTo(Tensor.of(new float[][] {{0.3f}}));
            assertThat(last.isWeighted()).isFalse();
            assertThatThrownBy(last::features).hasMessageContaining("the examples have several features, [");
            assertThatThrownBy(last::labels).hasMessageContaining("say which, by its name");
            assertThatThrownBy(last::weights)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("no weights");
            assertThatThrownBy(() -> last.labels("colour"))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("none is 'colour'");
        }
    }

    @Test
    void zippedTheyStayTogetherWhateverIsShuffled() {
        Pipeline pictures = Pipeline.of(PICTURES, CLASSES).named("picture", "class");
        Pipeline table = Pipeline.of(USERS, RATINGS).named("user").withoutLabels();
        Pipeline zipped = Pipeline.zip(pictures, table).shuffle(3);
        assertThat(zipped.spec().features().stream().map(TensorSpec::name)).containsExactly("picture", "user");
        assertThat(zipped.spec().labels()).containsExactly(new TensorSpec("class", Shape.scalar(), DType.INT64));
        try (BatchCursor batches = zipped.batch(2).open(4, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                for (int i = 0; i < batch.size(); i++) {
                    int user = batch.features("user").ints()[i];
                    assertThat(batch.features("picture").floats()[2 * i]).isEqualTo(2 * (user - 7) + 1f);
                    assertThat(batch.labels().longs()[i]).isEqualTo((user - 7) % 2);
                }
            }
        }
        assertThatThrownBy(() -> Pipeline.zip(pictures, table.take(2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("expected as many examples of each, got [3, 2]");
        assertThatThrownBy(() -> Pipeline.zip(pictures, pictures))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("two of an example's features are called 'picture'");
        assertThatThrownBy(Pipeline::zip).hasMessageContaining("nothing to put side by side");
    }

    @Test
    void examplesMayHaveWeights() {
        Tensor weights = Tensor.of(new float[] {1, 0, 2.5f});
        Pipeline given = Pipeline.of(PICTURES, CLASSES, weights);
        Pipeline computed = Pipeline.of(PICTURES, CLASSES)
                .weighted(example -> example.features().get(0) == 1 ? 1 : example.index() * 2.5 - 2.5);
        for (Pipeline each : List.of(given, computed, given.map((_, _, _) -> {}), Pipeline.zip(given.named("x")))) {
            try (BatchCursor batches = each.batch(3).open(0, 0)) {
                assertThat(batches.next().weights()).isEqualTo(weights);
            }
        }
        Pipeline negative = Pipeline.of(PICTURES, CLASSES).weighted(_ -> -1);
        try (BatchCursor batches = negative.batch(3).open(0, 0)) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the weight of example 0 is not finite and at least 0: -1.0");
        }
        assertThatThrownBy(() -> Pipeline.of(PICTURES, CLASSES, CLASSES)).hasMessageContaining("expected a float32");
        assertThatThrownBy(() -> Pipeline.zip(given.named("a").withoutLabels(), given.named("b")))
                .hasMessageContaining("several have weights");
    }

    @Test
    void aMapReadsAndWritesByName() {
        Pipeline mapped = both().map((input, output, _) -> {
            output.features("picture").set(0, input.features("user").get(0));
            output.label("rating").set(0, input.label("class").get(0));
        });
        try (BatchCursor batches = mapped.batch(3).open(0, 0)) {
            Batch batch = batches.next();
            assertThat(batch.features("picture")).isEqualTo(Tensor.of(new float[][] {{7, 2}, {8, 4}, {9, 6}}));
            assertThat(batch.labels("rating")).isEqualTo(Tensor.of(new float[][] {{0}, {1}, {0}}));
        }
    }

    @Test
    void withoutLabelsThereAreNone() {
        Pipeline alone = Pipeline.of(Map.of("x", PICTURES), Map.of());
        try (BatchCursor batches = alone.batch(3).open(0, 0)) {
            Batch batch = batches.next();
            assertThat(batch.features()).isEqualTo(PICTURES);
            assertThatThrownBy(batch::labels).hasMessageContaining("the examples have no labels");
        }
        assertThatThrownBy(() -> Pipeline.of(Map.of("x", PICTURES), Map.of("y", Tensor.of(new int[2]))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("do not go together");
    }
}
