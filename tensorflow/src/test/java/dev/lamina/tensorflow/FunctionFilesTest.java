package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.FunctionGradient;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Output;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Split;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.proto.GraphDef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions and calls of files: read, run, written. */
class FunctionFilesTest {
    private static final String TWICE =
            "function { signature { name: '__twice_1' input_arg { name: 'x' type: DT_FLOAT }"
                    + " output_arg { name: 'y' type: DT_FLOAT } control_output: 'sum' }"
                    + " node_def { name: 'sum' op: 'Add' input: 'x' input: 'x' attr { key: 'T' value { type: DT_FLOAT } } }"
                    + " ret { key: 'y' value: 'sum:z:0' } control_ret { key: 'sum' value: 'sum' }"
                    + " attr { key: '_note' value { s: 'kept' } }"
                    + " arg_attr { key: 0 value { attr { key: '_output_shapes' value { list { shape { } } } } } } }\n";
    private static final String ANY = "function { signature { name: 'any' input_arg { name: 'x' type_attr: 'T' }"
            + " output_arg { name: 'y' type_attr: 'T' } attr { name: 'T' type: 'type' } }"
            + " node_def { name: 'neg' op: 'Neg' input: 'x' attr { key: 'T' value { placeholder: 'T' } } }"
            + " ret { key: 'y' value: 'neg:y:0' } }\n";
    private static final String GRADIENTS = "gradient { function_name: '__twice_1' gradient_func: 'any' }"
            + " registered_gradients { gradient_func: 'any' registered_op_type: 'Custom' }";
    private static final String CALL = "node { name: 'call' op: 'PartitionedCall' input: 'a'"
            + " attr { key: 'f' value { func { name: '__twice_1' } } }"
            + " attr { key: 'Tin' value { list { type: DT_FLOAT } } }"
            + " attr { key: 'Tout' value { list { type: DT_FLOAT } } }"
            + " attr { key: 'config_proto' value { s: '\\202\\001' } } }\n";
    private static final String DIRECT = "node { name: 'direct' op: 'any' input: 'call'"
            + " attr { key: 'T' value { type: DT_FLOAT } } attr { key: '_mark' value { b: true } } }\n";

    @Test
    void areWrittenAsTheyWereRead() {
        GraphDef def = Graphs.def("versions { producer: 27 min_consumer: 12 } " + Graphs.constant("a", 3) + CALL
                + DIRECT + "library { " + TWICE + ANY + GRADIENTS + " }");
        Graph graph = new Graph();
        GraphFile.add(graph, def, "", Map.of(), "test.pb");
        GraphDef written = GraphDefs.write(graph);
        assertThat(written.getLibrary().toByteString())
                .isEqualTo(def.getLibrary().toByteString());
        assertThat(written).isEqualTo(def);
        assertThat(graph.functions().all()).extracting(GraphFunction::name).containsExactly("__twice_1", "any");
        assertThat(graph.functions().gradients())
                .containsExactly(
                        new FunctionGradient("__twice_1", "any", false), new FunctionGradient("Custom", "any", true));
        assertThat(graph.node("call").op())
                .isEqualTo(new PartitionedCall(List.of(DType.FLOAT32), FunctionReference.of("__twice_1")));
        assertThat(graph.output("call").shape()).isEqualTo(Shape.scalar());
        try (Session session = new Session(graph)) {
            assertThat(session.run(graph.output("call")).floatValue()).isEqualTo(6);
            assertThat(session.run(graph.output("direct")).floatValue()).isEqualTo(-6);
        }
    }

    @Test
    void areOneInAGraphThatReadsThemTwice() {
        GraphDef def = Graphs.def(Graphs.constant("a", 3) + CALL + "library { " + TWICE + " }");
        Graph graph = new Graph();
        GraphFile.add(graph, def, "one", Map.of(), "test.pb");
        GraphFile.add(graph, def, "two", Map.of(), "test.pb");
        assertThat(graph.functions().all()).hasSize(1);
        GraphDef other =
                Graphs.def(Graphs.constant("a", 3) + CALL + "library { " + TWICE.replace("kept", "other") + " }");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> GraphFile.add(graph, other, "three", Map.of(), "test.pb"))
                .withMessageContaining("a different function with the same name already exists");
        assertThat(graph.contains("three/a")).isFalse();
        try (Session session = new Session(graph)) {
            assertThat(session.run(graph.output("two/call")).floatValue()).isEqualTo(6);
        }
    }

    @Test
    void anOperationsNameIsNoFunctions() {
        String def = Graphs.constant("a", 3) + "library { " + ANY.replace("'any'", "'Neg'") + " }";
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Graphs.graph(def))
                .withMessageContaining("Cannot add function 'Neg' because an op with the same name already exists");
    }

    /** Each branch calls the function before it twice: a file of a kilobyte for a graph of 2^20 nodes. */
    @Test
    void branchesThatGrowBeyondAllBoundsAreRefused() {
        StringBuilder library = new StringBuilder(TWICE.replace("__twice_1", "f0"));
        for (int i = 1; i <= 20; i++) {
            String call = "node_def { name: 'NAME' op: 'f" + (i - 1) + "' input: 'x' }";
            library.append("function { signature { name: 'f" + i + "' input_arg { name: 'x' type: DT_FLOAT }"
                    + " output_arg { name: 'y' type: DT_FLOAT } }"
                    + call.replace("NAME", "one") + call.replace("NAME", "two")
                    + " ret { key: 'y' value: 'one:y:0' } }\n");
        }
        String branch = "node { name: 'choice' op: 'StatelessIf' input: 'p' input: 'a'"
                + " attr { key: 'then_branch' value { func { name: 'f20' } } }"
                + " attr { key: 'else_branch' value { func { name: 'f20' } } }"
                + " attr { key: 'Tcond' value { type: DT_FLOAT } }"
                + " attr { key: 'Tin' value { list { type: DT_FLOAT } } }"
                + " attr { key: 'Tout' value { list { type: DT_FLOAT } } } }\n";
        Graph graph = Graphs.graph(
                Graphs.constant("a", 3) + Graphs.constant("p", 1) + branch + "library { " + library + " }");
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> graph.output("choice"))
                .withMessageContaining("with its function calls inlined the graph has more than 200000 nodes");
    }

    @Test
    void aGradientThatTheFileTellsHasAResultForEachInput() {
        String gradient = "gradient { function_name: '__twice_1' gradient_func: 'two' }";
        String two = "function { signature { name: 'two' input_arg { name: 'x' type: DT_FLOAT }"
                + " input_arg { name: 'dy' type: DT_FLOAT } } }\n";
        Graph graph = Graphs.graph(Graphs.constant("a", 3) + CALL + "library { " + TWICE + two + gradient + " }");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Tf.create(graph).gradients(graph.output("call"), graph.output("a")))
                .withMessageContaining("function 'two', which the graph's file gives as the gradient of")
                .withMessageContaining("has 0 results for 1 inputs");
    }

    /** Of what it calls all runs that can. */
    @Test
    void aCallWhoseFunctionLacksAnOperationIsReplacedByWhatItCalls() {
        String half = "function { signature { name: '__twice_1' input_arg { name: 'x' type: DT_FLOAT }"
                + " output_arg { name: 'y' type: DT_FLOAT } }"
                + " node_def { name: 'neg' op: 'Neg' input: 'x' attr { key: 'T' value { type: DT_FLOAT } } }"
                + " node_def { name: 'lack' op: 'NoSuchOperation' input: 'neg:y:0' }"
                + " ret { key: 'y' value: 'lack:y:0' } }";
        Graph graph = Graphs.graph(Graphs.constant("a", 3) + CALL + "library { " + half + " }");
        try (Session session = new Session(graph)) {
            assertThat(session.run(graph.output("call/neg")).floatValue()).isEqualTo(-3);
        }
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> graph.output("call"))
                .withMessageContaining("NoSuchOperation x1");
    }

    @Test
    void frozenCallsAreWhatTheyCall() {
        Tf tf = Tf.create();
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        var assigned = AssignVariableOp.of(tf.scope(), v, tf.constant(5f));
        Output x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Output product = Mul.of(builder.scope(), x, ReadVariableOp.of(builder.scope(), v));
        tf.graph().functions().add(GraphFunction.of("scale", builder.body(List.of(product), List.of())));
        Output y = StatefulPartitionedCall.of(tf.named("y").scope(), FunctionReference.of("scale"), builder.captured())
                .getFirst();
        try (Session session = tf.session()) {
            session.run(assigned);
            Graph frozen = GraphFile.freeze(session, List.of(y));
            assertThat(frozen.functions().all()).isEmpty();
            try (Session other = new Session(frozen)) {
                assertThat(other.run(frozen.output("y"), Tf.feed(frozen.output("x"), 2f))
                                .floatValue())
                        .isEqualTo(10);
            }
        }
    }

    @Test
    void thoseBuiltHereAreReadAgain() {
        Tf tf = Tf.create();
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        var assigned = AssignVariableOp.of(tf.named("assign").scope(), v, tf.constant(1f));
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Output x = builder.parameter(DType.FLOAT32, Shape.of(4), "X/x");
        List<Output> halves = Split.of(builder.scope(), 0, x, 2);
        var added = AssignAddVariableOp.of(builder.scope(), v, Const.of(builder.scope(), 2f));
        tf.graph().functions().add(GraphFunction.of("halves", builder.body(List.of(halves.get(1), x), List.of(added))));
        StatefulPartitionedCall.of(
                tf.named("call").scope(),
                FunctionReference.of("halves"),
                List.of(tf.constant(new float[] {1, 2, 3, 4}), v));
        GraphDef def = GraphDefs.write(tf.graph());
        assertThat(def.getLibrary().getFunction(0).getSignature().getIsStateful())
                .isTrue();
        Graph read = new Graph();
        GraphFile.add(read, def, "", Map.of(), "test.pb");
        assertThat(GraphDefs.write(read).getLibrary()).isEqualTo(def.getLibrary());
        assertThat(read.output("call").shape()).isEqualTo(Shape.of(2));
        try (Session session = new Session(read)) {
            session.run(read.node("assign"));
            assertThat(session.run(read.output("call"))).isEqualTo(Tensor.of(new float[] {3, 4}));
            assertThat(session.variables().values()).containsExactly(Tensor.of(3f));
        }
        assertThat(assigned.name()).isEqualTo("assign");
    }

    /** The functions of gradients, and what loops keep for these, go through files too; and what is frozen has them or not. */
    @Test
    void branchesAndLoopsAreReadAgainWithTheirGradients() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        Output looped = tf.whileLoop(
                        (t, v) -> t.less(v.get(0), t.constant(3)),
                        (t, v) -> List.of(t.add(v.get(0), t.constant(1)), t.multiply(v.get(1), t.tanh(x))),
                        List.of(tf.constant(0), x))
                .get(1);
        Output y = tf.named("y")
                .identity(tf.cond(
                        tf.less(tf.reduceSum(x), tf.constant(0f)),
                        t -> t.negative(looped),
                        t -> t.multiply(looped, t.exp(looped))));
        Output gradient = tf.named("gradient").identity(tf.gradients(y, x).getFirst());
        Graph read = new Graph();
        GraphFile.add(read, GraphDefs.write(tf.graph()), "", Map.of(), "test.pb");
        assertThat(GraphDefs.write(read).getLibrary())
                .isEqualTo(GraphDefs.write(tf.graph()).getLibrary());
        for (float[] value : new float[][] {{0.5f, 1}, {-2, 1}}) {
            try (Session session = tf.session();
                    Session other = new Session(read)) {
                var feed = Tf.feed(x, value);
                var otherFeed = Tf.feed(read.output("x"), value);
                assertThat(other.run(read.output("y"), otherFeed)).isEqualTo(session.run(y, feed));
                assertThat(other.run(read.output("gradient"), otherFeed)).isEqualTo(session.run(gradient, feed));
            }
        }
        try (Session session = tf.session()) {
            Graph frozen = new Graph();
            GraphFile.add(frozen, GraphDefs.write(GraphFile.freeze(session, List.of(y))), "", Map.of(), "frozen.pb");
            assertThat(frozen.functions().find("while_body_gradient")).isEmpty();
            try (Session other = new Session(frozen)) {
                float[] value = {0.5f, 1};
                assertThat(other.run(frozen.output("y"), Tf.feed(frozen.output("x"), value)))
                        .isEqualTo(session.run(y, Tf.feed(x, value)));
            }
        }
    }
}
