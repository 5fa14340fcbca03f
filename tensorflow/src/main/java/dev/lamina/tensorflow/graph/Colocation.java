package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.NodeDef;

/** The attribute {@code _class}: it names nodes ({@code loc:@weights}), so it follows when they get a prefix. */
public final class Colocation {
    private static final String ATTRIBUTE = "_class";
    private static final ByteString MARK = ByteString.copyFromUtf8("loc:@");

    private Colocation() {}

    public static NodeDef prefixed(NodeDef node, String prefix) {
        AttrValue value = node.getAttrMap().get(ATTRIBUTE);
        if (prefix.isEmpty() || value == null) {
            return node;
        }
        AttrValue.ListValue.Builder names = AttrValue.ListValue.newBuilder();
        for (ByteString name : value.getList().getSList()) {
            names.addS(
                    name.startsWith(MARK)
                            ? MARK.concat(ByteString.copyFromUtf8(prefix)).concat(name.substring(MARK.size()))
                            : name);
        }
        return node.toBuilder()
                .putAttr(ATTRIBUTE, AttrValue.newBuilder().setList(names).build())
                .build();
    }
}
