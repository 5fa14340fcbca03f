package dev.lamina.data;

import dev.lamina.data.random.SplitMix64;
import dev.lamina.data.split.Fold;
import dev.lamina.data.split.Split;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Examples on their way to a model, as TensorFlow's {@code tf.data.Dataset} has it: mapped, shuffled,
 * repeated, and made {@linkplain #batch batches} of.
 *
 * <p>Nothing is read before a batch is asked for, and nothing is copied whole: each stage reads the
 * examples of the one before it by their place. Whatever is random is fixed by a stage's seed, the
 * number of the epoch and, in a map, that of the example. So the same position gives the same bits on
 * every platform, whatever was read before and on whichever thread, and going on from the middle of an
 * epoch replays nothing.
 *
 * <p>Immutable: each method gives a new pipeline. Several threads may read one at once.
 */
public final class Pipeline implements DataInfo {
    private final Stage stage;
    private final int maps;

    private Pipeline(Stage stage, int maps) {
        this.stage = stage;
        this.maps = maps;
    }

    /** The examples of a source in its order. */
    public static Pipeline of(ExampleSource source) {
        return new Pipeline(new Stage.Source(source), 0);
    }

    /** The examples of a data set in the order of its files. Does not move the data set on. */
    public static Pipeline of(DataSet data) {
        return of(data.examples());
    }

    /**
     * Examples that lie in tensors; these are not copied.
     *
     * @param features of any type, [n] followed by the shape of one example's
     * @param labels of any type, [n] followed by the shape of one example's
     * @throws InvalidArgumentException when there are not as many features as labels
     */
    public static Pipeline of(Tensor features, Tensor labels) {
        return of(Map.of(ExampleSpec.FEATURES, features), Map.of(ExampleSpec.LABELS, labels));
    }

    /**
     * Weighted examples that lie in tensors; these are not copied.
     *
     * @param features of any type, [n] followed by the shape of one example's
     * @param labels of any type, [n] followed by the shape of one example's
     * @param weights how much each example counts: float32 [n]
     * @throws InvalidArgumentException when there are not as many of each
     */
    public static Pipeline of(Tensor features, Tensor labels, Tensor weights) {
        return of(
                TensorExamples.of(Map.of(ExampleSpec.FEATURES, features), Map.of(ExampleSpec.LABELS, labels), weights));
    }

    /**
     * Examples of several features and labels that lie in tensors; these are not copied. For models of several inputs or
     * outputs, whose names they have.
     *
     * @param features by name, each of any type, [n] followed by the shape of one example's
     * @param labels by name, each of any type, [n] followed by the shape of one example's; none to predict alone
     * @throws InvalidArgumentException when there are not as many of each
     */
    public static Pipeline of(Map<String, Tensor> features, Map<String, Tensor> labels) {
        return of(TensorExamples.of(features, labels, null));
    }

    /**
     * The examples of several pipelines side by side, as {@code tf.data}'s zip: the i-th of each make one, which has the
     * features and labels of all, each under its name. Shuffle afterwards.
     *
     * @throws InvalidArgumentException when these have not as many examples each, or two features or labels have one name
     */
    public static Pipeline zip(Pipeline... pipelines) {
        if (pipelines.length == 0) {
            throw new InvalidArgumentException("zip: there is nothing to put side by side");
        }
        int maps = Arrays.stream(pipelines).mapToInt(each -> each.maps).max().orElse(0);
        return new Pipeline(
                new Zipped(Arrays.stream(pipelines).map(each -> each.stage).toList()), maps);
    }

    /** The number of examples in an epoch. */
    public long size() {
        return stage.size();
    }

    /** What the examples look like. */
    public ExampleSpec spec() {
        return stage.spec();
    }

    @Override
    public List<String> classNames() {
        return stage.info().classNames();
    }

    @Override
    public Optional<String> encoding() {
        return stage.info().encoding();
    }

    /** What a map makes of each example; the random numbers it is given are those of the seed 0. */
    public Pipeline map(ExampleMap map) {
        return map(0, map);
    }

    /**
     * What a map makes of each example, anew each time it is read. What is random in it differs from
     * example to example and from epoch to epoch, and from that of any other map, of the same seed too;
     * it does not depend on what was shuffled.
     *
     * @param seed what fixes the map's random numbers
     * @throws InvalidArgumentException when the map cannot take these examples
     */
    public Pipeline map(long seed, ExampleMap map) {
        long own = SplitMix64.stream(seed, maps);
        return new Pipeline(new Stage.Mapped(stage, map, own, map.spec(stage.spec())), maps + 1);
    }

    /**
     * The same examples, their only features under another name.
     *
     * @throws InvalidArgumentException when they have several
     */
    public Pipeline named(String features) {
        return map(new Renamed(spec().withFeatures(features)));
    }

    /**
     * The same examples, their only features and their only label under other names.
     *
     * @throws InvalidArgumentException when they have several
     */
    public Pipeline named(String features, String label) {
        return map(new Renamed(spec().withFeatures(features).withLabel(label)));
    }

    /** The features of the examples without their labels. */
    public Pipeline withoutLabels() {
        return map(new Renamed(new ExampleSpec(spec().features(), List.of(), spec().isWeighted())));
    }

    /**
     * The same examples, each with a weight: how much it counts when a model learns from it or is evaluated by it.
     *
     * @param weight of an example: finite and at least 0, which is checked when it is read
     */
    public Pipeline weighted(ToDoubleFunction<Example> weight) {
        return map(new Weighted(weight));
    }

    /** The features in another shape of as many elements. */
    public Pipeline reshape(long... dims) {
        return map(new Reshape(Shape.of(dims)));
    }

    /**
     * The examples in an order that is new in each epoch; every order is as likely as any other. Opening
     * an epoch takes 4 bytes for each example.
     *
     * @param seed what, with the epoch's number, fixes the order
     * @throws InvalidArgumentException for more than 2^31 - 17 examples
     */
    public Pipeline shuffle(long seed) {
        return new Pipeline(new Stage.Shuffled(stage, seed), maps);
    }

    /**
     * Several epochs as one, so that a batch may hold the end of one and the start of the next: the
     * epoch e of the result is the epochs e · times to e · times + times - 1 of this.
     *
     * <p>Shuffle before or after, but not both: a shuffled order is made anew at each change of epoch.
     *
     * @param times 1 or more
     * @throws InvalidArgumentException when {@code times} is below 1, or an epoch would have 2^63 examples
     */
    public Pipeline repeat(int times) {
        if (times < 1) {
            throw new InvalidArgumentException("repeat: expected 1 or more times, got " + times);
        }
        if (Math.multiplyHigh(stage.size(), times) != 0 || stage.size() * times < 0) {
            throw new InvalidArgumentException(
                    "repeat: " + times + " times " + stage.size() + " examples are too many");
        }
        return new Pipeline(new Stage.Repeated(stage, times, stage.size() * times), maps);
    }

    /**
     * The first examples of each epoch; all when there are fewer. After {@link #shuffle} these are
     * others in each epoch, and before it often of one class: to split a set, {@link #split} it.
     *
     * @throws InvalidArgumentException when {@code count} is below 0, or nothing is left
     */
    public Pipeline take(long count) {
        checkCount("take", count, count);
        return new Pipeline(new Stage.Part(stage, 0, Math.min(count, stage.size())), maps);
    }

    /**
     * The examples that {@link #take} leaves.
     *
     * @throws InvalidArgumentException when {@code count} is below 0, or nothing is left
     */
    public Pipeline skip(long count) {
        checkCount("skip", count, stage.size() - count);
        long from = Math.min(count, stage.size());
        return new Pipeline(new Stage.Part(stage, from, stage.size() - from), maps);
    }

    private void checkCount(String what, long count, long left) {
        if (count < 0) {
            throw new InvalidArgumentException(what + ": expected 0 or more examples, got " + count);
        }
        if (stage.size() == 0 || left <= 0) {
            throw new InvalidArgumentException(what + "(" + count + ") leaves none of " + stage.size() + " examples");
        }
    }

    /**
     * Parts of the examples, for training, validation and test, say: each example is in one of them, the same in all epochs.
     * Split before shuffling and repeating.
     *
     * <pre>{@code
     * var parts = all.split(Split.stratified(1, Example::labelText), 0.8, 0.2);
     * }</pre>
     *
     * @param split how; unless it is {@link Split#random}, all examples are read now, as epoch 0 gives them
     * @param fractions of each part, above 0, in all 1
     * @throws InvalidArgumentException when the fractions are not that, a part would be empty, or the examples were shuffled
     *     or repeated
     */
    public List<Pipeline> split(Split<Example> split, double... fractions) {
        return Arrays.stream(parts(split, fractions)).map(this::chosen).toList();
    }

    /**
     * Parts of the examples as cards are dealt: example i is in part i modulo {@code parts}, so that the sizes differ by at most one. Deal before
     * shuffling and repeating.
     *
     * @param parts 1 or more
     * @throws InvalidArgumentException when there are fewer, one would be empty, or the examples were shuffled or repeated
     */
    public List<Pipeline> deal(int parts) {
        requireSteady("deal");
        if (parts < 1 || parts > size()) {
            throw new InvalidArgumentException(
                    "deal: expected from 1 to " + size() + " parts of " + size() + " examples, got " + parts);
        }
        int size = (int) size();
        return IntStream.range(0, parts)
                .mapToObj(part -> chosen(
                        IntStream.iterate(part, i -> i < size, i -> i + parts).toArray()))
                .toList();
    }

    /**
     * The rounds of cross-validation: in each, another of k parts is for validation and all else for training.
     *
     * @param split how the examples are divided, as {@link #split} takes it
     * @param folds 2 or more
     * @throws InvalidArgumentException when there are fewer folds, one would be empty, or the examples were shuffled or
     *     repeated
     */
    public List<Fold<Pipeline>> folds(Split<Example> split, int folds) {
        return Arrays.stream(parts(split, Split.equal(folds)))
                .map(part -> new Fold<>(chosen(Split.others((int) size(), part)), chosen(part)))
                .toList();
    }

    private void requireSteady(String what) {
        if (!stage.isSteady()) {
            throw new InvalidArgumentException(
                    what
                            + ": the examples were shuffled or repeated: what is in one part now would be in another in the next"
                            + " epoch",
                    what + " first, and shuffle the parts");
        }
        if (size() > Integer.MAX_VALUE - 16) {
            throw new InvalidArgumentException(what + ": at most 2^31 - 17 examples are divided, got " + size());
        }
    }

    private int[][] parts(Split<Example> split, double[] fractions) {
        requireSteady("split");
        return split.parts((int) size(), this::forEach, fractions);
    }

    private void forEach(Consumer<Example> action) {
        var reader = stage.open(0, new Orders());
        var example = Example.allocate(spec());
        for (long i = 0; i < size(); i++) {
            reader.read(i, example);
            action.accept(example);
        }
    }

    private Pipeline chosen(int[] places) {
        return new Pipeline(new Stage.Chosen(stage, places), maps);
    }

    /**
     * The examples as they are here, kept in memory from when each is first read: what is slow to read or to map, as
     * pictures are, is so once. Everything else stays as it was, bit for bit: orders and repetitions ahead of it are made
     * anew in each epoch, and a map whose results differ from epoch to epoch belongs behind it, and is refused ahead.
     *
     * <p>All pipelines made of the result share what is kept, and it is there for as long as one of them is.
     *
     * @throws dev.lamina.error.ResourceExhaustedException when the examples take more than half of the heap; strings, whose
     *     length is not known before, when they are read
     * @throws InvalidArgumentException when pipelines were shuffled or repeated before they were {@linkplain #zip zipped};
     *     and, when it is read, if a map ahead of it draws random numbers or asks for the epoch
     */
    public Pipeline cache() {
        return new Pipeline(Cached.of(stage, MemoryCache::ofHalfTheHeap), maps);
    }

    /**
     * As {@link #cache()}, in a file, which later processes read instead of making the examples. The file is written
     * while the examples are first read, and gets its name when all of them are in it: killed before, a process leaves
     * none. It is mapped and not read into the heap.
     *
     * <p>A file that is there already is checked: that it is whole, of as many examples of the same types and shapes, that
     * its source has the same {@linkplain ExampleSource#fingerprint() fingerprint}, and, when it is first read, that eight
     * of its examples, spread evenly, are what the pipeline gives. A change to a map that none of these shows is not noticed:
     * delete the file then.
     *
     * @param file one of the default file system; its folder is made if there is none
     * @throws dev.lamina.error.FailedPreconditionException when the file is of other examples
     * @throws dev.lamina.error.DataLossException when it is damaged or no such file, here or when the damaged example is read
     * @throws dev.lamina.error.UnavailableException when it cannot be read or, when the examples are read, be written
     * @throws InvalidArgumentException as {@link #cache()} does, and when the file is not of the default file system
     */
    public Pipeline cache(Path file) {
        return new Pipeline(Cached.of(stage, input -> new FileCache(file, input)), maps);
    }

    /**
     * Batches of examples in order; the last of an epoch may be smaller.
     *
     * @param size the number of examples in a batch, 1 or more
     * @throws InvalidArgumentException when {@code size} is below 1, or such a batch's elements are more
     *     than an array holds
     */
    public BatchPipeline batch(int size) {
        if (size < 1) {
            throw new InvalidArgumentException("batch: expected a size of 1 or more, got " + size);
        }
        return new BatchPipeline(stage, size, false, 0, 1);
    }

    /** The number of examples and what they look like. */
    @Override
    public String toString() {
        return "Pipeline[" + stage.size() + " of " + stage.spec() + "]";
    }
}
