package dev.lamina.app.show;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelDescription;
import dev.lamina.tensorflow.SignatureDescription;
import dev.lamina.tensorflow.TensorDescription;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** For programs. Unknown dimensions are -1, a shape of which nothing is known is null; NaN and infinities are strings. */
final class JsonDescription {
    private final JsonMapper json = new JsonMapper();
    private final @Nullable Values values;

    JsonDescription(@Nullable Values values) {
        this.values = values;
    }

    String of(ModelDescription model) {
        ObjectNode root = json.createObjectNode();
        root.put("path", model.path()).put("kind", model.kind().toString());
        ArrayNode variables = root.putArray("variables");
        for (TensorDescription variable : model.variables()) {
            ObjectNode node = variables.addObject();
            put(node, variable);
            if (values != null) {
                Values.Value value = values.of(variable.name());
                if (value.tensor() != null) {
                    put(node, value.tensor());
                } else if (value.error() != null) {
                    node.put("error", value.error());
                }
            }
        }
        root.put("parameters", model.parameters());
        putCounts(root.putObject("operations"), model.operations());
        putCounts(root.putObject("missing_operations"), model.missingOperations());
        ObjectNode blocked = root.putObject("blocked");
        model.blocked().forEach((op, nodes) -> {
            ArrayNode names = blocked.putArray(op);
            nodes.forEach(names::add);
        });
        ObjectNode signatures = root.putObject("signatures");
        model.signatures().forEach((key, signature) -> put(signatures.putObject(key), signature));
        return json.writeValueAsString(root);
    }

    private static void putCounts(ObjectNode node, Map<String, Integer> counts) {
        counts.forEach(node::put);
    }

    private static void put(ObjectNode node, SignatureDescription signature) {
        node.put("method", signature.method());
        ArrayNode missing = node.putArray("missing");
        signature.missing().forEach(missing::add);
        ObjectNode inputs = node.putObject("inputs");
        signature.inputs().forEach((key, tensor) -> put(inputs.putObject(key), tensor));
        ObjectNode outputs = node.putObject("outputs");
        signature.outputs().forEach((key, tensor) -> put(outputs.putObject(key), tensor));
    }

    private static void put(ObjectNode node, TensorDescription tensor) {
        node.put("name", tensor.name()).put("dtype", tensor.dtype());
        Shape shape = tensor.shape();
        if (shape.hasRank()) {
            ArrayNode dims = node.putArray("shape");
            for (long dim : shape.dims()) {
                dims.add(dim);
            }
        } else {
            node.putNull("shape");
        }
    }

    /** The elements, nested as the shape is; a single one as itself. */
    private void put(ObjectNode node, Tensor value) {
        ArrayNode holder = json.createArrayNode();
        fill(holder, value, 0, 0, 1);
        node.set("values", holder.get(0));
    }

    /** Adds, for each of {@code count} positions of the axis before, what lies below it; returns the next element. */
    private int fill(ArrayNode parent, Tensor value, int axis, int next, long count) {
        int element = next;
        for (long i = 0; i < count; i++) {
            if (axis == value.shape().rank()) {
                add(parent, value, element++);
            } else {
                element = fill(
                        parent.addArray(),
                        value,
                        axis + 1,
                        element,
                        value.shape().dim(axis));
            }
        }
        return element;
    }

    private static void add(ArrayNode parent, Tensor value, int element) {
        Buffer buffer = value.buffer();
        DType dtype = value.dtype();
        switch (dtype) {
            case STRING -> parent.add(new String(buffer.strings()[element], StandardCharsets.UTF_8));
            case BOOL -> parent.add(buffer.bytes()[element] != 0);
            case FLOAT32 -> parent.add(buffer.floats()[element]);
            case COMPLEX64, COMPLEX128 ->
                parent.addArray().add(buffer.realPart(element)).add(buffer.imaginaryPart(element));
            case FLOAT64, FLOAT16, BFLOAT16 -> parent.add(buffer.asDouble(element));
            default -> parent.add(buffer.asLong(element));
        }
    }
}
