package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Npy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Reads what a tensor is fed.
 *
 * @param name the tensor
 * @param dtype its type, to which numbers are converted
 * @param base what the names of files are relative to
 */
record FeedValue(String name, DType dtype, Path base) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Text as a value to be read. */
    static JsonNode text(String text) {
        return JSON.getNodeFactory().stringNode(text);
    }

    /**
     * Reads the name of an {@code .npy} file, a number or list in JSON, a list with commas, or a single value.
     *
     * @throws InvalidArgumentException if it is nothing of these, or no value of the type
     */
    Tensor read(JsonNode value) {
        if (!value.isString()) {
            return nested(value);
        }
        String text = value.stringValue();
        if (text.endsWith(".npy")) {
            return converted(Npy.read(base.resolve(text)));
        }
        if (text.startsWith("[")) {
            return nested(parse(text));
        }
        if (dtype == DType.STRING || !text.contains(",")) {
            return nested(value);
        }
        ArrayNode list = JSON.createArrayNode();
        for (String element : text.split(",", -1)) {
            list.add(element.strip());
        }
        return nested(list);
    }

    private Tensor converted(Tensor tensor) {
        boolean both = isNumeric(tensor.dtype()) && isNumeric(dtype);
        return both ? tensor.cast(dtype) : tensor;
    }

    private static boolean isNumeric(DType type) {
        return type != DType.STRING && !type.isOpaque();
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new InvalidArgumentException(
                    "the feed of " + name + " is no list: " + e.getOriginalMessage(), null, e);
        }
    }

    private Tensor nested(JsonNode value) {
        List<Long> dims = new ArrayList<>();
        for (JsonNode level = value; level.isArray(); level = level.get(0)) {
            dims.add((long) level.size());
            if (level.isEmpty()) {
                break;
            }
        }
        Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
        Elements elements = new Elements(name, dtype, shape.size());
        fill(value, shape, 0, elements);
        return elements.tensor(shape);
    }

    private void fill(JsonNode value, Shape shape, int axis, Elements elements) {
        boolean fits = axis == shape.rank() ? value.isValueNode() : value.isArray() && value.size() == shape.dim(axis);
        if (!fits) {
            throw new InvalidArgumentException("the feed of " + name + " is neither a value nor lists of one length");
        }
        if (axis == shape.rank()) {
            elements.add(value.asString());
        } else {
            value.forEach(element -> fill(element, shape, axis + 1, elements));
        }
    }
}
