package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
    private static final int SIZE = 23;

    @TempDir
    Path folder;

    /** Counts how often each example is read. */
    private static final class Counted implements ExampleSource {
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

    private static Pipeline plus(Pipeline pipeline, double number) {
        return pipeline.map(
                (in, out, random) -> out.features().set(0, in.features().get(0) + number));
    }

    private static Pipeline noise(Pipeline pipeline) {
        return pipeline.map(
                5, (in, out, random) -> out.features().set(1, in.features().get(1) + random.nextDouble()));
    }

    private static List<Tensor> drain(BatchPipeline batches, int epochs) {
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
                for (int i = 0; i < SIZE && cache == caches.getFirst(); i++) {
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
                    pipeline -> pipeline.map((in, out, random) -> out.label().set(0, in.epoch())),
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

    private static ExampleSource ofEveryType() {
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
    void aFileIsReadInsteadOfTheSource() {
        var file = folder.resolve("examples.cache");
        var expected = drain(plus(Pipeline.of(new Counted(1, 7)), 1).cache(file).batch(4), 2);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        var source = new Counted(1, 7);
        assertThat(drain(plus(Pipeline.of(source), 1).cache(file).batch(4), 2)).isEqualTo(expected);
        assertThat(source.reads()).as("those that are compared").isEqualTo(8);
    }

    @Test
    void aFileOfOtherExamplesIsTold() {
        var file = folder.resolve("examples.cache");
        drain(plus(Pipeline.of(new Counted(1, 7)), 1).cache(file).batch(4), 1);

        List<Pipeline> others = List.of(
                Pipeline.of(new Counted(1, 8)),
                Pipeline.of(new Counted(1, 7)).take(SIZE - 1),
                Pipeline.of(new Counted(1, 7)).reshape(3, 1),
                Pipeline.of(new Counted(1, 7)).named("other"));
        for (var other : others) {
            assertThatThrownBy(() -> other.cache(file))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContainingAll("examples.cache", "is of other examples", "delete it");
        }
        for (var other : List.of(plus(Pipeline.of(new Counted(1, 7)), 2), plus(Pipeline.of(new Counted(2, 7)), 1))) {
            var batches = other.cache(file).batch(4);
            assertThatThrownBy(() -> drain(batches, 1))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContainingAll("examples.cache", "example ", "is another there");
        }
    }

    @Test
    void aChangedSourceHasAnotherFingerprint() throws IOException {
        var a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        var labels = Tensor.of(new int[] {0, 1});
        var file = folder.resolve("a.cache");
        drain(Pipeline.of(a, labels).cache(file).batch(1), 1);
        drain(Pipeline.of(a, labels).cache(file).batch(1), 1);
        assertThatThrownBy(() -> Pipeline.of(Tensor.of(new float[][] {{1, 2}, {3, 5}}), labels)
                        .cache(file))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("source has changed");

        var data = IdxFiles.arrays(6, 3, 2, 2, 3);
        var examples = MnistDataSets.of(data, true, true, 0, 1).train().examples();
        assertThat(examples.fingerprint())
                .isEqualTo(MnistDataSets.of(data, true, true, 0, 2)
                        .train()
                        .examples()
                        .fingerprint())
                .isNotEqualTo(MnistDataSets.of(data, true, true, 1, 1)
                        .train()
                        .examples()
                        .fingerprint());

        var picture = folder.resolve("pictures/a/1.png");
        Files.createDirectories(picture.getParent());
        Files.write(picture, PngFiles.file(new int[][] {{1, 2}}, 1, 8, 0, false));
        var pictures = ImageFolder.open(folder.resolve("pictures"), 1, 1, 1);
        long before = pictures.fingerprint();
        assertThat(pictures.fingerprint()).isEqualTo(before);
        assertThat(pictures.asStored().fingerprint()).isNotEqualTo(before);
        Files.setLastModifiedTime(picture, FileTime.fromMillis(0));
        assertThat(pictures.fingerprint()).isNotEqualTo(before);
    }

    @Test
    void damageIsTold() throws IOException {
        var file = folder.resolve("examples.cache");
        UnaryOperator<Pipeline> use = pipeline -> pipeline.cache(file);
        var expected = drain(use.apply(Pipeline.of(ofEveryType())).batch(2), 1);
        var whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            var damaged = whole.clone();
            damaged[i] ^= 0x41;
            Files.delete(file); // what maps the old one keeps it
            Files.write(file, damaged);
            try {
                assertThat(drain(use.apply(Pipeline.of(ofEveryType())).batch(2), 1))
                        .isEqualTo(expected);
            } catch (DataLossException | FailedPreconditionException e) {
                assertThat(e).hasMessageContainingAll("examples.cache", "delete it");
                continue;
            }
            throw new AssertionError("byte " + i + " of " + whole.length + " is not looked at");
        }
        for (int length = 0; length < whole.length; length++) {
            Files.delete(file);
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> use.apply(Pipeline.of(ofEveryType())))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("examples.cache");
        }
        assertThat(file).as("a file that is there is never written over").hasSize(whole.length - 1L);
    }

    @Test
    void aFileIsWholeOrNotThere() throws IOException {
        var file = folder.resolve("examples.cache");
        var dead = Files.write(folder.resolve("examples.cache.partdead"), new byte[9]);
        var batches = Pipeline.of(new Counted(1, 0)).cache(file).batch(4);
        try (var cursor = batches.open(0, 0)) {
            cursor.next();
            cursor.next();
        }
        assertThat(file).doesNotExist();
        assertThat(dead).as("what a killed process left").doesNotExist();
        try (var names = Files.list(folder)) {
            assertThat(names).as("the one being written").hasSize(1);
        }
        // Another that writes the same, while the first is not done.
        var other = Pipeline.of(new Counted(1, 0)).cache(file).batch(4);
        var expected = drain(other, 1);
        assertThat(file).exists();
        assertThat(drain(batches, 1)).isEqualTo(expected);
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file/below.cache", "."})
    void whatCannotBeWrittenIsTold(String name) throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> drain(
                        Pipeline.of(new Counted(1, 0))
                                .cache(folder.resolve(name))
                                .batch(4),
                        1))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void anEmptyPipelineIsKeptToo() {
        for (var cache : caches()) {
            assertThat(drain(cache.apply(PipelineTest.numbered(0)).batch(4), 2)).isEmpty();
        }
    }
}
