package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Div;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.control.ControlTrigger;
import dev.lamina.op.control.Merge;
import dev.lamina.op.control.Switch;
import dev.lamina.op.control.Switch.RefSwitch;
import dev.lamina.op.flow.Assert;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Square;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.IsVariableInitialized;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes one way or the other in TensorFlow 1's form: the other way is dead. */
class SwitchTest {
    private final Tf tf = Tf.create();
    private final Scope scope = tf.scope();
    private final Output p = tf.placeholder(DType.BOOL, Shape.scalar(), "p");
    private final Output q = tf.placeholder(DType.BOOL, Shape.scalar(), "q");
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
    private final float[] data = {3, -4};

    private Tensor run(Output y, boolean first, boolean second) {
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            return session.run(y, feed(p, first), feed(q, second), feed(x, data));
        }
    }

    private Output cond(Output whenFalse, Output whenTrue) {
        return Merge.of(scope, List.of(whenFalse, whenTrue));
    }

    @Test
    void oneSideIsPassedOn() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = cond(Neg.of(scope, sides.get(0)), Square.of(scope, sides.get(1)));

        assertThat(run(y, true, false)).isEqualTo(Tensor.of(new float[] {9, 16}));
        assertThat(run(y, false, false)).isEqualTo(Tensor.of(new float[] {-3, 4}));
        assertThat(run(y.node().output(1), true, false)).isEqualTo(Tensor.of(1));
        assertThat(run(y.node().output(1), false, false)).isEqualTo(Tensor.of(0));
    }

    @Test
    void oneSessionGoesNowThisWayNowThat() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = Add.of(scope, cond(Neg.of(scope, sides.get(0)), Square.of(scope, sides.get(1))), x);

        try (Session session = tf.session()) {
            for (int i = 0; i < 5; i++) {
                assertThat(session.run(y, feed(p, i % 2 == 0), feed(x, data)))
                        .isEqualTo(Tensor.of(i % 2 == 0 ? new float[] {12, 12} : new float[] {0, 0}));
            }
        }
    }

    @Test
    void aConstantPredicateIsFoldedWithAllBehindIt() {
        List<Output> sides = Switch.of(scope, Const.of(scope, 2f), Const.of(scope, true));
        Output y = cond(Neg.of(scope, sides.get(0)), Square.of(scope, sides.get(1)));

        assertThat(run(y, true, false).floatValue()).isEqualTo(4f);
    }

    @Test
    void shapesOfTheSidesMayDiffer() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = cond(
                Reshape.of(scope, sides.get(0), Const.of(scope, new int[] {2, 1})),
                Reshape.of(scope, sides.get(1), Const.of(scope, new int[] {1, 2})));

        assertThat(run(y, true, false).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(run(y, false, false).shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void whatWouldFailOnTheDeadSideDoesNot() {
        Output n = tf.placeholder(DType.INT32, Shape.unknown(), "n");
        List<Output> sides = Switch.of(scope, n, p);
        Output bad = Reshape.of(scope, Identity.of(scope, sides.get(0)), Const.of(scope, new int[] {7}));
        Output zero = Div.of(
                scope.after(List.of(Identity.of(scope, sides.get(0)).node())), Const.of(scope, 1), Const.of(scope, 0));
        Output y = Merge.of(scope, List.of(bad, Add.of(scope, zero, sides.get(0)), sides.get(1)));

        try (Session session = tf.session()) {
            assertThat(session.run(y, feed(p, true), feed(n, new int[] {1, 2}))).isEqualTo(Tensor.of(new int[] {1, 2}));
        }
    }

    @Test
    void theDeadSideHasNoEffects() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 1f));
        List<Output> refs = RefSwitch.of(scope, v, p);
        List<Output> pivots = Switch.of(scope, p, p);
        Scope onTrue = scope.after(List.of(Identity.of(scope, pivots.get(1)).node()));
        Output added = AssignAdd.of(scope, refs.get(1), Const.of(onTrue, 10f)).output(0);
        Output y = cond(Identity.of(scope, refs.get(0)), Identity.of(scope, added));
        Output read = Identity.of(scope, v);

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(y, feed(p, false)).floatValue()).isEqualTo(1f);
            assertThat(session.run(y, feed(p, true)).floatValue()).isEqualTo(11f);
            assertThat(session.run(y, feed(p, false)).floatValue()).isEqualTo(11f);
            assertThat(session.run(y.node().output(1), feed(p, true)).ints()[0]).isEqualTo(1);
            assertThat(session.run(read).floatValue())
                    .as("what is fetched is not all that runs")
                    .isEqualTo(21f);
        }
    }

    @Test
    void aControlInputThatIsDeadMakesDead() {
        Node pivot = Identity.of(scope, Switch.of(scope, p, p).get(1)).node();
        Output y = Const.of(scope.after(List.of(pivot)), 5f);
        Node dead = NoOp.of(scope.after(List.of(pivot)));
        Output afterNoOp = Identity.of(scope.after(List.of(dead)), x);
        Output afterTrigger = Identity.of(scope.after(List.of(ControlTrigger.of(scope.after(List.of(pivot))))), x);

        assertThat(run(y, true, false).floatValue()).isEqualTo(5f);
        assertThatThrownBy(() -> run(y, false, false))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Retval[0] does not have value")
                .hasMessageContaining("The tensor returned for 'Const:0' was not valid");
        assertThatThrownBy(() -> run(afterNoOp, false, false)).hasMessageContaining("does not have value");
        assertThat(run(afterTrigger, false, false)).isEqualTo(Tensor.of(data));
        try (Session session = tf.session()) {
            session.run(dead, feed(p, false)); // that it does not run is no error: nothing of it is asked for
        }
    }

    @Test
    void conditionsLieWithinOthers() {
        List<Output> outer = Switch.of(scope, x, p);
        Output innerPredicate = Switch.of(scope, q, p).get(1);
        List<Output> inner = Switch.of(scope, outer.get(1), innerPredicate);
        Output nested = cond(Neg.of(scope, inner.get(0)), Square.of(scope, inner.get(1)));
        Output y = cond(outer.get(0), Mul.of(scope, nested, nested));

        assertThat(run(y, false, true)).isEqualTo(Tensor.of(data));
        assertThat(run(y, true, false)).isEqualTo(Tensor.of(new float[] {9, 16}));
        assertThat(run(y, true, true)).isEqualTo(Tensor.of(new float[] {81, 256}));
    }

    @Test
    void aMergeOfDeadTensorsIsDead() {
        Output y = Merge.of(
                scope,
                List.of(Switch.of(scope, x, p).get(0), Switch.of(scope, x, q).get(0)));

        assertThat(run(y, false, true)).isEqualTo(Tensor.of(data));
        assertThatThrownBy(() -> run(y, true, true)).hasMessageContaining("does not have value");
    }

    @Test
    void whatIsSharedBetweenConditionsIsComputedOnce() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 0f));
        Output counted =
                Identity.of(scope, AssignAdd.of(scope, v, Const.of(scope, 1f)).output(0));
        List<Output> one = Switch.of(scope, counted, p);
        List<Output> other = Switch.of(scope, counted, q);
        Output y = Add.of(
                scope, cond(one.get(0), Neg.of(scope, one.get(1))), cond(other.get(0), Neg.of(scope, other.get(1))));

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(y, feed(p, true), feed(q, true)).floatValue())
                    .isEqualTo(-2f);
            assertThat(session.run(y, feed(p, false), feed(q, true)).floatValue())
                    .isEqualTo(0f);
            assertThat(session.run(y, feed(p, false), feed(q, false)).floatValue())
                    .isEqualTo(6f);
        }
    }

    @Test
    void aPredicateMayBeComputedLate() {
        Output total = tf.reduceSum(x);
        List<Output> first = Switch.of(scope, x, tf.greater(total, Const.of(scope, 0f)));
        Output y = cond(Neg.of(scope, first.get(0)), Square.of(scope, first.get(1)));
        List<Output> second = Switch.of(scope, y, tf.greater(tf.reduceSum(y), Const.of(scope, 100f)));
        Output z = cond(second.get(0), Neg.of(scope, second.get(1)));

        try (Session session = tf.session()) {
            assertThat(session.run(z, feed(x, new float[] {1, 2}))).isEqualTo(Tensor.of(new float[] {1, 4}));
            assertThat(session.run(z, feed(x, new float[] {-1, -2}))).isEqualTo(Tensor.of(new float[] {1, 2}));
            assertThat(session.run(z, feed(x, new float[] {10, 1}))).isEqualTo(Tensor.of(new float[] {-100, -1}));
            assertThat(session.run(z, feed(x, new float[] {1, 2}))).isEqualTo(Tensor.of(new float[] {1, 4}));
        }
    }

    @Test
    void aCallThatIsDeadHasNoEffects() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 1f));
        FunctionReference check = new FunctionMaker(tf.graph()).function("check", List.of(v), (inner, _, effects) -> {
            effects.add(Assert.of(inner, Const.of(inner, false), List.of(Const.of(inner, "ran"))));
            return List.of(Const.of(inner, 7f));
        });
        Output sevenOrDead = StatefulPartitionedCall.of(
                        scope,
                        check,
                        List.of(Switch.of(scope, Const.of(scope, 1f), p).get(1)))
                .getFirst();
        Output y = cond(Switch.of(scope, Const.of(scope, 2f), p).get(0), sevenOrDead);

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(y, feed(p, false)).floatValue()).isEqualTo(2f);
            assertThatThrownBy(() -> session.run(y, feed(p, true))).hasMessageContaining("ran");
        }
    }

    @Test
    void aVariableIsReadBeforeTheSideThatChangesIt() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 1f));
        Output before = Identity.of(scope, v);
        List<Output> sides = Switch.of(scope, before, p);
        Output changed = Assign.of(scope, RefSwitch.of(scope, v, p).get(1), Neg.of(scope, sides.get(1)))
                .output(0);
        Output y = cond(sides.get(0), Identity.of(scope, changed));
        Output both = Add.of(scope, y, Mul.of(scope, before, Const.of(scope, 100f)));

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(both, feed(p, true)).floatValue()).isEqualTo(99f);
            assertThat(session.run(both, feed(p, false)).floatValue()).isEqualTo(-101f);
            assertThat(session.run(both, feed(p, true)).floatValue()).isEqualTo(-99f);
        }
    }

    @Test
    void gradientsFlowThroughTheSideThatWasTaken() {
        List<Output> sides = Switch.of(scope, x, p);
        Output y = cond(Neg.of(scope, sides.get(0)), Square.of(scope, sides.get(1)));
        Output dx = java.util.Objects.requireNonNull(tf.gradients(y, x).getFirst());

        assertThat(run(dx, true, false)).isEqualTo(Tensor.of(new float[] {6, -8}));
        assertThat(run(dx, false, false)).isEqualTo(Tensor.of(new float[] {-1, -1}));
    }

    @Test
    void aVariableThatHasNoValueIsNotReadOnTheDeadSide() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 3f));
        Output has = IsVariableInitialized.of(scope, v);
        Output read = Identity.of(scope, RefSwitch.of(scope, v, has).get(1));
        Output y = cond(Switch.of(scope, Const.of(scope, 7f), has).get(0), read);

        try (Session session = tf.session()) {
            assertThat(session.run(y).floatValue()).isEqualTo(7f);
            session.run(init);
            assertThat(session.run(y).floatValue()).isEqualTo(3f);
        }
    }

    @Test
    void aSideChangesAVariableByItsHandle() {
        Output h = VarHandleOp.of(scope.named("h"), DType.FLOAT32, Shape.scalar());
        Node init = AssignVariableOp.of(scope, h, Const.of(scope, 1f));
        Node write = AssignVariableOp.of(scope, Switch.of(scope, h, p).get(1), Const.of(scope, 5f));
        Output read = ReadVariableOp.of(scope, h, DType.FLOAT32);
        Output after = ReadVariableOp.of(
                scope.after(List.of(ControlTrigger.of(scope.after(List.of(write))))), h, DType.FLOAT32);

        try (Session session = tf.session()) {
            session.run(init);
            session.run(write, feed(p, false));
            assertThat(session.run(read).floatValue()).isEqualTo(1f);
            Results results = session.run(List.of(read, after), feed(p, true));
            assertThat(results.get(0).floatValue()).isEqualTo(1f);
            assertThat(results.get(1).floatValue()).isEqualTo(5f);
        }
    }

    @Test
    void aSideGivesAVariableItsShape() {
        Output h = VarHandleOp.of(scope.named("h"), DType.FLOAT32, Shape.unknown());
        Node write = AssignVariableOp.of(
                scope, Switch.of(scope, h, p).get(1), Switch.of(scope, x, p).get(1));
        Output read = ReadVariableOp.of(scope, h, DType.FLOAT32);

        try (Session session = tf.session()) {
            session.run(write, feed(p, false), feed(x, data));
            session.run(write, feed(p, true), feed(x, data));
            assertThat(session.run(read)).isEqualTo(Tensor.of(data));
        }
    }

    @Test
    void aCallThatIsDeadReadsNoVariable() {
        Output v = VariableV2.of(scope.named("v"), DType.FLOAT32, Shape.scalar());
        Output one = Const.of(scope, 1f);
        FunctionReference sum = new FunctionMaker(tf.graph())
                .function(
                        "sum",
                        List.of(v, one),
                        (inner, given, _) -> List.of(Add.of(inner, given.get(0), given.get(1))));
        List<Output> sides = Switch.of(scope, one, p);
        Output called =
                StatefulPartitionedCall.of(scope, sum, List.of(v, sides.get(1))).getFirst();
        Output y = cond(sides.get(0), called);

        try (Session session = tf.session()) {
            assertThat(session.run(y, feed(p, false)).floatValue()).isEqualTo(1f);
            assertThatThrownBy(() -> session.run(y, feed(p, true))).hasMessageContaining("uninitialized value v");
        }
    }

    @Test
    void aGradientThatNeedsWhatIsOnASideOfAFunctionIsRefused() {
        FunctionReference square = new FunctionMaker(tf.graph())
                .function("square", List.of(x, p), (inner, given, _) -> {
                    List<Output> sides = Switch.of(inner, given.get(0), given.get(1));
                    return List.of(Merge.of(inner, List.of(sides.get(0), Square.of(inner, sides.get(1)))));
                });
        Output y = StatefulPartitionedCall.of(scope, square, List.of(x, p)).getFirst();

        assertThatThrownBy(() -> tf.gradients(y, x))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("'StatefulPartitionedCall'")
                .hasMessageContaining("(Switch)");
    }
}
