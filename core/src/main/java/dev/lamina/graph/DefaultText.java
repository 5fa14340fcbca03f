package dev.lamina.graph;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The defaults of attributes, read from the text of an operation's signature. */
final class DefaultText {
    private DefaultText() {}

    /** The default as the record of the operation takes it, or {@code null} if there is none. */
    static @Nullable Object value(Attribute attribute) {
        String text = attribute.defaultText();
        if (text == null) {
            return null;
        }
        String type = attribute.type();
        if (!type.startsWith("list(")) {
            return single(type, text);
        }
        String members = text.substring(1, text.length() - 1).strip();
        if (members.isEmpty()) {
            return List.of();
        }
        String each = type.substring("list(".length(), type.length() - 1);
        return Arrays.stream(members.split(","))
                .map(member -> Objects.requireNonNull(single(each, member.strip())))
                .toList();
    }

    private static @Nullable Object single(String type, String text) {
        return switch (type) {
            case "bool" -> Boolean.valueOf(text);
            case "int" -> Long.valueOf(text);
            case "float" -> Float.valueOf(text);
            case "string" -> text.substring(1, text.length() - 1);
            case "type" -> DType.ofTensorFlowName(text);
            case "shape" -> text.equals("[]") ? Shape.scalar() : Shape.unknown();
            case "tensor" -> vector(text);
            default -> throw new IllegalArgumentException("no default of type " + type + ": " + text);
        };
    }

    /** A vector of integers, as {@code uint8[1 2]}. */
    private static Tensor vector(String text) {
        int bracket = text.indexOf('[');
        String members = text.substring(bracket + 1, text.length() - 1);
        int[] values = Arrays.stream(members.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        return Tensor.of(values, DType.ofTensorFlowName(text.substring(0, bracket)));
    }
}
