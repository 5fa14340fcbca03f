package dev.lamina.data;

import dev.lamina.data.random.Shuffle;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;

/**
 * Labelled images, handed out in batches as TensorFlow's {@code input_data} does.
 *
 * <p>Images stay bytes and become floats batch by batch. The order of the examples is fixed by the
 * seed: the same seed gives the same batches on every platform.
 *
 * <p>A data set is a cursor and belongs to one thread.
 */
public final class DataSet {
    private static final long NEXT_BATCH_STREAM = -1;

    private final LabelledImages examples;
    private final int count;
    private final long seed;
    private final Shuffle shuffle;
    private final int[] order;
    private int indexInEpoch;
    private int epochsCompleted;
    private long epochsIterated;

    /** The {@code count} examples from {@code first} on. */
    DataSet(ExampleLayout layout, Pixels pixels, byte[] labels, int first, int count, long seed) {
        this.examples = new LabelledImages(layout, pixels, labels, first, count);
        this.count = count;
        this.seed = seed;
        this.shuffle = new Shuffle(seed, NEXT_BATCH_STREAM);
        this.order = fileOrder();
    }

    /** The number of examples. */
    public int numExamples() {
        return count;
    }

    /** The number of classes: one more than the highest label of the training and test files. */
    public int numClasses() {
        return examples.layout().classes();
    }

    /** The height of an image in pixels. */
    public int rows() {
        return examples.layout().rows();
    }

    /** The width of an image in pixels. */
    public int columns() {
        return examples.layout().columns();
    }

    /**
     * All images in the order of the files, whatever was shuffled: pixels in [0, 1], float32
     * [numExamples, rows · columns], or [numExamples, rows, columns, 1] when not reshaped. Converted
     * anew by each call; for MNIST's training images that is 172 MB.
     */
    public Tensor images() {
        return all().images();
    }

    /** All labels in the order of the files: one-hot float32 [numExamples, classes], or else int32 [numExamples]. */
    public Tensor labels() {
        return all().labels();
    }

    /** How many epochs {@link #nextBatch} has gone through: one more when it first needs an example of the next. */
    public int epochsCompleted() {
        return epochsCompleted;
    }

    /**
     * The next examples, in TensorFlow's order: examples are shuffled before the first batch and at
     * the end of each epoch, and a batch that an epoch's end cuts is filled from the start of the next,
     * so that each epoch gives each example exactly once.
     *
     * @param size the number of examples, from 1 to {@link #numExamples()}
     * @return a batch with arrays of its own
     * @throws InvalidArgumentException when {@code size} is out of range
     */
    public Batch nextBatch(int size) {
        return nextBatch(size, true);
    }

    /**
     * The next examples as {@link #nextBatch(int)} gives them; without {@code shuffle} an epoch that
     * begins goes on in the order of the last.
     *
     * @throws InvalidArgumentException when {@code size} is out of range
     */
    public Batch nextBatch(int size, boolean shuffle) {
        checkBatchSize(size);
        var batch = emptyBatch(size);
        fillNext(batch, shuffle);
        return batch;
    }

    /**
     * Fills a batch again with the next examples, as many as it has, so that a loop allocates nothing.
     * The batch's tensors are then views of the new examples.
     *
     * @param batch a batch of this data set, or of one read together with it
     * @throws InvalidArgumentException when the batch is laid out otherwise, or has more examples than the data set
     */
    public void nextBatch(Batch batch) {
        if (!batch.spec().equals(examples.spec())) {
            throw new InvalidArgumentException("nextBatch: the batch has examples of " + batch.spec()
                    + ", this data set of " + examples.spec() + ": take a batch of this data set");
        }
        checkBatchSize(batch.size());
        fillNext(batch, true);
    }

    /**
     * The batches of whole epochs: every example once, in a new random order each time the result is
     * iterated; the last batch may be smaller.
     *
     * @param size the number of examples in a batch, 1 or more
     * @throws InvalidArgumentException when {@code size} is below 1
     */
    public Batches batches(int size) {
        if (size < 1) {
            throw new InvalidArgumentException("batches: expected a size of 1 or more, got " + size);
        }
        return new Batches(this, size, true, false, false);
    }

    /**
     * The batches of every epoch by their numbers, shuffled by the data set's seed: those of epoch k are
     * those of the k-th iteration, from 0, over {@link #batches}. Moves nothing on.
     *
     * @param batchSize the number of examples in a batch, 1 or more
     * @throws InvalidArgumentException when {@code batchSize} is below 1
     */
    public BatchPipeline source(int batchSize) {
        return Pipeline.of(this).shuffle(seed).batch(batchSize);
    }

    ExampleSource examples() {
        return examples;
    }

    private void fillNext(Batch batch, boolean shuffled) {
        int size = batch.size();
        if (shuffled && epochsCompleted == 0 && indexInEpoch == 0) {
            shuffle.permute(order);
        }
        int rest = Math.min(size, count - indexInEpoch);
        fill(batch, 0, order, indexInEpoch, indexInEpoch + rest);
        indexInEpoch += rest;
        if (rest < size) {
            epochsCompleted++;
            if (shuffled) {
                shuffle.permute(order);
            }
            indexInEpoch = size - rest;
            fill(batch, rest, order, 0, indexInEpoch);
        }
    }

    private void checkBatchSize(int size) {
        if (size < 1 || size > count) {
            throw new InvalidArgumentException(
                    "nextBatch: expected a size from 1 to the " + count + " examples there are, got " + size);
        }
    }

    private Batch all() {
        var batch = emptyBatch(count);
        fill(batch, 0, fileOrder(), 0, count);
        return batch;
    }

    Batch emptyBatch(int size) {
        return new Batch(size, examples.spec());
    }

    /** Fills places {@code at} and on with the examples that {@code numbers} names from {@code from} to {@code to}. */
    void fill(Batch batch, int at, int[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            examples.read(numbers[i], batch.row(at + i - from));
        }
    }

    int[] epochOrder(boolean shuffled) {
        var numbers = fileOrder();
        if (shuffled) {
            new Shuffle(seed, epochsIterated++).permute(numbers);
        }
        return numbers;
    }

    private int[] fileOrder() {
        var numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    @Override
    public String toString() {
        return "DataSet[" + count + " images of " + rows() + "x" + columns() + " in " + numClasses() + " classes]";
    }
}
