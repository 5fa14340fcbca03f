package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.state.Assign;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call is given, it is given when it runs. */
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
}
