package dev.lamina.benchmarks.workload;

import java.util.Map;
import java.util.stream.Collectors;

/** One line of JSON from numbers, texts and arrays of floats: what the peers' class paths need no library for. */
public final class Json {
    private Json() {}

    /** An object with these members. */
    public static String object(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(each -> text(each.getKey()) + ":" + value(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case Double number when !Double.isFinite(number) -> "null";
            case Number number -> number.toString();
            case float[] numbers -> {
                StringBuilder text = new StringBuilder("[");
                for (float each : numbers) {
                    text.append(text.length() > 1 ? "," : "")
                            .append(Float.isFinite(each) ? String.valueOf(each) : "null");
                }
                yield text.append(']').toString();
            }
            default -> text(value.toString());
        };
    }

    private static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
    }
}
