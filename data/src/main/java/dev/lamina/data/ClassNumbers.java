package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes' numbers by their names. */
final class ClassNumbers {
    private final List<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * Numbers names in their order, from 0.
     *
     * @throws InvalidArgumentException when a name is empty or there twice
     */
    ClassNumbers(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.isEmpty() || numbers.put(name, i) != null) {
                throw new InvalidArgumentException(
                        "a class's name is not empty and there once, got \"" + name + "\" in " + names);
            }
        }
    }

    /** The names, by number. */
    List<String> names() {
        return names;
    }

    /** The number of a class, or null where there is none of that name. */
    @Nullable
    Integer of(String name) {
        return numbers.get(name);
    }
}
