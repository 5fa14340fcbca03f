package dev.lamina.op.queue;

import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The elements of a queue, and which of them is the next. */
interface QueueElements {
    int size();

    void add(List<Tensor> element);

    /** Takes the next one out. */
    List<Tensor> take();

    /** Puts back what was taken last, given in the order in which it was taken. */
    void putBack(List<List<Tensor>> taken);

    /** Those of an empty queue. */
    static QueueElements of(QueueOp op) {
        return op instanceof RandomShuffleQueueV2 shuffling
                ? new ShuffledElements(shuffling.seed(), shuffling.seed2())
                : inOrder();
    }

    /** Those of which the first is taken first. */
    private static QueueElements inOrder() {
        Deque<List<Tensor>> elements = new ArrayDeque<>();
        return new QueueElements() {
            @Override
            public int size() {
                return elements.size();
            }

            @Override
            public void add(List<Tensor> element) {
                elements.addLast(element);
            }

            @Override
            public List<Tensor> take() {
                return elements.removeFirst();
            }

            @Override
            public void putBack(List<List<Tensor>> taken) {
                taken.reversed().forEach(elements::addFirst);
            }
        };
    }
}
