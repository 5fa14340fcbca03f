package dev.lamina.data.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    @Test
    void everyOrderIsAsLikelyAsAnyOther() {
        var counts = new HashMap<String, Integer>();
        var shuffle = new Shuffle(1, 0);
        int[] order = {0, 1, 2, 3};
        int trials = 240_000;
        for (int i = 0; i < trials; i++) {
            shuffle.permute(order);
            counts.merge(Arrays.toString(order), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        // Chi-square with 23 degrees of freedom: 49.7 is passed by chance once in a thousand; the seed is fixed.
        double expected = trials / 24.0;
        double chiSquare = counts.values().stream()
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(49.7);
    }

    @Test
    void seedsAndStreamsDiffer() {
        assertThat(order(1, 0)).isEqualTo(order(1, 0)).isNotEqualTo(order(1, 1)).isNotEqualTo(order(2, 0));
        assertThat(order(1, 1)).isNotEqualTo(order(2, 0));
    }

    private static int[] order(long seed, long stream) {
        int[] order = new int[100];
        Arrays.setAll(order, i -> i);
        new Shuffle(seed, stream).permute(order);
        return order;
    }
}
