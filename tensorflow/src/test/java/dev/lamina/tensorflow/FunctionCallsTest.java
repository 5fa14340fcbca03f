package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.Graph;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.graph.FileFunctions;
import dev.lamina.tensorflow.graph.FunctionGrowth;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FunctionCallsTest {
    private static final String TWICE = function("twice", body("sum", "Add", "x x"), "sum:z:0");

    private static String function(String name, String nodes, String result) {
        return "function { signature { name: '" + name + "' input_arg { name: 'x' type: DT_FLOAT }"
                + " output_arg { name: 'y' type: DT_FLOAT } } " + nodes + " ret { key: 'y' value: '" + result
                + "' } }\n";
    }

    private static String body(String name, String op, String inputs) {
        return Graphs.node(name, op, inputs).replaceFirst("node", "node_def");
    }

    private static String call(String name, String function, String input) {
        return "node { name: '" + name + "' op: 'StatefulPartitionedCall' input: '" + input
                + "' attr { key: 'f' value { func { name: '" + function + "' } } } }\n";
    }

    private static float run(String nodes, String library) {
        Graph graph = Graphs.graph(Graphs.constant("a", 3) + nodes + "library { " + library + " }");
        try (Session session = new Session(graph)) {
            return (float) session.run(graph.output("call")).doubleValue();
        }
    }

    @Test
    void putsTheBodyInTheCallsPlace() {
        assertThat(run(call("call", "twice", "a"), TWICE)).isEqualTo(6);
    }

    @Test
    void nests() {
        String outer = function(
                "outer",
                call("inner", "twice", "x").replaceFirst("node", "node_def") + body("neg", "Neg", "inner:output:0"),
                "neg:y:0");
        assertThat(run(call("call", "outer", "a"), TWICE + outer)).isEqualTo(-6);
    }

    @Test
    void callsByTheFunctionsOwnName() {
        assertThat(run(Graphs.node("call", "twice", "a"), TWICE)).isEqualTo(6);
    }

    @Test
    void findsTheOutputThatTheBodyNames() {
        String nodes = body("neg", "Neg", "x")
                + body("pair", "Pack", "neg:y:0 x").replace("attr {", "attr { key: 'N' value { i: 2 } } attr {")
                + "node_def { name: 'k' op: 'Const' attr { key: 'dtype' value { type: DT_INT32 } }"
                + " attr { key: 'value' value { tensor { dtype: DT_INT32 tensor_shape {} int_val: 1 } } } }"
                + body("top", "TopKV2", "pair:output:0 k:output:0")
                + "node_def { name: 'cast' op: 'Cast' input: 'top:indices:0'"
                + " attr { key: 'SrcT' value { type: DT_INT32 } } attr { key: 'DstT' value { type: DT_FLOAT } } }";
        assertThat(run(call("call", "f", "a"), function("f", nodes, "cast:y:0")))
                .isEqualTo(1);
    }

    /** What a function leaves open, functions that it names may leave open too. */
    @Test
    void aTypeIsHandedOnToInnerFunctions() {
        String open = "node_def { name: 'neg' op: 'Neg' input: 'x' attr { key: 'T' value { placeholder: 'T' } } }";
        String any = open("any", open, "neg:y:0");
        String inner = "attr { key: 'f' value { func { name: 'any' attr { key: 'T' value { placeholder: 'T' } } } } }"
                + " attr { key: 'Tin' value { list { type: DT_FLOAT } } } attr { key: 'Tout' value { list { type: DT_FLOAT } } }";
        String outer = open(
                "outer",
                "node_def { name: 'in' op: 'PartitionedCall' input: 'x' " + inner + " }"
                        + body("own", "any", "in:output:0").replace("type: DT_FLOAT", "placeholder: 'T'"),
                "own:y:0");
        String call =
                "node { name: 'call' op: 'PartitionedCall' input: 'a' attr { key: 'f' value { func { name: 'outer'"
                        + " attr { key: 'T' value { type: DT_FLOAT } } } } }"
                        + " attr { key: 'Tin' value { list { type: DT_FLOAT } } } attr { key: 'Tout' value { list { type: DT_FLOAT } } } }";
        assertThat(run(call, any + outer)).isEqualTo(3);
    }

    /** A function that leaves the type open. */
    private static String open(String name, String nodes, String result) {
        return "function { signature { name: '" + name + "' input_arg { name: 'x' type_attr: 'T' }"
                + " output_arg { name: 'y' type_attr: 'T' } attr { name: 'T' type: 'type' } } " + nodes
                + " ret { key: 'y' value: '" + result + "' } }\n";
    }

    @Test
    void refusesWhatCannotBeInlined() {
        refused(call("call", "none", "a"), "", "calls function 'none', which is not in the graph's library");
        String self = function("self", call("again", "self", "x").replaceFirst("node", "node_def"), "again:output:0");
        refused(call("call", "self", "a"), self, "call each other in a circle");
        refused(call("call", "twice", "a").replace("input: 'a'", "input: 'a' input: 'a'"), TWICE, "given 2 inputs");
        refused(call("call", "twice", "a"), TWICE.replace("sum:z:0", "gone:z:0"), "its body has no 'gone:z:0'");
        refused(call("call", "twice", "a"), TWICE.replace("sum:z:0", "sum:other:0"), "has no output 'other'");
    }

    private static void refused(String nodes, String library, String message) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> run(nodes, library))
                .withMessageContaining(message);
    }

    @Test
    void stopsBeforeItGrowsBeyondAllBounds() {
        StringBuilder library = new StringBuilder(TWICE);
        for (int i = 0; i < 40; i++) {
            String inner = i == 0 ? "twice" : "f" + (i - 1);
            String calls = call("one", inner, "x") + call("two", inner, "one:output:0");
            library.append(function("f" + i, calls.replace("node {", "node_def {"), "two:output:0"));
        }
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> run(call("call", "f39", "a"), library.toString()))
                .withMessageContaining("more than 200000 nodes");
    }

    @Test
    void theNumberOfNodesIsToldBeforeTheyAreMade() {
        StringBuilder library = new StringBuilder(TWICE);
        for (int i = 0; i < 60; i++) {
            String inner = i == 0 ? "twice" : "f" + (i - 1);
            String calls = call("one", inner, "x") + call("two", inner, "one:output:0");
            library.append(function("f" + i, calls.replace("node {", "node_def {"), "two:output:0"));
        }
        GraphDef def = Graphs.def(call("call", "f5", "a") + call("large", "f59", "a") + "library { " + library + " }");
        Map<String, FunctionDef> functions = def.getLibrary().getFunctionList().stream()
                .collect(Collectors.toMap(function -> function.getSignature().getName(), function -> function));
        FunctionGrowth growth = new FunctionGrowth(functions, 400);
        assertThat(growth.of(def.getNode(0))).isEqualTo(2 * 64 + 63);
        assertThat(growth.of(def.getNode(1))).isEqualTo(3L * (1L << 60) - 1);
    }

    /** Their bodies have no nodes but calls: what grows is the nodes that stand for the results. */
    @Test
    void countsTheResultsOfFunctionsThatOnlyCallEachOther() {
        StringBuilder library = new StringBuilder(function("f0", "", "x"));
        for (int i = 1; i < 40; i++) {
            String calls = call("one", "f" + (i - 1), "x") + call("two", "f" + (i - 1), "one:output:0");
            library.append(function("f" + i, calls.replace("node {", "node_def {"), "two:output:0"));
        }
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> run(call("call", "f39", "a"), library.toString()))
                .withMessageContaining("more than 200000 nodes");
    }

    /** Of a model each call stands for itself: what one that is refused used up is given back. */
    @Test
    void aCallNestedTooDeepHurtsNoOther() {
        assertThat(problems("c")).containsOnlyKeys("deep");
    }

    @Test
    @Tag("slow")
    void aCallWithNamesTooLongHurtsNoOther() {
        assertThat(problems("c".repeat(3000)))
                .containsOnlyKeys("deep", "f390")
                .hasEntrySatisfying("f390", e -> assertThat(e).hasMessageContaining("characters"));
    }

    /** Of functions that call each other under a name. */
    private static Map<String, LaminaException> problems(String name) {
        StringBuilder library = new StringBuilder(TWICE);
        for (int i = 0; i < 450; i++) {
            String inner = call(name, i == 0 ? "twice" : "f" + (i - 1), "x");
            library.append(function("f" + i, inner.replace("node {", "node_def {"), name + ":output:0"));
        }
        GraphDef def = Graphs.def(Graphs.constant("a", 3)
                + call("deep", "f449", "a")
                + call("f390", "f390", "a")
                + call("two", "twice", "a")
                + call("f9", "f9", "a")
                + "library { " + library + " }");
        Map<String, LaminaException> problems = new HashMap<>();
        FileFunctions functions = new FileFunctions(new Graph(), def, "a file");
        functions.add();
        functions.nodes(problems, true);
        assertThat(problems.get("deep")).hasMessageContaining("400 deep");
        return problems;
    }

    @Test
    void refusesCallsNestedDeeperThanAStackHolds() {
        StringBuilder library = new StringBuilder(TWICE);
        for (int i = 0; i < 5000; i++) {
            String inner = call("c", i == 0 ? "twice" : "f" + (i - 1), "x").replace("node {", "node_def {");
            library.append(function("f" + i, inner, "c:output:0"));
        }
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> run(call("call", "f4999", "a"), library.toString()))
                .withMessageContaining("nested more than 400 deep");
        assertThat(run(call("call", "f300", "a"), library.toString())).isEqualTo(6);
    }

    /** A node's name begins with those of all calls around it, so that few bytes of a file can ask for much memory. */
    @Test
    void stopsBeforeNamesGrowBeyondAllBounds() {
        String body = "";
        for (int i = 0; i < 2000; i++) {
            body += body("n" + i, "Neg", "x");
        }
        StringBuilder library = new StringBuilder(function("f0", body, "n0:y:0"));
        for (int i = 1; i < 10; i++) {
            String inner = call("c".repeat(10_000), "f" + (i - 1), "x").replace("node {", "node_def {");
            library.append(function("f" + i, inner, "c".repeat(10_000) + ":output:0"));
        }
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> run(call("call", "f9", "a"), library.toString()))
                .withMessageContaining("characters");
    }
}
