package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** TensorFlow's rules for names: {@code Variable}, {@code Variable_1}; case does not tell two apart. */
final class Names {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.\\\\/>-]*");

    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private final Journal journal;

    Names(Journal journal) {
        this.journal = journal;
    }

    /** The name itself if it is free, or with the first free number behind it; taken from now on. */
    String unique(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        int count = used.getOrDefault(key, 0);
        put(key, count + 1);
        if (count == 0) {
            return name;
        }
        String candidate = name + "_" + count;
        while (used.containsKey(candidate.toLowerCase(Locale.ROOT))) {
            count++;
            candidate = name + "_" + count;
        }
        put(key, count + 1);
        put(candidate.toLowerCase(Locale.ROOT), 1);
        return candidate;
    }

    /** Takes a name just as it is, for a node that is going to be added; says whether it is not taken so already. */
    boolean claim(String name) {
        if (!claimed.add(name)) {
            return false;
        }
        journal.add(() -> claimed.remove(name));
        String key = name.toLowerCase(Locale.ROOT);
        put(key, used.getOrDefault(key, 0) + 1);
        return true;
    }

    /** Gives a claimed name to the node that it was claimed for; says whether it was claimed. */
    boolean giveUp(String name) {
        return claimed.remove(name);
    }

    private void put(String key, int count) {
        Integer before = used.put(key, count);
        journal.add(() -> {
            if (before == null) {
                used.remove(key);
            } else {
                used.put(key, before);
            }
        });
    }

    /** The number in the name of a tensor, {@code x:0}. */
    static int index(String tensor) {
        try {
            return Integer.parseInt(tensor.substring(tensor.lastIndexOf(':') + 1));
        } catch (NumberFormatException e) {
            throw new InvalidArgumentException("'" + tensor + "' is not the name of a tensor, like 'x:0'", null, e);
        }
    }

    static void check(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new InvalidArgumentException(
                    "'" + name + "' is not a valid name",
                    "use letters, digits, '.', '_', '-' and '/', with a letter, a digit or '.' first");
        }
    }
}
