package dev.lamina.op.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list that never changes gives what a list that does gives, and stays as it was. */
class PersistentVectorTest {
    private static final int STEPS = 4_000;
    private static final int LONGEST = 2_500;

    @Test
    void doesWhatAnArrayListDoes() {
        Random random = new Random(7);
        PersistentVector<Integer> vector = PersistentVector.ofNulls(0);
        List<@Nullable Integer> list = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            PersistentVector<Integer> before = vector;
            List<@Nullable Integer> copy = List.copyOf(replaceNulls(list));
            switch (list.isEmpty() ? 0 : random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    vector = vector.plus(step);
                    list.add(step);
                }
                case 4, 5 -> {
                    int index = random.nextInt(list.size());
                    vector = vector.with(index, step);
                    list.set(index, step);
                }
                case 6 -> {
                    vector = vector.resized(list.size() - 1);
                    list.removeLast();
                }
                default -> {
                    if (step % 100 == 0) {
                        int length = random.nextInt(LONGEST);
                        vector = vector.resized(length);
                        while (list.size() > length) {
                            list.removeLast();
                        }
                        while (list.size() < length) {
                            list.add(null);
                        }
                    }
                }
            }
            if (step % 50 == 0) {
                assertThat(vector.toList()).as("after step %d", step).isEqualTo(list);
                assertThat(replaceNulls(before.toList()))
                        .as("the one before step %d", step)
                        .isEqualTo(copy);
            }
        }
        assertThat(vector.size()).isEqualTo(list.size());
    }

    @Test
    void isMadeOfListsOfAnyLength() {
        for (int length : new int[] {0, 1, 31, 32, 33, 1023, 1024, 1025, 32_768, 32_769}) {
            List<Integer> list = IntStream.range(0, length).boxed().toList();
            PersistentVector<Integer> vector = PersistentVector.of(list);
            assertThat(vector.toList()).as("%d elements", length).isEqualTo(list);
            assertThat(vector.plus(-1).get(length)).isEqualTo(-1);
        }
    }

    @Test
    void whatWasCutOffIsGone() {
        PersistentVector<Integer> vector = PersistentVector.of(List.of(1, 2, 3));
        assertThat(vector.resized(1).resized(3).toList()).containsExactly(1, null, null);
    }

    @Test
    void isCutInAFewStepsHoweverLong() {
        int last = Integer.MAX_VALUE - 1;
        PersistentVector<Integer> vector = PersistentVector.<Integer>ofNulls(Integer.MAX_VALUE)
                .with(last, 7)
                .with(40, 5);
        PersistentVector<Integer> cut = vector.resized(41);
        assertThat(vector.get(last)).isEqualTo(7);
        assertThat(cut.size()).isEqualTo(41);
        assertThat(cut.get(40)).isEqualTo(5);
        assertThat(cut.resized(40).resized(Integer.MAX_VALUE).get(40)).isNull();
        assertThat(cut.resized(Integer.MAX_VALUE).get(last)).isNull();
    }

    private static List<Integer> replaceNulls(List<@Nullable Integer> list) {
        return list.stream().map(each -> each == null ? -7 : each).toList();
    }
}
