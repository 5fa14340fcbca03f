package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.graph.ImportedGraph;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow 1's loops and conditions in files. */
class LoopFilesTest {
    private static final String INT = " attr { key: 'T' value { type: DT_INT32 } }";
    private static final String N = "node { name: 'n' op: 'Placeholder'"
            + " attr { key: 'dtype' value { type: DT_INT32 } } attr { key: 'shape' value { shape {} } } }";

    @TempDir
    private Path folder;

    private static String node(String name, String op, String inputs, String attributes) {
        StringBuilder text = new StringBuilder("node { name: '" + name + "' op: '" + op + "'");
        for (String input : inputs.split(" ", -1)) {
            text.append(" input: '").append(input).append("'");
        }
        return text.append(attributes).append(" }").toString();
    }

    private static String constant(String name, int value, String control) {
        return "node { name: '" + name + "' op: 'Const'" + (control.isEmpty() ? "" : " input: '" + control + "'")
                + " attr { key: 'dtype' value { type: DT_INT32 } } attr { key: 'value' value { tensor {"
                + " dtype: DT_INT32 tensor_shape {} int_val: " + value + " } } } }";
    }

    private static String enter(String name, String input, boolean isConstant) {
        return node(
                name,
                "Enter",
                input,
                INT + " attr { key: 'frame_name' value { s: 'f' } }"
                        + " attr { key: 'is_constant' value { b: " + isConstant + " } }"
                        + " attr { key: 'parallel_iterations' value { i: 7 } }");
    }

    /** Doubles 3 as often as n says. */
    private static String loop(String next) {
        return N
                + constant("zero", 0, "")
                + constant("three", 3, "")
                + enter("enter_i", "zero", false)
                + enter("enter_x", "three", false)
                + enter("enter_n", "n", true)
                + node("merge_i", "Merge", "enter_i next_i", INT + " attr { key: 'N' value { i: 2 } }")
                + node("merge_x", "Merge", "next_x enter_x", INT + " attr { key: 'N' value { i: 2 } }")
                + node("less", "Less", "merge_i enter_n", INT)
                + node("cond", "LoopCond", "less", "")
                + node("switch_i", "Switch", "merge_i cond", INT)
                + node("switch_x", "Switch", "merge_x cond", INT)
                + node("pivot", "Identity", "switch_i:1", INT)
                + constant("one", 1, "^pivot")
                + node("add", "Add", "switch_i:1 one", INT)
                + next
                + node("next_i", "NextIteration", "add", INT)
                + node("next_x", "NextIteration", "double", INT)
                + node("exit_i", "Exit", "switch_i", INT)
                + node("exit", "Exit", "switch_x", INT);
    }

    private static final String DOUBLE = node("double", "Add", "switch_x:1 switch_x:1", INT);

    private static int run(Graph graph, int n) {
        try (Session session = new Session(graph)) {
            return session.run(graph.output("exit"), Feed.of(graph.output("n"), Tensor.of(n)))
                    .ints()[0];
        }
    }

    @Test
    void aLoopIsReadRunAndWrittenAsItWas() throws Exception {
        GraphDef def = Graphs.def(loop(DOUBLE));
        Graph graph = GraphFile.add(new Graph(), def, "", Map.of(), "test");

        assertThat(run(graph, 4)).isEqualTo(48);
        assertThat(run(graph, 0)).isEqualTo(3);
        for (NodeDef node : def.getNodeList()) {
            NodeDef written = GraphDefs.write(graph).getNodeList().stream()
                    .filter(each -> each.getName().equals(node.getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(written.getInputList()).isEqualTo(node.getInputList());
            assertThat(written.getAttrMap().keySet())
                    .isEqualTo(node.getAttrMap().keySet());
            if (!node.getOp().equals("Placeholder")) {
                assertThat(written.getAttrMap()).isEqualTo(node.getAttrMap());
            }
        }
        GraphFile.write(graph, folder.resolve("again.pb"));
        assertThat(run(GraphFile.read(folder.resolve("again.pb")), 3)).isEqualTo(24);
        Graph within = new Graph();
        GraphFile.importInto(within, folder.resolve("again.pb"), "import", Map.of());
        try (Session session = new Session(within)) {
            assertThat(session.run(within.output("import/exit"), Feed.of(within.output("import/n"), Tensor.of(1)))
                            .ints()[0])
                    .isEqualTo(6);
        }
    }

    @Test
    void aLoopThatLacksAnOperationIsLeftOutAsAWhole() {
        Graph graph = Graphs.graph(loop(node("double", "Warp", "switch_x:1", INT)) + node("other", "Neg", "n", INT));

        assertThat(graph.leftOut().stream().map(LeftOut::name)).contains("merge_x", "exit", "next_x");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> graph.output("exit"))
                .withMessageContaining("Warp x1");
        assertThat(graph.contains("other")).isTrue();
    }

    @Test
    void aLoopWithANodeThatDoesNotFitIsLeftOutAsAWhole() {
        GraphDef def = Graphs.def(loop(node("double", "Add", "switch_x:1", INT)) + node("other", "Neg", "n", INT));
        Graph graph = new Graph();
        new ImportedGraph(graph, "", Map.of(), def, "test").add(def.getNodeList(), Map.of(), Map.of(), true);

        assertThat(graph.contains("merge_x")).isFalse();
        assertThat(graph.contains("merge_i")).isTrue();
        assertThat(graph.contains("other")).isTrue();
        assertThat(graph.leftOut().stream().map(LeftOut::name)).contains("merge_x", "exit", "next_x", "double");
        assertThatThrownBy(() -> graph.output("exit")).hasMessageContaining("'double' (Add)");
    }

    @Test
    @Timeout(20)
    void manyLoopsThatAreLeftOutTakeNoLongerThanTheirNumber() {
        StringBuilder text = new StringBuilder(N);
        for (int i = 0; i < 1500; i++) {
            text.append(enter("enter_" + i, "n", false))
                    .append(node("merge_" + i, "Merge", "enter_" + i + " next_" + i, INT))
                    .append(node("add_" + i, "Add", "merge_" + i, INT))
                    .append(node("next_" + i, "NextIteration", "add_" + i, INT));
        }
        GraphDef def = Graphs.def(text.toString());
        Graph graph = new Graph();
        new ImportedGraph(graph, "", Map.of(), def, "test").add(def.getNodeList(), Map.of(), Map.of(), true);

        assertThat(graph.contains("enter_1499")).isTrue();
        assertThat(graph.leftOut()).hasSize(4500);
    }

    @Test
    void aCircleWithoutANextIterationIsRefused() {
        String circle = loop(DOUBLE).replace("'NextIteration'", "'Identity'");

        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Graphs.graph(circle))
                .withMessageContaining("need each other in a circle");
    }

    @Test
    void whatComesBackHasToBeOfTheLoopsType() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(
                        () -> Graphs.graph(
                                loop(node(
                                                "double",
                                                "Cast",
                                                "switch_x:1",
                                                " attr { key: 'SrcT' value { type: DT_INT32 } } attr { key: 'DstT' value { type: DT_FLOAT } }"))
                                        .replace(
                                                "name: 'next_x' op: 'NextIteration' input: 'double' attr { key: 'T' value { type: DT_INT32",
                                                "name: 'next_x' op: 'NextIteration' input: 'double' attr { key: 'T' value { type: DT_FLOAT")))
                .withMessageContaining("'merge_x'");
    }

    @Test
    void variablesInALoopAreFrozen() {
        Graph graph = Graphs.graph(loop(node("double", "Mul", "switch_x:1 step", INT)
                + "node { name: 'v' op: 'VariableV2' attr { key: 'dtype' value { type: DT_INT32 } }"
                + " attr { key: 'shape' value { shape {} } } }"
                + constant("five", 5, "")
                + node("init", "Assign", "v five", INT)
                + node(
                        "enter_v",
                        "RefEnter",
                        "v",
                        INT + " attr { key: 'frame_name' value { s: 'f' } }"
                                + " attr { key: 'is_constant' value { b: true } }")
                + node("step", "Identity", "enter_v ^pivot", INT)));
        Graph frozen;
        try (Session session = new Session(graph)) {
            session.run(graph.node("init"));
            frozen = GraphFile.freeze(session, List.of(graph.output("exit")));
        }

        assertThat(run(frozen, 2)).isEqualTo(75);
        assertThat(frozen.node("enter_v").op().name()).isEqualTo("Enter");
    }

    @Test
    void aFunctionMayHaveALoopInTheGraphItself() {
        Graph graph = new Graph();
        FunctionBuilder builder = new FunctionBuilder(graph);
        Output x = builder.parameter(DType.INT32, Shape.scalar(), "x");
        Graph loop = Graphs.graph(loop(DOUBLE));
        GraphFile.write(loop, folder.resolve("loop.pb"));
        GraphFile.importInto(builder.graph(), folder.resolve("loop.pb"), "", Map.of("n", x));
        graph.functions()
                .add(GraphFunction.of(
                        "power", builder.body(List.of(builder.graph().output("exit")), List.of())));
        Output n = Tf.create(graph).placeholder(DType.INT32, Shape.scalar(), "n");
        Output called = PartitionedCall.of(Scope.of(graph), FunctionReference.of("power"), List.of(n))
                .getFirst();
        Identity.of(Scope.of(graph).named("exit"), called);

        assertThat(run(graph, 3)).isEqualTo(24);
        GraphFile.write(graph, folder.resolve("call.pb"));
        assertThat(run(GraphFile.read(folder.resolve("call.pb")), 5)).isEqualTo(96);
    }

    @Test
    void bitFlipsGiveTypedErrorsOrALoop() {
        byte[] file = Graphs.def(loop(DOUBLE)).toByteArray();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                GraphDef def = ProtoFile.parse(damaged, GraphDef.getDefaultInstance(), "damaged");
                Graph graph = GraphFile.add(new Graph(), def, "", Map.of(), "damaged");
                try (Session session = new Session(graph)) {
                    // Compiled and not run: a loop that was damaged need not end.
                    session.explain(List.of(graph.output("exit")), Feed.of(graph.output("n"), Tensor.of(2)));
                }
            } catch (LaminaException e) {
                assertThat(e.problem()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 1_999);
    }
}
