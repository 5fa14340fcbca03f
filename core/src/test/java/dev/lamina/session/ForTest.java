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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.control.For;
import dev.lamina.op.flow.Const;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A function runs for each number of a range. */
class ForTest {
    private final Tf tf = Tf.create();
    private final Scope scope = tf.scope();
    private final FunctionMaker maker = new FunctionMaker(tf.graph());
    private final Output n = tf.placeholder(DType.INT32, Shape.scalar(), "n");
    private final Output delta = tf.placeholder(DType.INT32, Shape.scalar(), "delta");
    private final Output start = tf.placeholder(DType.INT32, Shape.scalar(), "start");

    @Test
    void effectsHappenInTheOrderOfTheNumbers() {
        Output handle = VarHandleOp.of(scope.named("v"), DType.INT32, Shape.scalar());
        Node init = AssignVariableOp.of(scope, handle, Const.of(scope, 0));
        FunctionReference body = maker.function("body", List.of(start, handle), (inner, given, effects) -> {
            Output before = ReadVariableOp.of(inner, given.get(1), DType.INT32);
            Output added = Add.of(inner, Mul.of(inner, before, Const.of(inner, 9)), given.get(0));
            effects.add(AssignAddVariableOp.of(inner, given.get(1), added));
            return List.of(given.get(1));
        });
        Node loop =
                For.of(scope, start, n, delta, body, List.of(handle)).getFirst().node();
        Output read = ReadVariableOp.of(scope.after(List.of(loop)), handle, DType.INT32);

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(read, feed(start, 1), feed(n, 4), feed(delta, 1))
                            .ints()[0])
                    .isEqualTo(123);
            session.run(init);
            assertThat(session.run(read, feed(start, 5), feed(n, 0), feed(delta, -2))
                            .ints()[0])
                    .isEqualTo(531);
            assertThatThrownBy(() -> session.run(read, feed(start, 5), feed(n, 0), feed(delta, 1)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Invalid start/limit/delta: 5 0 1")
                    .hasMessageContaining("node 'For' (For)");
        }
    }

    @Test
    void aGradientRunsTheLoopAgain() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        FunctionReference body = maker.function(
                "body",
                List.of(start, x, x),
                (inner, given, _) -> List.of(Mul.of(inner, given.get(1), given.get(2)), given.get(2)));
        Output y = For.of(scope, start, n, delta, body, List.of(Const.of(scope, 1f), x))
                .getFirst();
        Output slope = Objects.requireNonNull(tf.gradients(y, x).getFirst());

        try (Session session = tf.session()) {
            assertThat(session.run(slope, feed(x, 2f), feed(start, 0), feed(n, 4), feed(delta, 1))
                            .floatValue())
                    .isEqualTo(32f);
            assertThat(session.run(slope, feed(x, 2f), feed(start, 0), feed(n, 0), feed(delta, 1))
                            .floatValue())
                    .isZero();
        }
    }

    @Test
    void aFunctionWithEffectsHasNoGradient() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        FunctionReference body = maker.function(
                "body",
                List.of(start, x),
                (inner, given, _) -> List.of(Mul.of(
                        inner,
                        given.get(1),
                        dev.lamina.op.random.RandomUniform.of(inner, Const.of(inner, new int[] {2}), DType.FLOAT32))));
        Output y = For.of(scope, start, n, delta, body, List.of(x)).getFirst();

        assertThatThrownBy(() -> tf.gradients(y, x))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("is not differentiable: function 'body' has effects");
    }
}
