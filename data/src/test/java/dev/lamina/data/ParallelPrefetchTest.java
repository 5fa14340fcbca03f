package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60) // a thread that does not end must fail a test, not hold it up
class ParallelPrefetchTest {
    /** Some examples take long, so that later batches are ready before earlier ones. */
    private static final ExampleMap UNEVEN = (in, out, random) -> {
        if (in.index() % 5 == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        out.features().set(0, in.features().get(0) + random.nextDouble());
    };

    @AfterEach
    void noThreadIsLeft() {
        assertThat(PrefetchTest.threads()).isEmpty();
    }

    private static BatchPipeline everything() {
        return PipelineTest.numbered(23)
                .shuffle(5)
                .map(7, new Rotate(30))
                .map(7, new Shift(1, 1))
                .map(7, new Flip(true, true))
                .map(7, UNEVEN)
                .repeat(2)
                .batch(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void threadsChangeNeitherOrderNorBits(int threads) {
        for (int epoch = 0; epoch < 3; epoch++) {
            var expected = PipelineTest.drain(everything().open(epoch, 0));
            assertThat(expected).hasSize(12);
            for (int ahead : new int[] {threads, threads + 3, 100}) {
                assertThat(PipelineTest.drain(
                                everything().prefetch(ahead, threads).open(epoch, 0)))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void goingOnAtAnyPositionGivesTheSameBits(int threads) {
        var source = everything().prefetch(5, threads);
        var whole = PipelineTest.drain(everything().open(1, 0));
        for (int from = 0; from <= source.batchesPerEpoch(); from++) {
            assertThat(PipelineTest.drain(source.open(1, from))).isEqualTo(whole.subList(from, whole.size()));
        }
    }

    @Test
    void eachThreadMakesABatchOfItsOwnAtTheSameTime() {
        var together = new CountDownLatch(3);
        var source = PipelineTest.numbered(3)
                .map((in, out, random) -> {
                    together.countDown();
                    try {
                        out.features().set(0, together.await(30, TimeUnit.SECONDS) ? 1 : 0);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .batch(1)
                .prefetch(3, 3);
        assertThat(PipelineTest.drain(source.open(0, 0)))
                .hasSize(3)
                .allMatch(batch -> batch.getFirst().floats()[0] == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theFirstFailureByOrderArrivesWhicheverWasFirstByTime(int threads) {
        var late = new DataLossException("in batch 3, late");
        var early = new NotFoundException("in batch 4, at once");
        var source = PipelineTest.numbered(1000)
                .map((in, out, random) -> {
                    if (in.index() == 35) {
                        LockSupport.parkNanos(20_000_000);
                        throw late;
                    }
                    if (in.index() == 40) {
                        throw early;
                    }
                })
                .batch(10)
                .prefetch(8, threads);
        try (var cursor = source.open(0, 0)) {
            for (int i = 0; i < 3; i++) {
                assertThat(cursor.next().classes()).startsWith(10 * i).hasSize(10);
            }
            assertThatThrownBy(cursor::next).isSameAs(late);
            assertThatThrownBy(cursor::next).isSameAs(late);
            assertThat(cursor.hasNext()).isTrue();
        }
        try (var behind = source.open(0, 5)) {
            assertThat(behind.next().classes()).startsWith(50);
        }
    }

    @Test
    void afterAFailureNoThreadGoesOn() throws InterruptedException {
        var made = new AtomicInteger();
        var failure = new DataLossException("each of them");
        var cursor = PipelineTest.numbered(1000)
                .map((in, out, random) -> {
                    made.incrementAndGet();
                    throw failure;
                })
                .batch(10)
                .prefetch(50, 4)
                .open(0, 0);
        for (var thread : PrefetchTest.threads()) {
            thread.join();
        }
        assertThat(made.get()).isBetween(1, 4);
        assertThatThrownBy(cursor::next).isSameAs(failure);
        cursor.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void closingEarlyEndsTheThreadsAndLeavesTheArraysToTheNext(int threads) {
        var arrays = new IdentityHashMap<float[], Boolean>();
        var source = PipelineTest.numbered(1000).batch(7).prefetch(5, threads);
        for (int read = 0; read < 20; read++) {
            var cursor = source.open(0, 0);
            assertThat(PrefetchTest.threads()).hasSize(threads);
            for (int i = 0; i < read; i++) {
                arrays.put(cursor.next().pixels(), true);
            }
            cursor.close();
            assertThat(PrefetchTest.threads()).isEmpty();
        }
        assertThat(arrays).hasSizeBetween(1, 6);
    }

    @Test
    void closingInterruptsAllMapsThatWait() throws InterruptedException {
        var waiting = new CountDownLatch(4);
        var interrupted = new AtomicInteger();
        var cursor = PipelineTest.numbered(1000)
                .map((in, out, random) -> {
                    waiting.countDown();
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                })
                .batch(10)
                .prefetch(4, 4)
                .open(0, 0);
        waiting.await();
        cursor.close();
        assertThat(interrupted.get()).isEqualTo(4);
    }

    @Test
    void aMapThatInterruptsItsThreadHindersNoBatch() {
        var inherited = new AtomicInteger();
        var source = PipelineTest.numbered(1000)
                .map((in, out, random) -> {
                    if (Thread.currentThread().isInterrupted()) {
                        inherited.incrementAndGet();
                    }
                    Thread.currentThread().interrupt();
                })
                .batch(1)
                .prefetch(3, 3);
        assertThat(PipelineTest.drain(source.open(0, 0)))
                .isEqualTo(
                        PipelineTest.drain(PipelineTest.numbered(1000).batch(1).open(0, 0)));
        assertThat(inherited.get()).isZero();
    }

    @Test
    void theOrderOfAnEpochIsMadeOnceForAllThreads() {
        var orders = new Orders();
        int[] order = orders.of(1, 2, 50);
        assertThat(orders.of(1, 2, 50)).isSameAs(order);
        assertThat(orders.of(1, 3, 50)).containsExactlyInAnyOrder(order).isNotEqualTo(order);
        assertThat(orders.of(2, 2, 50)).containsExactlyInAnyOrder(order).isNotEqualTo(order);
        assertThat(orders.of(1, 2, 49)).hasSize(49);
    }

    @Test
    void picturesAndLinesAreReadOnSeveralThreads(@TempDir Path folder) throws IOException {
        var random = new Random(1);
        var csv = new StringBuilder("a,b,class\n");
        for (int i = 0; i < 60; i++) {
            var picture = new BufferedImage(20 + i % 7, 30, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 600; pixel++) {
                picture.setRGB(pixel % 20, pixel / 20, random.nextInt());
            }
            String format = i % 2 == 0 ? "png" : "jpeg";
            Path file = folder.resolve("pictures/" + i % 3 + "/" + i + "." + format);
            Files.createDirectories(file.getParent());
            assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
            csv.append(i)
                    .append(',')
                    .append(random.nextFloat())
                    .append(',')
                    .append(i % 3)
                    .append('\n');
        }
        var pictures = ImageFolder.open(folder.resolve("pictures"), 28, 28, 3);
        assertSameOnSeveralThreads(Pipeline.of(pictures).shuffle(1).map(2, new Rotate(10)));
        try (var lines =
                CsvExamples.open(Files.writeString(folder.resolve("lines.csv"), csv), CsvLayout.classes("class"))) {
            assertSameOnSeveralThreads(Pipeline.of(lines).shuffle(1));
        }
    }

    private static void assertSameOnSeveralThreads(Pipeline examples) {
        List<List<Tensor>> expected = PipelineTest.drain(examples.batch(7).open(0, 0));
        for (int threads = 2; threads <= 4; threads++) {
            assertThat(PipelineTest.drain(examples.batch(7).prefetch(6, threads).open(0, 0)))
                    .isEqualTo(expected);
        }
    }
}
