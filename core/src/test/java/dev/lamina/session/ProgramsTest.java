package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.op.random.Multinomial;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs are kept, which go, and what they take. */
class ProgramsTest {
    private final Tf tf = Tf.create();
    private final List<String> warnings = new ArrayList<>();
    private final Programs programs = new Programs(tf.graph(), new VariableStore(), warnings::add);
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 256), "x");

    private Tensor run(Operand fetch, Tensor input) {
        Feed[] feeds = {feed(x, input)};
        Program program = programs.acquire(fetch.asOutput(), feeds);
        @Nullable Tensor[] results = new Tensor[1];
        program.run(feeds, results);
        programs.release(program);
        Tensor result = results[0];
        assertThat(result).isNotNull();
        return result;
    }

    private Tensor run(Operand fetch, int rows) {
        return run(fetch, Tensor.zeros(DType.FLOAT32, Shape.of(rows, 256)));
    }

    @Test
    void countsBuffersAndWorkspaceAndWhatIsFolded() {
        run(tf.tanh(x), 100);
        assertThat(programs.taken()).isBetween(100 * 1024L, 110 * 1024L);
        long before = programs.taken();
        run(tf.add(x, tf.multiply(tf.ones(100, 256), tf.constant(2f))), 100);
        assertThat(programs.taken() - before)
                .as("ones, their double, and the sum")
                .isGreaterThan(300 * 1024L);
        before = programs.taken();
        run(Multinomial.of(tf.scope(), x, tf.constant(1)), 100);
        assertThat(programs.taken() - before).as("float64 of the logits").isBetween(200 * 1024L, 210 * 1024L);
    }

    @Test
    void countsWhatKernelsWorkWith() {
        int rows = 2048;
        long elements = rows * 256L * Float.BYTES;
        run(tf.multiply(x, tf.constant(new float[rows][1])), rows);
        assertThat(programs.taken() - elements)
                .as("for each of 32 tasks 2,048 elements of an operand and of the result")
                .isBetween(32 * 16 * 1024L, 32 * 32 * 1024L);
        long before = programs.taken();
        run(tf.reduceMax(tf.reshape(x, 4, -1, 16), 0, 2), rows);
        assertThat(programs.taken() - before)
                .as("the greatest of each 16, and of four times 16")
                .isBetween(160 * 1024L, 176 * 1024L);
    }

    @Test
    void theOneUsedLeastRecentlyGoes() {
        List<Output> fetches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            fetches.add(tf.tanh(x));
        }
        run(fetches.get(0), 16);
        programs.setLimit(3 * programs.taken());
        run(fetches.get(1), 16);
        run(fetches.get(2), 16);
        run(fetches.get(0), 16);
        assertThat(programs.compiled()).isEqualTo(3);
        run(fetches.get(3), 16);
        run(fetches.get(0), 16);
        run(fetches.get(2), 16);
        assertThat(programs.compiled()).as("all but the second are there").isEqualTo(4);
        run(fetches.get(1), 16);
        assertThat(programs.compiled()).isEqualTo(5);
        assertThat(programs.idleCount()).isEqualTo(3);
        assertThat(programs.taken()).isEqualTo(programs.limit());
    }

    @Test
    void oneThatRunsStays() {
        Output y = tf.tanh(x);
        Output other = tf.tanh(tf.negative(x));
        Feed[] feeds = {feed(x, Tensor.zeros(DType.FLOAT32, Shape.of(4, 256)))};
        Program running = programs.acquire(y, feeds);
        programs.setLimit(0);
        run(other, 4);
        assertThat(programs.idleCount()).as("the one that ran last").isEqualTo(1);
        @Nullable Tensor[] results = new Tensor[1];
        running.run(feeds, results);
        assertThat(results[0]).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(4, 256)));
        programs.release(running);
        assertThat(programs.idleCount()).isEqualTo(1);
        assertThat(programs.taken()).isEqualTo(running.holding().bytes());
        assertThat(programs.acquire(y, feeds)).isSameAs(running);
    }

    @Test
    void asManyAreKeptAsHaveRunAtOnce() {
        Output y = tf.tanh(x);
        Feed[] feeds = {feed(x, new float[1][256])};
        Program one = programs.acquire(y, feeds);
        Program other = programs.acquire(y, feeds);
        assertThat(other).isNotSameAs(one);
        programs.release(one);
        programs.release(other);
        assertThat(List.of(programs.acquire(y, feeds), programs.acquire(y, feeds)))
                .containsExactlyInAnyOrder(one, other);
        assertThat(programs.compiled()).isEqualTo(2);
    }

    @Test
    void oneThatRunsIsNotKeptByASessionThatIsClosedMeanwhile() {
        Output y = tf.tanh(x);
        Feed[] feeds = {feed(x, new float[1][256])};
        Program running = programs.acquire(y, feeds);
        programs.close();
        @Nullable Tensor[] results = new Tensor[1];
        running.run(feeds, results);
        assertThat(results[0]).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(1, 256)));
        programs.release(running);
        assertThat(programs.idleCount()).isZero();
        assertThat(programs.taken()).isZero();
        assertThatThrownBy(() -> programs.acquire(y, feeds)).hasMessageContaining("closed Session");
    }

    @Test
    void oneThatRunsIsNotKeptWhereNumbersAreCheckedFromThenOn() {
        Output y = tf.tanh(x);
        Feed[] feeds = {feed(x, new float[1][256])};
        Program running = programs.acquire(y, feeds);
        programs.setChecksNumerics(true);
        programs.release(running);
        assertThat(programs.taken()).isZero();
        assertThat(programs.acquire(y, feeds)).isNotSameAs(running);
        assertThat(programs.compiled()).isEqualTo(2);
    }

    /** Threads that take each other's programs away all the time get right numbers, and leave no byte counted. */
    @Test
    @Timeout(60)
    void threadsThatDoNotFitTogetherRunAllTheSame() throws InterruptedException {
        Output y = tf.reduceSum(tf.tanh(x), 1);
        programs.setLimit(0);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                    .start(() -> {
                        for (int i = 0; i < 100; i++) {
                            int rows = 1 + (first + i) % 3;
                            assertThat(run(y, rows)).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(rows)));
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(programs.idleCount()).isEqualTo(1);
        programs.close();
        assertThat(programs.taken()).isZero();
    }

    @Test
    void whatIsNoFetchIsRefusedInWords() {
        assertThatThrownBy(() -> programs.acquire(Arrays.asList((Fetch) null), new Feed[0]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("fetch an operand or a node, not null");
    }

    @Test
    void manyShapesTakeNoMoreThanTheLimit() {
        var hidden = tf.nn.relu(tf.matmul(x, tf.fill(tf.constant(new int[] {256, 64}), tf.constant(0.5f))));
        Output y = tf.reduceSum(hidden, 1);
        run(y, 300);
        programs.setLimit(2 * programs.taken());
        for (int rows = 1; rows <= 300; rows++) {
            float[][] input = new float[rows][256];
            input[rows - 1][0] = 2;
            assertThat(run(y, Tensor.of(input)).floats()[rows - 1]).isEqualTo(64);
            assertThat(programs.taken()).isLessThanOrEqualTo(programs.limit());
        }
        assertThat(programs.idleCount()).isGreaterThan(1);
        assertThat(programs.compiled()).as("the largest had gone meanwhile").isEqualTo(301);
    }

    @Test
    void aProgramWhoseShapesDependOnValuesStaysBoundedToo() {
        Output places = tf.where(tf.greater(x, tf.constant(0f)));
        Output y = tf.tanh(tf.gatherNd(x, places));
        float[][] last = new float[8][256];
        Arrays.fill(last[0], 1);
        run(y, Tensor.of(last));
        long alone = programs.taken();
        programs.setLimit(0);
        for (int count = 1; count <= 64; count++) {
            float[][] input = new float[8][256];
            Arrays.fill(input[1], 0, count, 1);
            assertThat(run(y, Tensor.of(input)).shape()).isEqualTo(Shape.of(count));
        }
        assertThat(run(y, Tensor.of(last)).shape()).isEqualTo(Shape.of(256));
        assertThat(programs.taken()).isEqualTo(alone);
        assertThat(programs.compiled()).isEqualTo(1);
    }

    @Test
    void whatFailsToCompileTakesNothing() {
        run(tf.tanh(x), 1);
        long before = programs.taken();
        Output tooLarge = tf.tile(x, 1 << 20, 1 << 10);
        assertThatThrownBy(() -> run(tooLarge, 100)).isInstanceOf(LaminaException.class);
        assertThat(programs.taken()).isEqualTo(before);
    }

    @Test
    void saysOnceThatTheLimitIsTooSmall() {
        Output y = tf.tanh(x);
        Output other = tf.negative(x);
        programs.setLimit(1 << 20);
        for (int i = 0; i < 100; i++) {
            run(y, 800);
            run(other, 800);
        }
        assertThat(warnings)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("the 1 MiB that they may take")
                        .contains("Session.setProgramMemory")
                        .contains("-Dlamina.programMemory"));
    }

    @Test
    void newShapesAloneAreNoReasonToWarn() {
        programs.setLimit(0);
        for (int rows = 1; rows <= 200; rows++) {
            run(
                    tf.graph().contains("y")
                            ? tf.graph().output("y")
                            : tf.named("y").tanh(x),
                    rows);
        }
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "3k, 3072", "512m, 536870912", "2G, 2147483648", "999999999999999g, 9223372036854775807"})
    void thePropertySetsTheLimit(String text, long bytes) {
        System.setProperty(MemoryLimit.PROPERTY, text);
        try (var session = tf.session()) {
            assertThat(session.programMemory()).isEqualTo(bytes);
        } finally {
            System.clearProperty(MemoryLimit.PROPERTY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "much", "1.5g", "1t"})
    void aPropertyThatIsNoAmountIsRefused(String text) {
        System.setProperty(MemoryLimit.PROPERTY, text);
        try {
            assertThatThrownBy(tf::session)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the property lamina.programMemory is '" + text + "'");
        } finally {
            System.clearProperty(MemoryLimit.PROPERTY);
        }
    }

    @Test
    void theSessionSetsTheLimit() {
        try (var session = tf.session()) {
            assertThat(session.programMemory()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
            session.setProgramMemory(12345);
            assertThat(session.programMemory()).isEqualTo(12345);
            assertThatThrownBy(() -> session.setProgramMemory(-1))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("got -1");
        }
    }
}
