package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The batches of a {@link Pipeline}.
 *
 * <p>Immutable but for the arrays that closed cursors leave to later ones: opening epoch after epoch,
 * each after the last is closed, allocates no batch after the first.
 */
public final class BatchPipeline implements BatchSource {
    private final Stage stage;
    private final int size;
    private final boolean dropRemainder;
    private final int prefetch;
    private final int threads;
    private final SpareSlots spare = new SpareSlots();

    BatchPipeline(Stage stage, int size, boolean dropRemainder, int prefetch, int threads) {
        this.stage = stage;
        this.size = size;
        this.dropRemainder = dropRemainder;
        this.prefetch = prefetch;
        this.threads = threads;
        int largest = (int) Math.min(size, stage.size());
        stage.spec()
                .all()
                .forEach(each -> Shape.of(largest).concat(each.shape()).size());
    }

    /** The same batches without the last one of an epoch where that would be smaller than the others. */
    public BatchPipeline dropRemainder() {
        return new BatchPipeline(stage, size, true, prefetch, threads);
    }

    /**
     * The same batches, made on another thread while the ones before are in use. Each cursor has such
     * a thread from when it is opened until its epoch ends or it is closed: a cursor that is not read to
     * its end must be closed.
     *
     * @param batches how many batches are made ahead, 1 or more; 0 for none and no thread
     * @throws InvalidArgumentException when {@code batches} is below 0
     */
    public BatchPipeline prefetch(int batches) {
        if (batches < 0) {
            throw new InvalidArgumentException("prefetch: expected 0 or more batches, got " + batches);
        }
        return new BatchPipeline(stage, size, dropRemainder, batches, 1);
    }

    /**
     * As {@link #prefetch(int)}, on several threads, each of which makes a batch of its own: for what is
     * slow to read, as pictures in files are, or to map, as TensorFlow's {@code num_parallel_calls}. The
     * batches, their order and their bits are the same for any number of threads.
     *
     * @param batches how many batches are made ahead, 1 or more
     * @param threads how many threads make them, from 1 to {@code batches}: more would find nothing to do
     * @throws InvalidArgumentException when a number is out of range
     */
    public BatchPipeline prefetch(int batches, int threads) {
        if (threads < 1 || threads > batches) {
            throw new InvalidArgumentException(
                    "prefetch: expected 1 or more batches, and from 1 to as many threads, got " + batches
                            + " batches on " + threads + " threads",
                    "each thread makes a batch of its own: prefetch as many batches as there are threads, or more");
        }
        return new BatchPipeline(stage, size, dropRemainder, batches, threads);
    }

    @Override
    public BatchCursor open(long epoch, long from) {
        long end = batchesPerEpoch();
        if (epoch < 0 || from < 0 || from > end) {
            throw new InvalidArgumentException("open: expected an epoch from 0 on and a batch from 0 to " + end
                    + ", got epoch " + epoch + ", batch " + from);
        }
        var orders = new Orders();
        int ahead = (int) Math.min(prefetch, end - from);
        if (ahead == 0) {
            return new EpochCursor(new DirectSupply(filling(epoch, orders), spare), from, end);
        }
        var fillings = IntStream.range(0, Math.min(threads, ahead))
                .mapToObj(_ -> filling(epoch, orders))
                .toList();
        return new EpochCursor(new PrefetchedSupply(fillings, spare, from, end, ahead), from, end);
    }

    private Filling filling(long epoch, Orders orders) {
        return new Filling(stage, epoch, size, end(), orders);
    }

    @Override
    public long batchesPerEpoch() {
        return Math.ceilDiv(end(), size);
    }

    private long end() {
        return dropRemainder ? stage.size() - stage.size() % size : stage.size();
    }

    @Override
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

    /** The number of batches in an epoch, their size and what the examples look like. */
    @Override
    public String toString() {
        return "BatchPipeline[" + batchesPerEpoch() + " batches of " + size + " of " + stage.spec() + "]";
    }
}
