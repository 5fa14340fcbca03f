package dev.lamina.op.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.random.RandomShuffle;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComplexNumbersTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);

    private static Tensor z(float... parts) {
        return ComplexSamples.single(parts);
    }

    private Tensor run(Output output, Feed... feeds) {
        try (Session session = new Session(graph)) {
            return session.run(output, feeds);
        }
    }

    @Test
    void placeholdersAreFedAndResultsFetched() {
        Output x = Placeholder.of(scope, DType.COMPLEX64, Shape.of(-1));
        Output y = Mul.of(scope, x, Conj.of(scope, x));
        try (Session session = new Session(graph)) {
            assertThat(session.run(y, Feed.of(x, z(1, 2, 3, 4)))).isEqualTo(z(5, 0, 25, 0));
            assertThat(session.run(y, Feed.of(x, z(6, 7)))).isEqualTo(z(85, 0));
        }
    }

    @Test
    void variablesHoldThem() {
        Output variable = VariableV2.of(scope, DType.COMPLEX64, Shape.of(2));
        try (Session session = new Session(graph)) {
            session.run(Assign.of(scope, variable, Const.of(scope, z(1, 2, 3, 4))));
            session.run(AssignAdd.of(scope, variable, Const.of(scope, z(10, 20, 30, 40))));
            assertThat(session.run(variable)).isEqualTo(z(11, 22, 33, 44));
        }
    }

    /** A buffer for complex numbers takes twice the entries of one for as many floats; none may be taken for the other. */
    @Test
    void theirBuffersAreNotTakenForFloats() {
        Output x = Placeholder.of(scope, DType.FLOAT32, Shape.of(-1));
        Output sum = null;
        Output last = x;
        for (int i = 0; i < 6; i++) {
            Output complex = Complex.of(scope, last, AddV2.of(scope, last, last));
            Output both = ConcatV2.of(scope, List.of(complex, complex), 0);
            Output real = Imag.of(scope, Mul.of(scope, both, both));
            sum = real;
            last = real;
        }
        float[] given = {0.5f, -0.25f};
        Tensor result = run(Objects.requireNonNull(sum), Feed.of(x, Tensor.of(given)));
        // (a + 2ai)² has the imaginary part 4a², six times over.
        double[] expected = {0.5, -0.25};
        for (int i = 0; i < 6; i++) {
            expected = new double[] {4 * expected[0] * expected[0], 4 * expected[1] * expected[1]};
        }
        assertThat(result.size()).isEqualTo(128);
        for (int k = 0; k < 128; k++) {
            assertThat(result.floats()[k]).isEqualTo((float) expected[k % 2]);
        }
    }

    @Test
    void gradientsPointWhereARealFunctionRises() {
        Output x = Placeholder.of(scope, DType.COMPLEX64, Shape.of(1));
        Output squared = Real.of(scope, Mul.of(scope, x, Conj.of(scope, x)));
        Output gradient = Objects.requireNonNull(
                Gradients.of(scope, List.of(squared), List.of(x)).getFirst());
        assertThat(run(gradient, Feed.of(x, z(3, -4)))).isEqualTo(z(6, -8));
    }

    @Test
    void gradientsOfComplexResultsBeginWithOne() {
        Output x = Placeholder.of(scope, DType.COMPLEX128, Shape.scalar());
        Output y = Mul.of(scope, x, x);
        Output gradient = Objects.requireNonNull(
                Gradients.of(scope, List.of(y), List.of(x)).getFirst());
        Tensor at = Tensor.wrap(DType.COMPLEX128, new double[] {1, 3}, Shape.scalar());
        assertThat(run(gradient, Feed.of(x, at)))
                .isEqualTo(Tensor.wrap(DType.COMPLEX128, new double[] {2, -6}, Shape.scalar()));
    }

    @Test
    void sumsOfManyAreOfBothParts() {
        assertThat(run(AddN.of(
                        scope, List.of(Const.of(scope, z(1, 2)), Const.of(scope, z(3, 4)), Const.of(scope, z(5, 6))))))
                .isEqualTo(z(9, 12));
    }

    @Test
    void operationsThatTakeNoneRefuseThem() {
        Output x = Const.of(scope, z(1, 2));
        assertThatThrownBy(() -> Maximum.of(scope, x, x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is of type complex64");
        Output shuffled = RandomShuffle.of(scope, x);
        assertThatThrownBy(() -> run(shuffled))
                .isInstanceOf(UnimplementedException.class)
                .isInstanceOf(LaminaException.class)
                .hasMessageContaining("RandomShuffle takes no complex numbers");
    }
}
