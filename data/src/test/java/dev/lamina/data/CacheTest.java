package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    static final int SIZE = 23;

    @TempDir
    Path folder;

    /** Counts how often each example is read. */
    static final class Counted implements ExampleSource {
        private final AtomicIntegerArray reads = new AtomicIntegerArray(SIZE);
        private final float factor;
        private final long fingerprint;

        Counted(float factor, long fingerprint) {
            this.factor = factor;
            this.fingerprint = fingerprint;
        }

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public ExampleSpec spec() {
            return new ExampleSpec(Shape.of(3), DType.FLOAT32, Shape.scalar(), DType.INT64);
        }

        @Override
        public void read(int index, Example into) {
            reads.incrementAndGet(index);
            for (int i = 0; i < 3; i++) {
                into.features().set(i, factor * (index + i / 7f));
            }
            into.label().set(0, index);
        }

        @Override
        public long fingerprint() {
            return fingerprint;
        }

        int reads() {
            int sum = 0;
            for (int i = 0; i < SIZE; i++) {
                sum += reads.get(i);
            }
            return sum;
        }
    }

    static Pipeline plus(Pipeline pipeline, double number) {
        return pipeline.map(
                (in, out, random) -> out.features().set(0, in.features().get(0) + number));
    }

    private static Pipeline noise(Pipeline pipeline) {
        return pipeline.map(
                5, (in, out, random) -> out.features().set(1, in.features().get(1) + random.nextDouble()));
    }

    static List<Tensor> drain(BatchPipeline batches, int epochs) {
        List<Tensor> all = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            all.addAll(rest(batches, epoch, 0));
        }
        return all;
    }

    private static List<Tensor> rest(BatchPipeline batches, int epoch, int from) {
        List<Tensor> all = new ArrayList<>();
        try (var cursor = batches.open(epoch, from)) {
            while (cursor.hasNext()) {
                var batch = cursor.next();
                for (var each : batches.spec().features()) {
                    all.add(batch.features(each.name()).buffer().toTensor());
                }
                for (var each : batches.spec().labels()) {
                    all.add(batch.labels(each.name()).buffer().toTensor());
                }
                if (batches.spec().isWeighted()) {
                    all.add(batch.weights().buffer().toTensor());
                }
            }
        }
        return all;
    }

    private List<UnaryOperator<Pipeline>> caches() {
        return List.of(Pipeline::cache, pipeline -> pipeline.cache(folder.resolve("deep/er/examples.cache")));
    }

    @Test
    void givesTheSameBitsWhereverItStandsAndReadsEachExampleOnce() throws IOException {
        // What comes before the cache, each in an order of its own.
        List<UnaryOperator<Pipeline>> befores = List.of(
                pipeline -> plus(pipeline, 3),
                pipeline -> pipeline.shuffle(1),
                pipeline -> plus(pipeline.shuffle(1), 3),
                pipeline -> plus(plus(pipeline, 1).shuffle(1).take(20).skip(2), 3),
                pipeline -> plus(plus(pipeline.repeat(2), 1), 2).shuffle(4),
                pipeline -> pipeline.skip(4).repeat(3).take(40),
                pipeline -> plus(pipeline.cache(), 2).shuffle(3));
        var caches = caches();
        for (var before : befores) {
            for (var cache : caches) {
                var plain = noise(before.apply(Pipeline.of(new Counted(1, 0))).shuffle(9))
                        .batch(4);
                var source = new Counted(1, 0);
                var cached = noise(
                                cache.apply(before.apply(Pipeline.of(source))).shuffle(9))
                        .batch(4);
                var expected = drain(plain, 3);
                assertThat(drain(cached.prefetch(3, 2), 3)).isEqualTo(expected);
                assertThat(drain(cached, 3)).isEqualTo(expected);
                boolean isInMemory = caches.indexOf(cache) == 0;
                for (int i = 0; i < SIZE && isInMemory; i++) {
                    // Two threads may read an example that is repeated at the same time.
                    assertThat(source.reads.get(i)).as("example %d", i).isBetween(0, 2);
                }
                // Going on in the middle of an epoch, and with examples that were read in another.
                var fresh = noise(cache.apply(before.apply(Pipeline.of(new Counted(1, 0))))
                                .shuffle(9))
                        .batch(4);
                assertThat(rest(fresh, 2, 1)).isEqualTo(rest(plain, 2, 1));
                assertThat(rest(fresh, 0, 0)).isEqualTo(rest(plain, 0, 0));
                Files.deleteIfExists(folder.resolve("deep/er/examples.cache"));
            }
        }
    }

    @Test
    void anExampleIsReadOnce() {
        for (var cache : caches()) {
            var source = new Counted(1, 0);
            drain(cache.apply(Pipeline.of(source)).shuffle(1).batch(5), 4);
            assertThat(source.reads()).isEqualTo(SIZE);
        }
    }

    @Test
    void whatDiffersFromEpochToEpochIsRefusedAhead() {
        for (var cache : caches()) {
            List<Function<Pipeline, Pipeline>> wrongs = List.of(
                    CacheTest::noise,
                    pipeline -> plus(noise(pipeline), 1),
                    pipeline -> pipeline.map((in, out, random) -> out.label().set(0, (double) in.epoch())),
                    pipeline -> Pipeline.zip(noise(pipeline).withoutLabels(), pipeline.named("other")));
            for (var wrong : wrongs) {
                var batches =
                        cache.apply(wrong.apply(Pipeline.of(new Counted(1, 0)))).batch(2);
                assertThatThrownBy(() -> drain(batches, 1))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContainingAll("cache", "random numbers", "behind the cache");
            }
            var pipeline = Pipeline.of(new Counted(1, 0));
            var shuffled = Pipeline.zip(pipeline.shuffle(1).withoutLabels(), pipeline.named("other"));
            assertThatThrownBy(() -> cache.apply(shuffled))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("zip first, then cache, then shuffle");
            assertThatThrownBy(() -> cache.apply(plus(shuffled.named("x"), 1).shuffle(1)))
                    .isInstanceOf(LaminaException.class);
            var zipped = Pipeline.zip(pipeline.withoutLabels(), pipeline.named("other"));
            assertThat(drain(cache.apply(zipped).shuffle(1).batch(4), 2))
                    .isEqualTo(drain(zipped.shuffle(1).batch(4), 2));
        }
    }

    static ExampleSource ofEveryType() {
        return new ExampleSource() {
            @Override
            public int size() {
                return 5;
            }

            @Override
            public ExampleSpec spec() {
                var types = List.of(
                        DType.FLOAT32,
                        DType.FLOAT64,
                        DType.INT32,
                        DType.INT64,
                        DType.INT16,
                        DType.UINT8,
                        DType.BOOL,
                        DType.STRING,
                        DType.FLOAT16,
                        DType.UINT64);
                return new ExampleSpec(
                        types.stream()
                                .map(type -> new TensorSpec(type.toString(), Shape.of(2, 2), type))
                                .toList(),
                        List.of(),
                        true);
            }

            @Override
            public void read(int index, Example into) {
                for (var each : spec().features()) {
                    var values = into.features(each.name());
                    for (int i = 0; i < 4; i++) {
                        int at = values.offset() + i;
                        int number = 10 * index + i;
                        switch (values.array()) {
                            case float[] floats -> floats[at] = number / 3f;
                            case double[] doubles -> doubles[at] = number / 3.0;
                            case int[] ints -> ints[at] = number << 20;
                            case long[] longs -> longs[at] = (long) number << 50;
                            case short[] shorts -> shorts[at] = (short) (number << 9);
                            case byte[] bytes ->
                                bytes[at] = (byte) (values.dtype() == DType.BOOL ? number & 1 : number << 3);
                            case byte[][] strings -> strings[at] = new byte[number % 4];
                            default -> throw new AssertionError(each);
                        }
                    }
                }
                into.weight().set(0, index);
            }
        };
    }

    @Test
    void everyTypeIsKept() {
        var expected = drain(Pipeline.of(ofEveryType()).shuffle(1).batch(2), 3);
        for (var cache : caches()) {
            assertThat(drain(cache.apply(Pipeline.of(ofEveryType())).shuffle(1).batch(2), 3))
                    .isEqualTo(expected);
            assertThat(drain(cache.apply(Pipeline.of(ofEveryType())).shuffle(1).batch(2), 3))
                    .isEqualTo(expected);
        }
    }

    @Test
    void tellsWhatDoesNotFitIntoMemory() {
        var huge = Pipeline.of(new ExampleSource() {
            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }

            @Override
            public ExampleSpec spec() {
                return new ExampleSpec(Shape.of(1 << 28), DType.FLOAT64, Shape.scalar(), DType.INT32);
            }

            @Override
            public void read(int index, Example into) {
                throw new AssertionError("nothing is read");
            }
        });
        assertThatThrownBy(huge::cache)
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContainingAll("2147483647 examples", "half of the heap", "cache(file)");

        // Of strings it is known only when they are read.
        var stage = new Stage.Source(ofEveryType());
        var cache = new MemoryCache(stage, 5 * 4 * (4 + 8 + 4 + 8 + 2 + 1 + 1 + 8 + 2 + 8) + 5 * 8 + 3);
        var example = Example.allocate(stage.spec());
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5; i++) {
                        ofEveryType().read(i, example);
                        cache.keep(i, example);
                    }
                })
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("5 examples");
    }

    @Test
    void anEmptyPipelineIsKeptToo() {
        for (var cache : caches()) {
            assertThat(drain(cache.apply(PipelineTest.numbered(0)).batch(4), 2)).isEmpty();
        }
    }
}
