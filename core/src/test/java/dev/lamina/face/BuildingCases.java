package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.face.FaceCall.Made;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What {@code Tf} has of its own: graphs, scopes, constants, variables, gradients. */
final class BuildingCases {
    private BuildingCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(places());
        all.addAll(constants());
        all.addAll(variables());
        all.addAll(groups());
        all.addAll(gradients());
        return all;
    }

    private static FaceCase of(String face, Consumer<FaceCall> expectation, Object... arguments) {
        return FaceCase.of("tf." + face, expectation, arguments);
    }

    private static List<FaceCase> places() {
        return List.of(
                of(
                        "create()",
                        call -> assertThat(call.result(Tf.class).constant(1).name())
                                .isEqualTo("Const:0")),
                of(
                        "create(Graph)",
                        call -> assertThat(call.result(Tf.class).graph()).isSameAs(call.argument(0, Graph.class)),
                        (Made) Tf::graph),
                of(
                        "create(Scope)",
                        call -> assertThat(call.result(Tf.class).constant(1).name())
                                .isEqualTo("deep/Const:0"),
                        (Made) tf -> tf.scope("deep").scope()),
                of("graph()", call -> assertThat(call.result(Graph.class)).isSameAs(call.tf.graph())),
                of("scope()", call -> {
                    assertThat(call.result(Scope.class).graph()).isSameAs(call.tf.graph());
                    assertThat(call.result(Scope.class).nested("x").prefix()).isEqualTo(FaceCall.NAME + "/");
                }),
                of(
                        "scope(String)",
                        call -> assertThat(call.result(Tf.class)
                                        .named("x")
                                        .constant(1)
                                        .name())
                                .isEqualTo("deep/x:0"),
                        "deep"),
                of(
                        "named(String)",
                        call -> assertThat(call.result(Tf.class).constant(1).name())
                                .isEqualTo("own:0"),
                        "own"),
                of(
                        "after(Fetch[])",
                        call -> assertThat(
                                        call.result(Tf.class).constant(1).node().controlInputs())
                                .containsExactly(call.tf.graph().node("first")),
                        (Made) tf -> new Operand[] {tf.named("first").constant(1)}),
                of("session()", call -> {
                    try (Session session = call.result(Session.class)) {
                        assertThat(session.graph()).isSameAs(call.tf.graph());
                    }
                }),
                of(
                        "feed(Operand,Object)",
                        call -> assertThat(call.result(Feed.class))
                                .isEqualTo(new Feed(call.argument(0, Output.class), Tensor.of(4f))),
                        in(3f),
                        4f));
    }

    private static List<FaceCase> constants() {
        return List.of(
                of("constant(Object)", gives("Const", 2f), 2f),
                of("constant(Object)", gives("Const", 2L), 2L),
                of("constant(Object)", gives("Const", true), true),
                of("constant(Object)", gives("Const", "two"), "two"),
                of("constant(Object)", gives("Const", (Object) new double[] {2, 3}), (Object) new double[] {2, 3}),
                of("constant(Object,DType)", gives("Const", 2L), 2, DType.INT64),
                of("zeros(long[])", gives("Fill", (Object) new float[2][1]), new long[] {2, 1}),
                of("zeros(long[])", gives("Fill", 0f), new long[0]),
                of("zeros(DType,long[])", gives("Fill", (Object) new int[2]), DType.INT32, new long[] {2}),
                of("zeros(DType,long[])", gives("Fill", false), DType.BOOL, new long[0]),
                of("zeros(DType,long[])", gives("Fill", ""), DType.STRING, new long[0]),
                of("ones(long[])", gives("Fill", (Object) new float[][] {{1}, {1}}), new long[] {2, 1}),
                of("ones(DType,long[])", gives("Fill", (Object) new long[] {1, 1}), DType.INT64, new long[] {2}),
                of("ones(DType,long[])", gives("Fill", true), DType.BOOL, new long[0]),
                of(
                        "placeholder(DType,Shape,String)",
                        call -> {
                            Output placeholder = call.outputs().getFirst();
                            assertThat(placeholder.node().op().name()).isEqualTo("Placeholder");
                            assertThat(placeholder.name()).isEqualTo("x:0");
                            assertThat(placeholder.dtype()).isEqualTo(DType.INT32);
                            assertThat(placeholder.shape()).isEqualTo(Shape.of(-1, 2));
                        },
                        DType.INT32,
                        Shape.of(-1, 2),
                        "x"),
                of(
                        "placeholderWithDefault(Operand,Shape,String)",
                        call -> {
                            Output placeholder = call.outputs().getFirst();
                            assertThat(placeholder.name()).isEqualTo("x:0");
                            assertThat(placeholder.shape()).isEqualTo(Shape.of(-1));
                            assertThat(call.value(placeholder)).isEqualTo(Tensor.of(new float[] {1}));
                            assertThat(call.session()
                                            .run(call.tf.identity(placeholder), Feed.of(placeholder, new float[] {2, 3
                                            })))
                                    .isEqualTo(Tensor.of(new float[] {2, 3}));
                        },
                        (Made) tf -> tf.constant(new float[] {1}),
                        Shape.of(-1),
                        "x"));
    }

    private static List<FaceCase> variables() {
        Made two = tf -> tf.constant(2f);
        Made variable = tf -> tf.variable(tf.constant(10f), "v");
        return List.of(
                of("variable(Operand)", call -> isVariable(call, FaceCall.NAME, true), two),
                of("variable(Operand,String)", call -> isVariable(call, "own", true), two, "own"),
                of("untrainedVariable(Operand,String)", call -> isVariable(call, "own", false), two, "own"),
                of("assign(Variable,Operand)", call -> leaves(call, "Assign", 2), variable, two),
                of("assignAdd(Variable,Operand)", call -> leaves(call, "AssignAdd", 12), variable, two),
                of("assignSub(Variable,Operand)", call -> leaves(call, "AssignSub", 8), variable, two),
                of("globalVariablesInitializer()", call -> {
                    Node init = call.result(Node.class);
                    assertThat(init.name()).isEqualTo("init");
                    Variable late = call.tf.variable(call.tf.constant(1), "late");
                    assertThat(init.controlInputs()).doesNotContain(late.initializer());
                    assertThat(call.tf.globalVariablesInitializer().controlInputs())
                            .contains(late.initializer());
                }));
    }

    private static void isVariable(FaceCall call, String name, boolean trained) {
        Variable variable = call.result(Variable.class);
        assertThat(variable.name()).isEqualTo(name + ":0");
        assertThat(call.value(variable)).isEqualTo(Tensor.of(2f));
        assertThat(call.tf.graph().variables()).containsExactly(variable);
        assertThat(call.tf.graph().trainableVariables().contains(variable)).isEqualTo(trained);
    }

    private static void leaves(FaceCall call, String op, float expected) {
        assertThat(call.outputs().getFirst().node().op().name()).isEqualTo(op);
        assertThat(call.outputs().getFirst().name()).isEqualTo(FaceCall.NAME + ":0");
        assertThat(call.value(call.outputs().getFirst())).isEqualTo(Tensor.of(expected));
        assertThat(call.value(call.argument(0, Variable.class))).isEqualTo(Tensor.of(expected));
    }

    private static List<FaceCase> groups() {
        Made members = tf -> {
            Variable v = tf.variable(tf.constant(1f), "v");
            Variable w = tf.variable(tf.constant(1f), "w");
            return List.of(tf.assign(v, tf.constant(3f)), tf.assign(w, tf.constant(4f)));
        };
        Made array = tf -> ((List<?>) members.apply(tf)).toArray(Output[]::new);
        return List.of(
                of("group(Fetch[])", BuildingCases::runsBoth, array),
                of("group(List)", BuildingCases::runsBoth, members));
    }

    private static void runsBoth(FaceCall call) {
        assertThat(call.result(Node.class).name()).isEqualTo(FaceCall.NAME);
        call.run(call.result(Node.class));
        assertThat(call.session().variables()).containsEntry("v", Tensor.of(3f)).containsEntry("w", Tensor.of(4f));
    }

    private static List<FaceCase> gradients() {
        Made square = tf -> tf.square(tf.named("x").constant(3f));
        Made x = tf -> tf.graph().output("x");
        Made xs = tf -> new Operand[] {tf.graph().output("x")};
        return List.of(
                of("gradients(List,List)", gives("Mul", 6f), List.of(square), List.of(x)),
                of("gradients(Operand,Operand[])", gives("Mul", 6f), square, xs),
                of("print(Operand,String,Operand[])", gives("Print", 3f), in(3f), "the value of a test: ", (Made)
                        tf -> new Operand[] {tf.constant("data")}));
    }
}
