package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    private final Queue<Slot> spare = new ConcurrentLinkedQueue<>();

    BatchPipeline(Stage stage, int size, boolean dropRemainder, int prefetch) {
        this.stage = stage;
        this.size = size;
        this.dropRemainder = dropRemainder;
        this.prefetch = prefetch;
        int largest = (int) Math.min(size, stage.size());
        Shape.of(largest).concat(stage.spec().featureShape()).size();
        Shape.of(largest).concat(stage.spec().labelShape()).size();
    }

    /** The same batches without the last one of an epoch where that would be smaller than the others. */
    public BatchPipeline dropRemainder() {
        return new BatchPipeline(stage, size, true, prefetch);
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
        return new BatchPipeline(stage, size, dropRemainder, batches);
    }

    @Override
    public BatchCursor open(long epoch, long from) {
        long end = batchesPerEpoch();
        if (epoch < 0 || from < 0 || from > end) {
            throw new InvalidArgumentException("open: expected an epoch from 0 on and a batch from 0 to " + end
                    + ", got epoch " + epoch + ", batch " + from);
        }
        var filling = new Filling(stage, epoch, size, end(), spare);
        long ahead = Math.min(prefetch, end - from);
        return new EpochCursor(
                ahead == 0 ? new DirectSupply(filling) : new PrefetchedSupply(filling, from, end, (int) ahead),
                from,
                end);
    }

    @Override
    public long batchesPerEpoch() {
        return Math.ceilDiv(end(), size);
    }

    private long end() {
        return dropRemainder ? stage.size() - stage.size() % size : stage.size();
    }

    @Override
    public Shape featureShape() {
        return stage.spec().featureShape();
    }

    @Override
    public DType featureType() {
        return stage.spec().featureType();
    }

    @Override
    public Shape labelShape() {
        return stage.spec().labelShape();
    }

    @Override
    public DType labelType() {
        return stage.spec().labelType();
    }

    /** The number of batches in an epoch, their size and what the examples look like. */
    @Override
    public String toString() {
        return "BatchPipeline[" + batchesPerEpoch() + " batches of " + size + " of " + stage.spec() + "]";
    }
}
