package dev.lamina.op.text.regex;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A set of characters: ranges, other sets, all of them or all others. */
final class CharacterSet {
    private final List<int[]> ranges = new ArrayList<>();
    private final List<IntPredicate> others = new ArrayList<>();
    private boolean isNegated;
    private boolean ignoresCase;

    /** The set of one character. */
    static CharacterSet of(int character) {
        return new CharacterSet().add(character, character);
    }

    /** The set of those for which something holds. */
    static CharacterSet of(IntPredicate predicate) {
        CharacterSet set = new CharacterSet();
        set.others.add(predicate);
        return set;
    }

    CharacterSet add(int from, int to) {
        ranges.add(new int[] {from, to});
        return this;
    }

    CharacterSet add(CharacterSet set) {
        others.add(set::contains);
        return this;
    }

    /** Makes it the set of all others. */
    CharacterSet negated() {
        isNegated = !isNegated;
        return this;
    }

    /** Makes no difference between small and capital letters. */
    CharacterSet ignoringCase() {
        ignoresCase = true;
        return this;
    }

    boolean contains(int character) {
        boolean has = has(character)
                || (ignoresCase && (has(Character.toLowerCase(character)) || has(Character.toUpperCase(character))));
        return has != isNegated;
    }

    private boolean has(int character) {
        for (int[] range : ranges) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        for (IntPredicate other : others) {
            if (other.test(character)) {
                return true;
            }
        }
        return false;
    }

    /** Letters and digits of ASCII, and the underline. */
    static boolean isWord(int c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The set of {@code \d}, {@code \s}, {@code \w} and of their negations in capital letters; {@code null} for another letter. */
    static @Nullable CharacterSet ofPerl(int letter) {
        return switch (letter) {
            case 'd' -> of(CharacterSet::isDigit);
            case 'D' -> of(CharacterSet::isDigit).negated();
            case 's' -> of(c -> c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r');
            case 'S' ->
                of(c -> c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r')
                        .negated();
            case 'w' -> of(CharacterSet::isWord);
            case 'W' -> of(CharacterSet::isWord).negated();
            default -> null;
        };
    }

    /** The set of a name as in {@code [:alpha:]}, of ASCII; {@code null} for another name. */
    static @Nullable CharacterSet ofPosix(String name) {
        return switch (name) {
            case "alnum" -> of(c -> isLetter(c) || isDigit(c));
            case "alpha" -> of(CharacterSet::isLetter);
            case "ascii" -> of(c -> c < 128);
            case "blank" -> of(c -> c == ' ' || c == '\t');
            case "cntrl" -> of(c -> c < 32 || c == 127);
            case "digit" -> of(CharacterSet::isDigit);
            case "graph" -> of(c -> c > 32 && c < 127);
            case "lower" -> of(c -> c >= 'a' && c <= 'z');
            case "print" -> of(c -> c >= 32 && c < 127);
            case "punct" -> of(c -> c > 32 && c < 127 && !isLetter(c) && !isDigit(c));
            case "space" -> of(c -> c == ' ' || (c >= '\t' && c <= '\r'));
            case "upper" -> of(c -> c >= 'A' && c <= 'Z');
            case "word" -> of(CharacterSet::isWord);
            case "xdigit" -> of(c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
            default -> null;
        };
    }

    /** The set of a category or script of Unicode, such as {@code Lu}, {@code L} or {@code Greek}; {@code null} for another name. */
    static @Nullable CharacterSet ofUnicode(String name) {
        if (name.equals("Any")) {
            return of(c -> true);
        }
        String categories = CATEGORIES.getOrDefault(name, "");
        if (!categories.isEmpty()) {
            return of(c -> categories.indexOf((char) ('A' + Character.getType(c))) >= 0);
        }
        try {
            UnicodeScript script = UnicodeScript.forName(name);
            return of(c -> UnicodeScript.of(c) == script);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** By name, what {@link Character#getType} gives, as letters from A on. */
    private static final Map<String, String> CATEGORIES = categories();

    private static Map<String, String> categories() {
        Map<String, String> all = new HashMap<>();
        String[] names = {
            "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "", "Zs", "Zl", "Zp", "Cc", "Cf",
            "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
        };
        for (int type = 0; type < names.length; type++) {
            if (!names[type].isEmpty()) {
                String letter = String.valueOf((char) ('A' + type));
                all.put(names[type], letter);
                all.merge(names[type].substring(0, 1), letter, String::concat);
            }
        }
        return all;
    }
}
