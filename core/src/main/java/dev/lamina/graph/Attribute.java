package dev.lamina.graph;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an operation's signature: {@code transpose_a: bool = false}, {@code T: {float, double}}.
 *
 * @param name TensorFlow's name of it
 * @param type what it holds: {@code bool}, {@code int}, {@code float}, {@code string}, {@code type}, {@code shape},
 *     {@code tensor}, {@code func}, or a {@code list(...)} of them
 * @param allowedTypes the types that a type attribute may be; empty for any
 * @param defaultText the default as the signature writes it, or {@code null} if there is none
 */
public record Attribute(
        String name,
        String type,
        List<DType> allowedTypes,
        @Nullable String defaultText) {
    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon).strip();
        // A list's least length ("int >= 1") is a matter of the shape rule.
        String rest = text.substring(colon + 1).replaceFirst(">=\\s*\\d+", "").strip();
        int equals = rest.indexOf('=');
        String fallback = equals < 0 ? null : rest.substring(equals + 1).strip();
        String type = (equals < 0 ? rest : rest.substring(0, equals)).strip();
        if (!type.startsWith("{")) {
            return new Attribute(name, type, List.of(), fallback);
        }
        List<DType> allowed = Arrays.stream(type.substring(1, type.length() - 1).split(","))
                .map(String::strip)
                .map(DType::ofTensorFlowName)
                .toList();
        return new Attribute(name, "type", allowed, fallback);
    }

    /** Says whether a value is what this attribute holds, of an allowed type if it is a type. */
    boolean holds(Object value) {
        if (!type.startsWith("list(")) {
            return holds(type, value);
        }
        String each = type.substring("list(".length(), type.length() - 1);
        return value instanceof List<?> list && list.stream().allMatch(member -> holds(each, member));
    }

    private boolean holds(String kind, Object value) {
        return switch (kind) {
            case "bool" -> value instanceof Boolean;
            case "int" -> value instanceof Long;
            case "float" -> value instanceof Float;
            case "string" -> value instanceof String;
            case "type" -> value instanceof DType candidate && allows(candidate);
            case "shape" -> value instanceof Shape;
            case "tensor" -> value instanceof Tensor;
            case "func" -> value instanceof FunctionReference;
            default -> false;
        };
    }

    boolean allows(DType candidate) {
        return allowedTypes.isEmpty() || allowedTypes.contains(candidate);
    }

    @Nullable
    DType defaultType() {
        return defaultText == null ? null : DType.ofTensorFlowName(defaultText);
    }
}
