package dev.lamina.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.IdentityN;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.flow.Print;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions of a graph, what their bodies take from around them, and calls of them. */
class FunctionsTest {
    private final Tf tf = Tf.create();
    private final Functions functions = tf.graph().functions();

    private GraphFunction square(String name) {
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Output x = builder.parameter(DType.FLOAT32, Shape.unknown(), "x");
        return GraphFunction.of(name, builder.body(List.of(Mul.of(builder.scope(), x, x)), List.of()));
    }

    @Test
    void areFoundByNameInTheOrderInWhichTheyWereAdded() {
        functions.add(square("second"));
        functions.add(square("first"));
        assertThat(functions.all()).extracting(GraphFunction::name).containsExactly("second", "first");
        assertThat(functions.find("first")).contains(functions.get("first"));
        assertThat(functions.find("third")).isEmpty();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> functions.get("firsd"))
                .withMessageContaining("no function 'firsd'")
                .withMessageContaining("did you mean 'first'?");
        assertThat(functions.get("first").definition()).isNull();
        assertThat(functions.get("first").toString()).isEqualTo("function 'first'");
    }

    @Test
    void aNameIsOneFunctions() {
        GraphFunction square = square("f");
        functions.add(square);
        functions.add(square);
        assertThat(functions.all()).hasSize(1);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> functions.add(square("f")))
                .withMessageContaining("a different function with the same name already exists");
        Object definition = List.of("of a file");
        functions.add(GraphFunction.read("g", definition, _ -> square.body()));
        functions.add(GraphFunction.read("g", List.of("of a file"), _ -> square.body()));
        assertThat(functions.get("g").definition()).isSameAs(definition);
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        FunctionBody body = square("f").body();
        assertThat(functions.add("f", body)).isEqualTo(FunctionReference.of("f"));
        assertThat(functions.add("f", body)).isEqualTo(FunctionReference.of("f_1"));
        assertThat(functions.get("f_1").body()).isSameAs(body);
    }

    @Test
    void ofAnImportThatFailsNothingStays() {
        FunctionGradient gradient = new FunctionGradient("f", "f_grad", false);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tf.graph().atomically(() -> {
                    functions.add(square("f"));
                    functions.addGradient(gradient);
                    throw new IllegalStateException("half");
                }));
        assertThat(functions.all()).isEmpty();
        assertThat(functions.gradients()).isEmpty();
        functions.addGradient(gradient);
        functions.addGradient(gradient);
        assertThat(functions.gradients()).containsExactly(gradient);
    }

    @Test
    void aFrozenGraphTakesNone() {
        tf.graph().freeze();
        assertThatExceptionOfType(FailedPreconditionException.class)
                .isThrownBy(() -> functions.add(square("f")))
                .withMessageContaining("function 'f'");
    }

    @Test
    void aBodyIsMadeOnceForTheAttributesOfAUse() {
        List<Map<String, Object>> made = new ArrayList<>();
        GraphFunction function = GraphFunction.read("f", "", attributes -> {
            made.add(attributes);
            return square("inner").body();
        });
        functions.add(function);
        assertThat(made).isEmpty();
        FunctionReference ofFloats = new FunctionReference("f", Map.of("T", DType.FLOAT32));
        assertThat(functions.body(ofFloats)).isSameAs(functions.body(ofFloats));
        assertThat(function.body()).isNotSameAs(functions.body(ofFloats));
        assertThat(made).containsExactly(Map.of("T", DType.FLOAT32), Map.of());
    }

    @Test
    void aFunctionThatCallsItselfIsRefused() {
        functions.add(GraphFunction.read("f", "", _ -> functions.get("f").body()));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> functions.get("f").body())
                .withMessageContaining("function 'f' calls itself");
    }

    @Test
    void aBodyTakesWhatItUsesOfTheGraphAroundIt() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        Output handle = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.of(2));
        Output three = tf.constant(3f);
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Scope scope = builder.scope();
        Output read = ReadVariableOp.of(scope, handle);
        Output product = Mul.of(scope, Mul.of(scope, x, three), Mul.of(scope, x, read));
        Output sum = AddV2.of(scope, tf.constant(1), tf.constant(2));
        FunctionBody body = builder.body(List.of(product, x, sum), List.of());
        assertThat(builder.captured()).containsExactly(handle, x, three);
        assertThat(read.shape()).isEqualTo(Shape.of(2));
        assertThat(body.parameters())
                .extracting(Output::dtype)
                .containsExactly(DType.RESOURCE, DType.FLOAT32, DType.FLOAT32);
        assertThat(body.results().get(1)).isEqualTo(body.parameters().get(1));
        assertThat(body.graph().isFrozen()).isTrue();
        assertThat(body.graph().nodes())
                .filteredOn(node -> node.op() instanceof Const)
                .as("whole numbers, which have no gradient, are copied")
                .hasSize(2);
        assertThat(body.isStateful()).isTrue();
        assertThat(square("f").body().isStateful()).isFalse();
    }

    @Test
    void aBodyWithinABodyTakesThroughTheOneAroundIt() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        FunctionBuilder outer = new FunctionBuilder(tf.graph());
        FunctionBuilder inner = new FunctionBuilder(outer.graph());
        Output square = Mul.of(inner.scope(), x, x);
        functions.add(GraphFunction.of("inner", inner.body(List.of(square), List.of())));
        Output call = PartitionedCall.of(outer.scope(), FunctionReference.of("inner"), inner.captured())
                .getFirst();
        functions.add(GraphFunction.of("outer", outer.body(List.of(call), List.of())));
        assertThat(outer.captured()).containsExactly(x);
        Output y = PartitionedCall.of(tf.scope(), FunctionReference.of("outer"), outer.captured())
                .getFirst();
        assertThat(y.shape()).isEqualTo(Shape.of(2));
        try (var session = tf.session()) {
            assertThat(session.run(y, Tf.feed(x, new float[] {2, 3}))).isEqualTo(Tensor.of(new float[] {4, 9}));
        }
    }

    @Test
    void whatRunsBeforeABodyIsTold() {
        Node first = tf.constant(1f).node();
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Output one = Const.of(builder.scope().after(List.of(first)), 1f);
        assertThat(one.node().controlInputs()).isEmpty();
        assertThat(builder.controls()).containsExactly(first);
    }

    /** What has effects in a call comes after what the call comes after, and before what comes after the call. */
    @Test
    void aCallKeepsTheOrderOfEffects() {
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        Node assigned = AssignVariableOp.of(tf.scope(), v, tf.constant(1f));
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Node added = AssignAddVariableOp.of(builder.scope(), v, Const.of(builder.scope(), 2f));
        functions.add(GraphFunction.of("add", builder.body(List.of(), List.of(added))));
        Node call = tf.after(assigned)
                .scope()
                .node(new StatefulPartitionedCall(List.of(), FunctionReference.of("add")), List.of(v));
        Output after = ReadVariableOp.of(tf.after(call).scope(), v);
        try (var session = tf.session()) {
            assertThat(session.run(after).floatValue()).isEqualTo(3);
            assertThat(session.run(after).floatValue()).isEqualTo(3);
        }
    }

    @Test
    void errorsNameTheNodeBelowTheCall() {
        FunctionBuilder builder = new FunctionBuilder(tf.graph());
        Output x = builder.parameter(DType.FLOAT32, Shape.unknown(), "x");
        Output y = builder.parameter(DType.FLOAT32, Shape.unknown(), "y");
        Output product = Mul.of(builder.scope(), x, y);
        functions.add(GraphFunction.of("f", builder.body(List.of(product), List.of())));
        Output a = tf.placeholder(DType.FLOAT32, Shape.unknown(), "a");
        Output call = PartitionedCall.of(
                        tf.scope(),
                        FunctionReference.of("f"),
                        List.of(a, a.node().output(0)))
                .getFirst();
        Output b = tf.placeholder(DType.FLOAT32, Shape.unknown(), "b");
        Output other = PartitionedCall.of(tf.scope(), FunctionReference.of("f"), List.of(a, b))
                .getFirst();
        try (var session = tf.session()) {
            assertThat(session.run(call, Tf.feed(a, 2f)).floatValue()).isEqualTo(4);
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> session.run(other, Tf.feed(a, new float[2]), Tf.feed(b, new float[3])))
                    .withMessageContaining("node 'PartitionedCall_1/Mul' (Mul)");
        }
    }

    @Test
    void aNodeCanBeGivenMoreToDo() {
        Output x = tf.constant(1f);
        Node node = IdentityN.of(tf.scope(), List.of(x)).getFirst().node();
        Output y = tf.constant(2);
        tf.graph().extend(node, new IdentityN(), List.of(y));
        assertThat(node.inputs()).containsExactly(x, y);
        assertThat(node.outputs()).extracting(Output::dtype).containsExactly(DType.FLOAT32, DType.INT32);
        try (var session = tf.session()) {
            assertThat(session.run(node.output(1))).isEqualTo(Tensor.of(2));
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> tf.graph().extend(node, new Print("", -1, 3), List.of()))
                .withMessageContaining("which Print");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tf.graph().atomically(() -> {
                    tf.graph().extend(node, new IdentityN(), List.of(y));
                    throw new IllegalStateException("half");
                }));
        assertThat(node.outputCount()).isEqualTo(2);
    }
}
