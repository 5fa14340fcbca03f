package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Attribute;
import dev.lamina.graph.Signature;
import dev.lamina.op.Operations;
import dev.lamina.tensor.DType;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.DataType;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The operations of a file that Lamina does not have, or not for a type, by name, and how many nodes use each. */
public record MissingOps(Map<String, Integer> counts) {
    private static final Set<Integer> TYPES =
            Arrays.stream(DType.values()).map(DType::number).collect(Collectors.toUnmodifiableSet());

    public static MissingOps of(Collection<NodeDef> nodes) {
        Map<String, Integer> counts = new TreeMap<>();
        for (NodeDef node : nodes) {
            String lack = of(node);
            if (lack != null) {
                counts.merge(lack, 1, Integer::sum);
            }
        }
        return new MissingOps(counts);
    }

    /** What Lamina lacks for a node: its operation, {@code Conv3D}, or a type, {@code Cast of DT_QINT8}. */
    public static @Nullable String of(NodeDef node) {
        Optional<Class<?>> type = Operations.find(node.getOp());
        if (type.isEmpty()) {
            return node.getOp();
        }
        return Signature.of(type.get()).attributes().stream()
                .map(Attribute::name)
                .map(name -> node.getAttrOrDefault(name, AttrValue.getDefaultInstance()))
                .flatMapToInt(MissingOps::types)
                .map(Shapes::plainType)
                .filter(number -> DataType.forNumber(number) != null && number != 0 && !TYPES.contains(number))
                .mapToObj(number -> node.getOp() + " of " + DataType.forNumber(number))
                .findFirst()
                .orElse(null);
    }

    private static IntStream types(AttrValue value) {
        return switch (value.getValueCase()) {
            case TYPE -> IntStream.of(value.getTypeValue());
            case TENSOR -> IntStream.of(value.getTensor().getDtypeValue());
            case LIST -> value.getList().getTypeValueList().stream().mapToInt(Integer::intValue);
            default -> IntStream.of();
        };
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(missing -> missing.getKey() + " x" + missing.getValue())
                .collect(Collectors.joining(", ", "Op type not registered: operations that Lamina lacks: ", ""));
    }
}
