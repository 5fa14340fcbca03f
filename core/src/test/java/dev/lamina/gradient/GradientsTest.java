package dev.lamina.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Output x = placeholder("x");
    private final Output y = placeholder("y");

    private Output placeholder(String name) {
        return Placeholder.of(scope.named(name), DType.FLOAT32, Shape.of(2));
    }

    private float[] run(@Nullable Output fetch) {
        try (Session session = new Session(graph)) {
            return session.run(
                            Objects.requireNonNull(fetch), Feed.of(x, new float[] {2, 3}), Feed.of(y, new float[] {5, 7
                            }))
                    .floats();
        }
    }

    private @Nullable Output gradient(Operand of, Operand by) {
        return Gradients.of(scope, List.of(of), List.of(by)).getFirst();
    }

    private List<String> typesSince(int id) {
        return graph.nodes().stream().skip(id).map(node -> node.op().name()).toList();
    }

    @Test
    void isTheDerivativeOfTheSum() {
        List<@Nullable Output> gradients = Gradients.of(scope, List.of(Mul.of(scope, x, y)), List.of(x, y));
        assertThat(run(gradients.get(0))).containsExactly(5, 7);
        assertThat(run(gradients.get(1))).containsExactly(2, 3);
    }

    @Test
    void liesInNameScopesAsInTensorFlow() {
        gradient(Mul.of(scope, x, y), x);
        gradient(Mul.of(scope, x, y), x);
        assertThat(graph.nodes().stream().map(Node::name))
                .contains("gradients/Shape", "gradients/grad_ys_0", "gradients/Fill")
                .contains("gradients/Mul_grad/Mul", "gradients_1/Mul_1_grad/Mul");
    }

    @Test
    void addsUpWhatComesOverSeveralPaths() {
        Output square = Mul.of(scope, x, x);
        assertThat(run(gradient(Add.of(scope, square, x), x))).containsExactly(5, 7);
        assertThat(typesSince(0)).contains("AddN");
    }

    @Test
    void addsNothingUpOverASinglePath() {
        gradient(Mul.of(scope, x, y), x);
        assertThat(typesSince(0)).doesNotContain("AddN");
    }

    @Test
    void addsUpSeveralYs() {
        Output product = Mul.of(scope, x, y);
        Output gradient =
                Gradients.of(scope, List.of(product, x, product), List.of(x)).getFirst();
        assertThat(run(gradient)).containsExactly(11, 15);
    }

    @Test
    void isNullWhereNothingDepends() {
        assertThat(gradient(Mul.of(scope, x, x), y)).isNull();
    }

    @Test
    void ofATensorByItselfIsOne() {
        assertThat(run(gradient(x, x))).containsExactly(1, 1);
    }

    @Test
    void goesNoFurtherThanX() {
        Output inner = scope.output(new TestOps.Opaque(), x);
        assertThat(run(gradient(Mul.of(scope, inner, y), inner))).containsExactly(5, 7);
    }

    @Test
    void canBeTakenByAnIntermediateAndWhatItDependsOn() {
        Output square = Mul.of(scope, x, x);
        Output loss = Mul.of(scope, square, y);
        List<@Nullable Output> gradients = Gradients.of(scope, List.of(loss), List.of(x, square));
        assertThat(run(gradients.get(0))).containsExactly(20, 42);
        assertThat(run(gradients.get(1))).containsExactly(5, 7);
    }

    @Test
    void canBeDifferentiatedAgain() {
        Output cube = Mul.of(scope, x, Mul.of(scope, x, x));
        Output first = Objects.requireNonNull(gradient(cube, x));
        assertThat(run(gradient(first, x))).containsExactly(12, 18);
    }

    @Test
    void beginsWithTheGivenWeights() {
        Output product = Mul.of(scope, x, y);
        Output weights = Const.of(scope, new float[] {10, 100});
        assertThat(run(Gradients.of(scope, List.of(product), List.of(x), List.of(weights))
                        .getFirst()))
                .containsExactly(50, 700);
        assertThat(run(Gradients.of(scope, List.of(product, x), List.of(x), Arrays.asList(weights, null))
                        .getFirst()))
                .containsExactly(51, 701);
    }

    @Test
    void refusesWeightsThatDoNotFit() {
        List<Output> ys = List.of(Mul.of(scope, x, y));
        assertThatThrownBy(() -> Gradients.of(scope, ys, List.of(x), List.of(x, y)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Passed 2 gradYs for 1 ys");
        assertThatThrownBy(() -> Gradients.of(scope, ys, List.of(x), List.of(Const.of(scope, new float[3]))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("shape=[3]")
                .hasMessageContaining("Mul:0");
        assertThatThrownBy(() -> Gradients.of(scope, ys, List.of(x), List.of(Const.of(scope, new double[2]))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("float64");
    }

    @Test
    void stopsWhereItIsTold() {
        Output square = Mul.of(scope, x, x);
        Output loss = Mul.of(scope, square, x);
        Output gradient = Gradients.of(scope, List.of(loss), List.of(x), List.of(), List.of(square))
                .getFirst();
        assertThat(run(gradient)).containsExactly(4, 9);
    }

    @Test
    void doesNotFlowThroughIntegers() {
        Output rounded = Cast.of(scope, Cast.of(scope, x, DType.INT32), DType.FLOAT32);
        assertThat(gradient(rounded, x)).isNull();
        assertThat(gradient(Cast.of(scope, x, DType.INT32), x)).isNull();
    }

    @Test
    void byAVariableGoesThroughItsReads() {
        Output ref = VariableV2.of(scope.named("w"), DType.FLOAT32, Shape.of(2));
        Output initial = Const.of(scope, new float[] {1, 1});
        Node assign = Assign.of(scope, ref, initial);
        Variable w = new Variable(ref, Identity.of(scope.named("w/read"), ref), initial, assign);
        assertThat(run(gradient(Mul.of(scope, w, x), w))).containsExactly(2, 3);
        assertThat(run(gradient(Mul.of(scope, ref, x), w))).containsExactly(2, 3);
    }

    @Test
    void isZeroByAnOutputThatNobodyUses() {
        Node fork = scope.node(new TestOps.Fork(), List.of(x));
        assertThat(run(gradient(fork.output(0), x))).containsExactly(0, 0);
        assertThat(run(gradient(fork.output(1), x))).containsExactly(1, 1);
        assertThat(graph.contains("gradients/zeros_like")).isTrue();
    }

    @Test
    void saysWhatIsNotDifferentiableAndWhereItLies() {
        Output hidden = scope.output(new TestOps.Opaque(), Mul.of(scope.named("before"), x, y));
        Output loss = Add.of(scope.named("loss"), hidden, y);
        assertThatThrownBy(() -> gradient(loss, x))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("Opaque is not differentiable")
                .hasMessageContaining("GradientsTest.java:")
                .hasMessageContaining("tf.stopGradient")
                .message()
                .containsSubsequence("node 'loss'", "node 'Opaque'", "has no gradient", "node 'before'", "node 'x'");
    }

    @Test
    void doesNotAskWhatIsNotOnThePath() {
        Output hidden = scope.output(new TestOps.Opaque(), y);
        assertThat(run(gradient(Mul.of(scope, hidden, x), x))).containsExactly(5, 7);
    }

    @Test
    void refusesAGradientOfAnotherShape() {
        Output wrong = scope.output(new TestOps.Misshapen(), x);
        assertThatThrownBy(() -> gradient(wrong, x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the gradient of node 'Misshapen'")
                .hasMessageContaining("shape=[1,2]");
    }
}
