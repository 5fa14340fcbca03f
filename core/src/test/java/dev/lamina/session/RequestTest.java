package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Fetch;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How programs are found by what they are for. */
class RequestTest {
    private final Tf tf = Tf.create();

    /** A fetch that counts how often it is compared. */
    private static final class Counting implements Fetch {
        private int comparisons;

        @Override
        public boolean equals(@Nullable Object other) {
            comparisons++;
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static Request request(Fetch fetch, Feed... feeds) {
        Request request = new Request();
        request.set(fetch, feeds, false);
        return request;
    }

    @Test
    void oneOfTwentyThousandIsFoundByFewComparisons() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, 0), "x");
        var fetch = new Counting();
        Map<Request, Shape> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Shape shape = Shape.of(i % 500, 1 + i / 500, 0);
            known.put(
                    request(fetch, feed(x, Tensor.zeros(DType.FLOAT32, shape))).copy(), shape);
        }
        assertThat(known).hasSize(20_000);
        fetch.comparisons = 0;
        Request wanted = new Request();
        known.values().forEach(shape -> {
            wanted.set(fetch, new Feed[] {feed(x, Tensor.zeros(DType.FLOAT32, shape))}, false);
            assertThat(known.get(wanted)).isEqualTo(shape);
        });
        assertThat(fetch.comparisons).as("in 20,000 look-ups").isLessThan(2 * 20_000);
        long hashes =
                known.keySet().stream().mapToInt(Request::hashCode).distinct().count();
        assertThat(hashes).as("hash codes").isGreaterThan(19_000);
    }

    @Test
    void whatIsAskedForTellsRequestsApart() {
        var x = tf.placeholder(DType.FLOAT32, Shape.unknown(), "x");
        var y = tf.placeholder(DType.FLOAT32, Shape.unknown(), "y");
        var sum = tf.add(x, y);
        Feed one = feed(x, 1f);
        Feed two = feed(y, 2f);
        assertThat(request(sum, one, two)).isEqualTo(request(sum, feed(x, 3f), feed(y, 4f)));
        assertThat(request(sum, one, two))
                .isNotEqualTo(request(sum, one))
                .isNotEqualTo(request(sum, two, one))
                .isNotEqualTo(request(sum.node(), one, two))
                .isNotEqualTo(request(tf.add(x, y), one, two))
                .isNotEqualTo(request(sum, feed(x, new float[1]), two))
                .isNotEqualTo(request(sum, feed(x, 1), two));
        Request checking = new Request();
        checking.set(sum, new Feed[] {one, two}, true);
        assertThat(checking).isNotEqualTo(request(sum, one, two));
        Request several = new Request();
        several.set(List.of(sum, x), new Feed[] {two}, false);
        assertThat(several).isNotEqualTo(request(sum, two));
        several.set(List.of(sum), new Feed[] {one, two}, false);
        assertThat(several).isEqualTo(request(sum, one, two));
    }

    @Test
    void aCopyStaysAsItIs() {
        var x = tf.placeholder(DType.FLOAT32, Shape.unknown(), "x");
        Request filled = request(x.node(), feed(x, 1f));
        Request copy = filled.copy();
        filled.set(x.node(), new Feed[] {feed(x, new float[2])}, false);
        assertThat(copy).isEqualTo(request(x.node(), feed(x, 5f))).isNotEqualTo(filled);
    }

    @Test
    void aVariableAndItsValueAreOne() {
        var v = tf.variable(tf.zeros(2), "v");
        Request byValue = new Request();
        byValue.set(List.of(v.read()), new Feed[0], false);
        Request byVariable = new Request();
        byVariable.set(List.of(v), new Feed[0], false);
        assertThat(byVariable).isEqualTo(byValue).hasSameHashCodeAs(byValue);
    }
}
