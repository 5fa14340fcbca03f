package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names, such as those of classes, numbered from 0. Immutable. */
public final class Vocabulary {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,1000}");

    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Vocabulary(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.isEmpty() || numbers.put(name, i) != null) {
                throw new InvalidArgumentException(
                        "a name is not empty and there once, got " + Cells.quoted(name) + " in " + Cells.list(names));
            }
        }
    }

    /**
     * Numbers names in their order.
     *
     * @throws InvalidArgumentException when one is empty or there twice
     */
    public static Vocabulary of(List<String> names) {
        return new Vocabulary(names);
    }

    /** Numbers names as they were found: in the order of numbers when all are, or else of their characters. */
    public static Vocabulary sorted(Collection<String> found) {
        boolean integers = found.stream().allMatch(name -> INTEGER.matcher(name).matches());
        Comparator<String> order = integers
                ? Comparator.comparing((String name) -> new BigInteger(name)).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return new Vocabulary(found.stream().distinct().sorted(order).toList());
    }

    /** The names, by their number. */
    public List<String> names() {
        return names;
    }

    /** The number of a name, or -1 where it is none of them. */
    public int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /** The names, if they are many the first of them. */
    @Override
    public String toString() {
        return Cells.list(names);
    }
}
