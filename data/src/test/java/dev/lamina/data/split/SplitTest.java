package dev.lamina.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static int[][] parts(Split<String> split, List<String> examples, double... fractions) {
        return split.parts(examples.size(), examples::forEach, fractions);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static long in(int[] part, List<String> examples, String wanted) {
        return Arrays.stream(part).filter(i -> examples.get(i).equals(wanted)).count();
    }

    /** What each example's part is, by the example. */
    private static Map<String, Integer> byExample(Split<String> split, List<String> examples, double... fractions) {
        var places = new HashMap<String, Integer>();
        int[][] parts = parts(split, examples, fractions);
        for (int part = 0; part < parts.length; part++) {
            for (int i : parts[part]) {
                places.put(examples.get(i), part);
            }
        }
        return places;
    }

    @Test
    void everyExampleIsInOnePartInOrder() {
        int[][] parts = parts(Split.random(1), numbers(100), 0.7, 0.2, 0.1);
        assertThat(parts[0]).hasSize(70).isSorted();
        assertThat(parts[1]).hasSize(20).isSorted();
        assertThat(parts[2]).hasSize(10).isSorted();
        assertThat(Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test
    void theSeedFixesTheParts() {
        // Pinned: the same on every platform and in every release.
        assertThat(parts(Split.random(1), numbers(10), 0.8, 0.2)[1]).containsExactly(4, 6);
        assertThat(parts(Split.random(1), numbers(1000), 0.8, 0.2))
                .isDeepEqualTo(parts(Split.random(1), numbers(1000), 0.8, 0.2));
        assertThat(parts(Split.random(2), numbers(1000), 0.8, 0.2)[1])
                .isNotEqualTo(parts(Split.random(1), numbers(1000), 0.8, 0.2)[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 57, 333})
    void whatIsAddedAtTheEndMovesNoOther(int before) {
        Function<String, String> lastDigit = text -> text.substring(text.length() - 1);
        for (Split<String> split :
                List.<Split<String>>of(Split.random(3), Split.stratified(3, lastDigit), Split.grouped(3, lastDigit))) {
            var few = byExample(split, numbers(before), 0.5, 0.3, 0.2);
            var many = byExample(split, numbers(5 * before), 0.5, 0.3, 0.2);
            assertThat(many).containsAllEntriesOf(few);
        }
    }

    @Test
    void whatIsAddedAnywhereMovesNoGroup() {
        Split<String> byContent = Split.grouped(3, text -> text);
        var few = byExample(byContent, numbers(100), 0.6, 0.4);
        var mixed =
                IntStream.range(0, 300).mapToObj(i -> Integer.toString(299 - i)).toList();
        assertThat(byExample(byContent, mixed, 0.6, 0.4)).containsAllEntriesOf(few);
        assertThat(few.values().stream().filter(part -> part == 0).count()).isBetween(45L, 75L);
    }

    @Test
    void everyStratumIsDividedAlike() {
        var examples = IntStream.range(0, 1000)
                .mapToObj(i -> i < 900 ? "common" : i < 990 ? "rare" : "seldom")
                .toList();
        int[][] parts = parts(Split.stratified(7, text -> text), examples, 0.8, 0.2);
        assertThat(in(parts[1], examples, "common")).isEqualTo(180);
        assertThat(in(parts[1], examples, "rare")).isEqualTo(18);
        assertThat(in(parts[1], examples, "seldom")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 50, 101})
    void noPartIsFarFromItsFraction(int count) {
        double[] fractions = {0.55, 0.25, 0.2};
        for (int seed = 0; seed < 20; seed++) {
            int[][] parts = parts(Split.random(seed), numbers(count), fractions);
            for (int i = 0; i < fractions.length; i++) {
                assertThat((double) parts[i].length).isBetween(count * fractions[i] - 3, count * fractions[i] + 3);
            }
        }
    }

    @Test
    void everyPlaceFallsIntoEveryPart() {
        int[] counts = new int[10];
        int seeds = 2000;
        for (int seed = 0; seed < seeds; seed++) {
            for (int i : parts(Split.random(seed), numbers(10), 0.8, 0.2)[1]) {
                counts[i]++;
            }
        }
        // The deviation of each is 18 about 400.
        assertThat(IntStream.of(counts)).allSatisfy(each -> assertThat(each).isBetween(320, 480));
    }

    @Test
    void aGroupIsNeverDivided() {
        var examples =
                IntStream.range(0, 1000).mapToObj(i -> "patient " + i * 7 % 40).toList();
        int[][] parts = parts(Split.grouped(1, text -> text), examples, 0.7, 0.3);
        for (var group : examples) {
            assertThat(in(parts[0], examples, group)).isIn(0L, 25L);
        }
        assertThatThrownBy(() -> parts(Split.grouped(1, _ -> null), examples, 0.7, 0.3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("example 0", "no group");
        // To a stratum, what belongs to none is one more.
        assertThat(parts(Split.stratified(1, _ -> null), examples, 0.7, 0.3)[0]).hasSize(700);
    }

    @Test
    void foldsAreEqual() {
        assertThat(Split.equal(4)).containsExactly(0.25, 0.25, 0.25, 0.25);
        int[][] folds = parts(Split.random(1), numbers(12), Split.equal(3));
        assertThat(folds).hasDimensions(3, 4);
        assertThat(Split.others(6, new int[] {1, 4})).containsExactly(0, 2, 3, 5);
        assertThatThrownBy(() -> Split.equal(1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aPartThatWouldBeEmptyIsSaid() {
        assertThatThrownBy(() -> parts(Split.random(1), numbers(3), 0.5, 0.25, 0.15, 0.1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContainingAll("of 3 examples none", "of 4", "hint");
        assertThatThrownBy(() -> parts(Split.random(1), numbers(0), 1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void fractionsAreAWhole() {
        for (double[] wrong : new double[][] {{}, {0.8, 0.1}, {1, 0}, {1.5, -0.5}, {Double.NaN, 1}, {80, 20}}) {
            assertThatThrownBy(() -> parts(Split.random(1), numbers(9), wrong))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("fractions");
        }
    }
}
