package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.NameAttrList;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.OpDef;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Calls of functions as the operations by which a graph has them: a node whose operation is a function's name becomes a
 * {@code PartitionedCall}, or a stateful one, and is written as it was.
 *
 * @param functions all functions of the file by name
 */
record FunctionCallNodes(Map<String, FunctionDef> functions) {
    /** Marks a node that calls a function by an operation of its name: no attribute can be called so. */
    static final String DIRECT = "@direct";

    static FunctionCallNodes of(FunctionDefLibrary library) {
        Map<String, FunctionDef> functions = new HashMap<>();
        library.getFunctionList()
                .forEach(function -> functions.put(function.getSignature().getName(), function));
        return new FunctionCallNodes(functions);
    }

    /** A node as the graph has it; itself if it calls nothing. */
    NodeDef call(NodeDef node) {
        String name = FunctionCalls.called(node, functions);
        FunctionDef function = name == null ? null : functions.get(name);
        if (function == null) {
            return node;
        }
        NodeDef.Builder call = node.toBuilder();
        Map<String, AttrValue> given = node.getAttrMap();
        if (functions.containsKey(node.getOp())) {
            call.clearAttr();
            NameAttrList.Builder own = NameAttrList.newBuilder().setName(node.getOp());
            given.forEach((key, value) -> {
                if (key.startsWith("_")) {
                    call.putAttr(key, value);
                } else {
                    own.putAttr(key, value);
                }
            });
            call.setOp(function.getSignature().getIsStateful() ? "StatefulPartitionedCall" : "PartitionedCall")
                    .putAttr("f", AttrValue.newBuilder().setFunc(own).build())
                    .putAttr(DIRECT, AttrValue.newBuilder().setB(true).build());
        }
        if (!call.containsAttr("Tout")) {
            call.putAttr("Tout", types(function, call.getAttrOrThrow("f").getFunc()));
        }
        return call.build();
    }

    private static AttrValue types(FunctionDef function, NameAttrList use) {
        AttrValue.ListValue.Builder types = AttrValue.ListValue.newBuilder();
        for (OpDef.ArgDef output : function.getSignature().getOutputArgList()) {
            types.addTypeValue(
                    output.getTypeAttr().isEmpty()
                            ? output.getTypeValue()
                            : Objects.requireNonNullElse(
                                            use.getAttrMap().get(output.getTypeAttr()), AttrValue.getDefaultInstance())
                                    .getTypeValue());
        }
        return AttrValue.newBuilder().setList(types).build();
    }
}
