package dev.lamina.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.Nearest;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scope does to the names and the control inputs of what is added to it. */
class ScopeTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);

    private static String name(Scope where) {
        return Const.of(where, 1).node().name();
    }

    @Test
    void nestedScopesAreUniqueAndTakeAName() {
        assertThat(name(scope.nested("a"))).isEqualTo("a/Const");
        assertThat(name(scope.nested("a"))).isEqualTo("a_1/Const");
        assertThat(name(scope.named("b").nested("a"))).isEqualTo("b/Const");
        assertThat(name(scope.named("c").within("a"))).isEqualTo("a_2/c");
    }

    @Test
    void theOperationThatAScopeIsThereForHasItsName() {
        Scope own = scope.nested("loss");
        assertThat(own.itself().reservedName()).isEqualTo("loss");
        assertThat(name(own.itself())).isEqualTo("loss");
        assertThat(name(own)).isEqualTo("loss/Const");
    }

    @Test
    void aReservedNameIsKnownBefore() {
        Scope reserved = scope.nested("a").reserve("draw");
        assertThat(reserved.reservedName()).isEqualTo("a/draw");
        assertThat(name(scope.named("a/draw"))).isEqualTo("a/draw_1");
        assertThat(name(reserved)).isEqualTo("a/draw");
        assertThat(scope.named("mine").reserve("draw").reservedName()).isEqualTo("mine");
        assertThatThrownBy(scope::reservedName).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatComesFirstIsOnceAndCanBeLeftOut() {
        Node first = Const.of(scope, 1).node();
        Node second = Const.of(scope, 2).node();
        Scope after = scope.after(List.of(first)).after(List.of(first, second));
        assertThat(Const.of(after, 3).node().controlInputs()).containsExactly(first, second);
        assertThat(Const.of(after.free(), 3).node().controlInputs()).isEmpty();
    }

    @Test
    void aGraphKeepsItsSeed() {
        assertThat(graph.seed()).isNull();
        graph.setSeed(7);
        assertThat(graph.seed()).isEqualTo(7);
    }

    @Test
    void aNodeSaysWhatItIs() {
        Node node = Const.of(scope.named("two"), new float[] {2, 2}).node();
        assertThat(node.describe())
                .matches("node 'two' \\(Const\\), made at ScopeTest\\.java:\\d+")
                .isEqualTo(node.toString());
        assertThat(node.outputType(0)).isEqualTo(DType.FLOAT32);
        assertThat(node.outputShape(0)).isEqualTo(Shape.of(2));
        assertThat(node.annotations()).isEmpty();
        assertThatThrownBy(() -> node.output(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("has 1 outputs, not one at 1");
    }

    @Test
    void theNearestNameIsMeant() {
        assertThat(Nearest.hint("wieght", List.of("weight", "bias"))).contains("'weight'");
        assertThat(Nearest.hint("gradient", List.of("x", "y"))).isNull();
    }
}
