package dev.lamina.data;

import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Examples kept in the heap, as they are laid out in batches, in blocks that are made as they are needed. */
final class MemoryCache implements ExampleCache {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int REFERENCE_BYTES = 8;
    private static final int ABSENT = 0;
    private static final int COMING = 1;

    private final ExampleSpec spec;
    private final List<TensorSpec> tensors;
    private final int size;
    private final long limit;
    private final int perBlock;
    private final LongAdder bytes = new LongAdder();

    /** For each example {@link #ABSENT}, {@link #COMING}, or -1 less its number in its source. */
    private final AtomicIntegerArray states;

    private final AtomicReferenceArray<Object @Nullable []> blocks;

    /** Checks that the examples, but for the letters of strings, take no more than {@code limit} bytes. */
    MemoryCache(Stage input, long limit) {
        this.spec = input.spec();
        this.tensors = spec.all();
        this.size = (int) input.size();
        this.limit = limit;
        long example = Integer.BYTES;
        for (var each : tensors) {
            int element =
                    each.type() == DType.STRING ? REFERENCE_BYTES : each.type().bytes();
            example += (long) each.shape().size() * element;
        }
        if (size > 0 && example > limit / size) {
            throw tooMany(example > Long.MAX_VALUE / size ? Long.MAX_VALUE : size * example, null);
        }
        bytes.add(size * example);
        this.perBlock = (int) Math.max(1, BLOCK_BYTES / example);
        this.states = new AtomicIntegerArray(size);
        this.blocks = new AtomicReferenceArray<>(Math.ceilDiv(size, perBlock));
    }

    /** A cache that takes half of the heap at most. */
    static MemoryCache ofHalfTheHeap(Stage input) {
        return new MemoryCache(input, Runtime.getRuntime().maxMemory() / 2);
    }

    @Override
    public void open(Stage input) {
        // Nothing is kept from before.
    }

    @Override
    public int read(int at, Example into) {
        int state = states.get(at);
        if (state >= 0) {
            return -1;
        }
        var block = block(at / perBlock);
        for (int k = 0; k < block.length; k++) {
            var values = into.values().get(k);
            values.copyFrom(block[k], at % perBlock * values.size());
        }
        return -1 - state;
    }

    @Override
    public void keep(int at, Example from) {
        if (!states.compareAndSet(at, ABSENT, COMING)) {
            return; // another thread keeps the same
        }
        boolean isKept = false;
        try {
            copy(at, from);
            isKept = true;
        } finally {
            states.set(at, isKept ? -1 - from.index() : ABSENT);
        }
    }

    private void copy(int at, Example from) {
        var block = block(at / perBlock);
        for (int k = 0; k < block.length; k++) {
            var values = from.values().get(k);
            System.arraycopy(values.array(), values.offset(), block[k], at % perBlock * values.size(), values.size());
            if (values.array() instanceof byte[][] strings) {
                for (int i = values.offset(); i < values.offset() + values.size(); i++) {
                    bytes.add(strings[i].length);
                }
            }
        }
        if (bytes.sum() > limit) {
            throw tooMany(bytes.sum(), null);
        }
    }

    private Object[] block(int number) {
        var block = blocks.get(number);
        return block == null ? newBlock(number) : block;
    }

    private synchronized Object[] newBlock(int number) {
        var known = blocks.get(number);
        if (known != null) {
            return known;
        }
        int count = Math.min(perBlock, size - number * perBlock);
        var block = new Object[tensors.size()];
        try {
            for (int k = 0; k < block.length; k++) {
                var each = tensors.get(k);
                block[k] = each.type()
                        .newArray(Math.multiplyExact(count, each.shape().size()));
            }
        } catch (OutOfMemoryError e) {
            // One array that does not fit leaves the heap as it was.
            throw tooMany(bytes.sum(), e);
        }
        blocks.set(number, block);
        return block;
    }

    private ResourceExhaustedException tooMany(long wanted, @Nullable OutOfMemoryError cause) {
        return new ResourceExhaustedException(
                "cache: " + size + " examples of " + spec + " take " + wanted + " bytes or more, of which "
                        + (cause == null
                                ? "a cache in memory may take " + limit + ", half of the heap"
                                : "the heap of " + Runtime.getRuntime().maxMemory() + " bytes has no room left"),
                "cache(file) keeps them on disk; or start Java with a larger -Xmx",
                cause);
    }
}
