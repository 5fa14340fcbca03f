package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import org.junit.jupiter.api.Test;

/** Nodes as TensorFlow restores by, and others that nobody but an attacker writes. */
class RestoreNodesTest {
    private static final String VARIABLE = "node { name: 'w' op: 'VarHandleOp' }";
    private static final String FILE = texts("file", "prefix");
    private static final String KEYS = texts("keys", "layer/w/.ATTRIBUTES/VARIABLE_VALUE");
    private static final String SLICES = texts("slices", "");
    private static final String RESTORE = Graphs.node("restore", "RestoreV2", "file keys slices");

    private static String texts(String name, String text) {
        return "node { name: '" + name + "' op: 'Const' attr { key: 'value' value { tensor { dtype: DT_STRING"
                + " tensor_shape { dim { size: 1 } } string_val: '" + text + "' } } } }";
    }

    private static MetaGraphDef def(String nodes, String library) {
        return MetaGraphDef.newBuilder()
                .setGraphDef(Graphs.def(VARIABLE + FILE + nodes + "library { " + library + " }"))
                .setSaverDef(dev.lamina.tensorflow.proto.SaverDef.newBuilder().setRestoreOpName("all"))
                .build();
    }

    private static MetaGraphDef assigning(String input) {
        return def(
                KEYS
                        + SLICES
                        + RESTORE
                        + Graphs.node("same", "Identity", "restore")
                        + Graphs.node("assign", "AssignVariableOp", "w " + input)
                        + Graphs.node("all", "NoOp", "^assign"),
                "");
    }

    private static void refused(MetaGraphDef def, String message) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> RestoreNodes.tensors(def))
                .withMessageContaining(message);
    }

    @Test
    void findsTheKeyOfAVariable() {
        assertThat(RestoreNodes.tensors(assigning("same")))
                .containsExactly(
                        java.util.Map.entry("w", new RestoredTensor("layer/w/.ATTRIBUTES/VARIABLE_VALUE", "")));
    }

    @Test
    void refusesInputsThatAreNotThere() {
        refused(assigning("same:1"), "'same:1' is not in the graph");
        refused(assigning("^same"), "'^same' is not in the graph");
        refused(assigning("restore:1"), "has 1 tensors, not one at 1");
        refused(assigning("^restore"), "has 1 tensors, not one at -1");
    }

    @Test
    void refusesNamesThatAreNoText() {
        String numbers = Graphs.constant("keys", 1);
        refused(
                def(
                        numbers
                                + SLICES
                                + RESTORE
                                + Graphs.node("assign", "AssignVariableOp", "w restore")
                                + Graphs.node("all", "NoOp", "^assign"),
                        ""),
                "names of type float32");
    }

    /** Each body is checked by itself only when its nodes have been put into the graph. */
    @Test
    void refusesACircleInTheBodyOfAFunction() {
        String circle = Graphs.node("a", "Identity", "b:output:0")
                + Graphs.node("b", "Identity", "a:output:0")
                + Graphs.node("assign", "AssignVariableOp", "x a:output:0");
        String function = "function { signature { name: 'f' input_arg { name: 'x' type: DT_RESOURCE } } "
                + circle.replace("node {", "node_def {") + " control_ret { key: 'done' value: 'assign' } }";
        String call = "node { name: 'all' op: 'StatefulPartitionedCall' input: 'w'"
                + " attr { key: 'f' value { func { name: 'f' } } } }";
        refused(def(call, function), "need each other in a circle");
    }
}
