package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory the programs of a session may take unless the session says otherwise. */
final class MemoryLimit {
    static final String PROPERTY = "lamina.programMemory";

    /** The part of the largest heap that it is by default. */
    private static final int SHARE = 4;

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})([kKmMgG]?)");

    private MemoryLimit() {}

    /** The property, or a quarter of the heap where it is not set. */
    static long byDefault() {
        String text = System.getProperty(PROPERTY);
        return text == null ? Runtime.getRuntime().maxMemory() / SHARE : parse(text);
    }

    private static long parse(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new InvalidArgumentException(
                    "the property " + PROPERTY + " is '" + text + "', which is no amount of memory",
                    "write bytes, or a number with k, m or g behind it: -D" + PROPERTY + "=512m");
        }
        int shift = switch (amount.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
        // 15 digits are below 2^50: a shift that leaves the range of long is more than there is.
        long number = Long.parseLong(amount.group(1));
        return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
    }
}
