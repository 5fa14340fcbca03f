package dev.lamina.compiler;

import dev.lamina.compiler.run.Memory;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.RangeKernel;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The arrays that kernels of a stage have besides their inputs and outputs. Kernels that run one after the other share them;
 * those that may be fused, and so run on ranges in turn, have their own.
 */
final class Workspaces {
    /** What an array can be used for. */
    private record Kind(DType type, int size) {}

    private final Map<Kind, Deque<Storage>> free = new HashMap<>();
    private final List<Buffer> taken = new ArrayList<>();

    /** A kernel begins to be made. */
    void begin() {
        taken.clear();
    }

    /**
     * Gives an array, which holds anything.
     *
     * @param memory is told what is new
     */
    Buffer take(DType type, Shape shape, LongConsumer memory) {
        Deque<Storage> old = free.get(new Kind(type, shape.size()));
        Buffer buffer;
        if (old == null || old.isEmpty()) {
            memory.accept((long) shape.size() * Memory.bytesOf(type));
            buffer = Buffer.allocate(type, shape);
        } else {
            buffer = new Buffer(type, shape, old.pop());
        }
        assert isSpoilt(buffer);
        taken.add(buffer);
        return buffer;
    }

    /** The kernel that was begun is made: others may use its arrays, too, if it never runs while they do. */
    void made(Kernel kernel) {
        if (!(kernel instanceof RangeKernel) && !(kernel instanceof FinishingKernel)) {
            for (Buffer each : taken) {
                free.computeIfAbsent(new Kind(each.dtype(), each.size()), _ -> new ArrayDeque<>())
                        .push(each.storage());
            }
        }
        taken.clear();
    }

    /** Where assertions are on, as in tests, no kernel finds zeros where it may find what another has left. */
    private static boolean isSpoilt(Buffer buffer) {
        Object array = buffer.array();
        if (array.getClass().getComponentType().isPrimitive() && buffer.dtype() != DType.BOOL) {
            for (int i = 0; i < buffer.size() * buffer.dtype().width(); i++) {
                Array.setByte(array, i, (byte) 0x55);
            }
        }
        return true;
    }
}
