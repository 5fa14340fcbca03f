package dev.lamina.data.split;

import dev.lamina.data.random.SplitMix64;
import dev.lamina.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How examples are divided into parts: at random, but so that the seed and the example alone decide.
 *
 * <p>Examples that are added later move no other from its part. To {@link #random} and {@link #stratified}
 * an example is its place, so that this holds for what is added at the end; to {@link #grouped} it is its
 * group, wherever it stands.
 *
 * @param <T> what an example is read as: an {@code Example}, or the {@code Row} of a table
 */
public final class Split<T> {
    private static final double SUM_TOLERANCE = 1e-9;

    private final long seed;
    private final @Nullable Function<? super T, @Nullable String> key;
    private final boolean whole;

    private Split(long seed, @Nullable Function<? super T, @Nullable String> key, boolean whole) {
        this.seed = seed;
        this.key = key;
        this.whole = whole;
    }

    /**
     * Each example by its place; nothing is read. Of any stretch of examples the parts get their fractions,
     * within one example of each.
     *
     * @param seed what fixes the parts
     */
    public static <T> Split<T> random(long seed) {
        return new Split<>(seed, null, false);
    }

    /**
     * The same fractions of each stratum, such as each class, within one example of each. An example's part
     * depends on which of its stratum it is: the first, the second, and so on.
     *
     * @param seed what fixes the parts
     * @param stratum what an example belongs to, such as the text of its class; null for one more stratum
     */
    public static <T> Split<T> stratified(long seed, Function<? super T, @Nullable String> stratum) {
        return new Split<>(seed, stratum, false);
    }

    /**
     * Never divides a group, such as all pictures of one patient. Each group falls into a part with the part's
     * fraction as its probability, so that the parts' sizes are near their fractions where there are many groups
     * of like size. With an example's whole content as its group, what is there twice is in one part.
     *
     * @param seed what fixes the parts
     * @param group what an example belongs to; one that belongs to none, null, is an error
     */
    public static <T> Split<T> grouped(long seed, Function<? super T, @Nullable String> group) {
        return new Split<>(seed, group, true);
    }

    /**
     * The places of each part's examples, ascending.
     *
     * @param size the number of examples
     * @param examples gives all of them in order, if it is asked to
     * @param fractions of each part, above 0, in all 1
     * @throws InvalidArgumentException when the fractions are not that, a part would be empty, or an example has
     *     no group
     */
    public int[][] parts(int size, Consumer<Consumer<T>> examples, double... fractions) {
        check(fractions);
        int[] parts = new int[size];
        if (key == null) {
            var places = new Allotment(fractions, seed, 0);
            Arrays.setAll(parts, _ -> places.next());
        } else if (whole) {
            byGroup(key, parts, examples, fractions);
        } else {
            byStratum(key, parts, examples, fractions);
        }
        return collect(parts, fractions);
    }

    private void byGroup(
            Function<? super T, @Nullable String> group,
            int[] parts,
            Consumer<Consumer<T>> examples,
            double[] fractions) {
        int[] next = {0};
        examples.accept(example -> {
            var name = group.apply(example);
            if (name == null) {
                throw new InvalidArgumentException(
                        "split: example " + next[0] + " belongs to no group",
                        "give it one of its own, or leave it out");
            }
            parts[next[0]++] = Allotment.part(new SplitMix64(seed, hash(name)).nextDouble(), fractions);
        });
    }

    private void byStratum(
            Function<? super T, @Nullable String> stratum,
            int[] parts,
            Consumer<Consumer<T>> examples,
            double[] fractions) {
        int[] next = {0};
        Map<@Nullable String, Allotment> strata = new HashMap<>();
        examples.accept(example -> {
            var name = stratum.apply(example);
            var allotment = strata.get(name);
            if (allotment == null) {
                allotment = new Allotment(fractions, seed, name == null ? 1 : hash(name));
                strata.put(name, allotment);
            }
            parts[next[0]++] = allotment.next();
        });
    }

    private static int[][] collect(int[] parts, double[] fractions) {
        int[] counts = new int[fractions.length];
        for (int part : parts) {
            counts[part]++;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new InvalidArgumentException(
                        "split: of " + parts.length + " examples none falls into part " + (i + 1) + " of "
                                + counts.length + ", whose fraction is " + fractions[i],
                        "take a larger fraction, fewer folds, or more examples");
            }
        }
        return IntStream.range(0, counts.length)
                .mapToObj(part -> IntStream.range(0, parts.length)
                        .filter(i -> parts[i] == part)
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * The fractions of k folds of one size.
     *
     * @param folds 2 or more
     * @throws InvalidArgumentException when {@code folds} is below 2
     */
    public static double[] equal(int folds) {
        if (folds < 2) {
            throw new InvalidArgumentException("folds: expected 2 or more, got " + folds);
        }
        double[] fractions = new double[folds];
        Arrays.fill(fractions, 1.0 / folds);
        return fractions;
    }

    /**
     * The places that are not in a part, ascending.
     *
     * @param size the number of examples
     * @param part places, ascending
     */
    public static int[] others(int size, int[] part) {
        var inPart = new boolean[size];
        for (int i : part) {
            inPart[i] = true;
        }
        return IntStream.range(0, size).filter(i -> !inPart[i]).toArray();
    }

    private static void check(double[] fractions) {
        boolean fine = fractions.length > 0
                && DoubleStream.of(fractions).allMatch(each -> each > 0)
                && Math.abs(DoubleStream.of(fractions).sum() - 1) < SUM_TOLERANCE;
        if (!fine) {
            throw new InvalidArgumentException(
                    "split: fractions are above 0 and 1 in all, got " + Arrays.toString(fractions));
        }
    }

    /** Of a text 64 bits that are the same on every platform: FNV-1a over its UTF-16. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
