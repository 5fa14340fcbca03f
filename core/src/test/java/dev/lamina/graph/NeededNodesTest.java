package dev.lamina.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.op.flow.IdentityN;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What fetches need, as it is at one moment. */
class NeededNodesTest {
    private final Tf tf = Tf.create();
    private final Output one = tf.constant(1f);
    private final Output two = tf.constant(2f);

    @Test
    void whatANodeIsMadeToDoMeanwhileIsForOthers() {
        Node same = tf.scope().node(new IdentityN(), List.of(one));
        Node sum = tf.add(same.output(0), one).node();
        Map<Node, Node.Work> before = NeededNodes.works(List.of(sum), Set.of());
        tf.graph().extend(same, new IdentityN(), List.of(two));
        assertThat(before.keySet()).containsExactly(one.node(), same, sum);
        assertThat(Objects.requireNonNull(before.get(same)).inputs()).containsExactly(one);
        assertThat(Objects.requireNonNull(before.get(same)).types()).hasSize(1);
        Map<Node, Node.Work> after = NeededNodes.works(List.of(sum), Set.of());
        assertThat(after.keySet()).containsExactly(one.node(), two.node(), same, sum);
        assertThat(Objects.requireNonNull(after.get(same)).inputs()).containsExactly(one, two);
    }
}
