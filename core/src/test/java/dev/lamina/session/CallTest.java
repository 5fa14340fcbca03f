package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.If;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.state.Assign;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs before a call, and what it is given by then. */
class CallTest {
    private final Tf tf = Tf.create();
    private final FunctionMaker maker = new FunctionMaker(tf.graph());
    private final Variable v = tf.variable(tf.constant(1f), "v");
    private final Node assign = Assign.of(tf.scope(), v.ref(), tf.constant(7f));

    @Test
    void aVariableIsReadAfterWhatTheCallComesAfter() {
        FunctionReference plusOne = maker.function(
                "plus_one",
                List.of(v.asOutput()),
                (scope, given, _) -> List.of(Add.of(scope, given.getFirst(), Const.of(scope, 1f))));
        Output after = PartitionedCall.of(tf.scope().after(List.of(assign)), plusOne, List.of(v.ref()))
                .getFirst();
        Output before =
                PartitionedCall.of(tf.scope(), plusOne, List.of(v.ref())).getFirst();
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Results results = session.run(List.of(before, after));
            assertThat(results.get(before).floatValue()).isEqualTo(2);
            assertThat(results.get(after).floatValue()).isEqualTo(8);
        }
    }

    @Test
    void aVariableThatTheCallPassesOnIsWhatItWasThen() {
        FunctionReference same = maker.function("same", List.of(v.asOutput()), (_, given, _) -> given);
        Output was = PartitionedCall.of(tf.scope(), same, List.of(v.ref())).getFirst();
        Node set = Assign.of(tf.scope().after(List.of(was.node())), v.ref(), tf.constant(9f));
        Output sum = Add.of(tf.scope().after(List.of(set)), was, tf.constant(1f));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(sum).floatValue()).isEqualTo(2);
        }
    }

    @Test
    void whatComesAfterAPlaceholderDoesNotRunIt() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        Output two = Add.of(tf.scope().after(List.of(x.node())), tf.constant(1f), tf.constant(1f));
        FunctionReference afterGiven = maker.function("after", List.of(x), (scope, given, _) -> {
            Scope then = scope.after(List.of(given.getFirst().node()));
            return List.of(Add.of(then, Const.of(scope, 1f), Const.of(scope, 2f)));
        });
        Output three =
                PartitionedCall.of(tf.scope(), afterGiven, List.of(v.ref())).getFirst();
        Output alsoThree = If.of(tf.scope(), tf.constant(true), afterGiven, afterGiven, List.of(x))
                .getFirst();
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Results results = session.run(List.of(two, three, alsoThree), feed(x, 5f));
            assertThat(results.get(two).floatValue()).isEqualTo(2);
            assertThat(results.get(three).floatValue()).isEqualTo(3);
            assertThat(results.get(alsoThree).floatValue()).isEqualTo(3);
            assertThatThrownBy(() -> session.run(two)).hasMessageContaining("You must feed a value");
        }
    }

    @Test
    void anyOtherNodeThatIsFedRunsForWhatComesAfter() {
        Output sum = Add.of(tf.scope().after(List.of(assign)), tf.constant(1f), tf.constant(1f));
        Output after = Add.of(tf.scope().after(List.of(sum.node())), sum, tf.constant(1f));
        try (Session session = tf.session()) {
            assertThat(session.run(after, feed(sum, 5f)).floatValue()).isEqualTo(6);
            assertThat(session.run(v).floatValue()).isEqualTo(7);
        }
    }
}
