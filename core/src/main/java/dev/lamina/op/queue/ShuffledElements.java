package dev.lamina.op.queue;

import dev.lamina.kernel.random.PhiloxWords;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Elements taken by chance: the place of each is a word of a Philox stream, by its remainder. The last takes its place. */
final class ShuffledElements implements QueueElements {
    private final List<List<Tensor>> elements = new ArrayList<>();
    private final PhiloxWords words;

    ShuffledElements(long seed, long seed2) {
        boolean isSeeded = seed != 0 || seed2 != 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        words = isSeeded ? new PhiloxWords(seed, seed2) : new PhiloxWords(random.nextLong(), random.nextLong());
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public void add(List<Tensor> element) {
        elements.add(element);
    }

    @Override
    public List<Tensor> take() {
        int place = Integer.remainderUnsigned(words.next(), elements.size());
        List<Tensor> last = elements.removeLast();
        return place == elements.size() ? last : elements.set(place, last);
    }

    @Override
    public void putBack(List<List<Tensor>> taken) {
        elements.addAll(taken.reversed());
    }
}
