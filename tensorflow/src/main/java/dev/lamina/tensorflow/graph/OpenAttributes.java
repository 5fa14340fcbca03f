package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.NameAttrList;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.Map;

/** The attributes of a body's node that name one of the function's own, those of functions that it names among them. */
final class OpenAttributes {
    /** What the use of the function gives for the name of an attribute. */
    interface Given {
        AttrValue of(String name);
    }

    private OpenAttributes() {}

    /** Fills a node's attributes. */
    static void fill(NodeDef.Builder node, Given given) {
        Map.copyOf(node.getAttrMap()).forEach((key, value) -> node.putAttr(key, filled(value, given)));
    }

    private static AttrValue filled(AttrValue value, Given given) {
        return switch (value.getValueCase()) {
            case PLACEHOLDER -> given.of(value.getPlaceholder());
            case FUNC ->
                value.toBuilder().setFunc(filled(value.getFunc(), given)).build();
            case LIST -> {
                AttrValue.ListValue.Builder list = value.getList().toBuilder();
                for (int i = 0; i < list.getFuncCount(); i++) {
                    list.setFunc(i, filled(list.getFunc(i), given));
                }
                yield value.toBuilder().setList(list).build();
            }
            default -> value;
        };
    }

    private static NameAttrList filled(NameAttrList function, Given given) {
        NameAttrList.Builder copy = function.toBuilder();
        function.getAttrMap().forEach((key, value) -> copy.putAttr(key, filled(value, given)));
        return copy.build();
    }
}
