package dev.lamina.op.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.math.Square;
import dev.lamina.op.stack.StackCloseV2;
import dev.lamina.op.stack.StackPopV2;
import dev.lamina.op.stack.StackPushV2;
import dev.lamina.op.stack.StackV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Arrays and stacks of a run, used by several operations in the order that flow and control inputs give. */
class ArrayResourceTest {
    private static final long SEED = 5;

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Output x = Placeholder.of(scope, DType.FLOAT32, Shape.of(3, 2));
    private final Output z = Placeholder.of(scope, DType.FLOAT32, Shape.of(2));
    private final Feed[] feeds = {
        Feed.of(x, new float[][] {{1, 2}, {-3, 4}, {0.5f, 6}}), Feed.of(z, new float[] {0.25f, -0.75f})
    };
    private final List<Output> array = TensorArrayV3.of(scope, Const.of(scope, 3), DType.FLOAT32, Shape.of(2));

    @Test
    void writingAndReadingHaveGradients() {
        Output flow = TensorArrayWriteV3.of(scope, array.get(0), Const.of(scope, 1), Square.of(scope, z), array.get(1));
        Output read = TensorArrayReadV3.of(scope, array.get(0), Const.of(scope, 1), flow, DType.FLOAT32);
        Output again = TensorArrayReadV3.of(scope, array.get(0), Const.of(scope, 1), flow, DType.FLOAT32);
        checkGradients(Mul.of(scope, read, Square.of(scope, again)), z);
    }

    @Test
    void rowsHaveGradientsThroughAnArray() {
        Output flow =
                TensorArrayScatterV3.of(scope, array.get(0), Const.of(scope, new int[] {2, 0, 1}), x, array.get(1));
        Output gathered = TensorArrayGatherV3.of(
                scope, array.get(0), Const.of(scope, new int[] {0, 1}), flow, DType.FLOAT32, Shape.of(2));
        checkGradients(Square.of(scope, gathered), x);
        assertThat(TensorArraySizeV3.of(scope, array.get(0), flow).shape()).isEqualTo(Shape.scalar());
    }

    @Test
    void partsHaveGradientsThroughAnArray() {
        List<Output> parts = TensorArrayV3.of(scope, Const.of(scope, 2), DType.FLOAT32, Shape.unknown());
        Output flow = TensorArraySplitV3.of(scope, parts.get(0), x, Const.of(scope, new long[] {1, 2}), parts.get(1));
        Output joined = TensorArrayConcatV3.of(scope, parts.get(0), flow, DType.FLOAT32, Shape.of(2))
                .getFirst();
        checkGradients(Square.of(scope, joined), x);
    }

    @Test
    void eachRunHasAnArrayOfItsOwn() {
        Output flow = TensorArrayWriteV3.of(scope, array.get(0), Const.of(scope, 0), z, array.get(1));
        Output read = TensorArrayReadV3.of(scope, array.get(0), Const.of(scope, 0), flow, DType.FLOAT32);
        Node close = TensorArrayCloseV3.of(scope.after(List.of(read.node())), array.get(0));
        try (Session session = new Session(graph)) {
            for (int run = 0; run < 3; run++) {
                assertThat(session.run(List.of(read, close), feeds).get(read).floats())
                        .containsExactly(0.25f, -0.75f);
            }
        }
    }

    @Test
    void theArrayOfGradientsHasZerosAndAddsUp() {
        Output flow = TensorArrayWriteV3.of(scope, array.get(0), Const.of(scope, 0), z, array.get(1));
        List<Output> gradient = TensorArrayGradV3.of(scope, array.get(0), flow, "gradients");
        Output once = TensorArrayWriteV3.of(scope, gradient.get(0), Const.of(scope, 0), z, gradient.get(1));
        Output twice = TensorArrayWriteV3.of(scope, gradient.get(0), Const.of(scope, 0), z, once);
        Output sum = TensorArrayReadV3.of(scope, gradient.get(0), Const.of(scope, 0), twice, DType.FLOAT32);
        Output zeros = TensorArrayReadV3.of(scope, gradient.get(0), Const.of(scope, 1), twice, DType.FLOAT32);
        List<Output> taller =
                TensorArrayGradWithShape.of(scope, array.get(0), flow, Const.of(scope, new int[] {4}), "others");
        Output tall = TensorArrayReadV3.of(scope, taller.get(0), Const.of(scope, 0), taller.get(1), DType.FLOAT32);
        try (Session session = new Session(graph)) {
            assertThat(session.run(sum, feeds).floats()).containsExactly(0.5f, -1.5f);
            assertThat(session.run(zeros, feeds).floats()).containsExactly(0, 0);
            assertThat(session.run(tall, feeds).shape()).isEqualTo(Shape.of(4, 2));
        }
    }

    @Test
    void whatWasForgottenWhenItWasReadHasAGradientOfItsShape() {
        Op op = new TensorArrayV3(DType.FLOAT32, Shape.unknown(), false, true, false, "");
        List<Output> forgetful = scope.node(op, List.of(Const.of(scope, 2))).outputs();
        Output first = TensorArrayWriteV3.of(
                scope, forgetful.get(0), Const.of(scope, 0), Square.of(scope, z), forgetful.get(1));
        Output flow = TensorArrayWriteV3.of(scope, forgetful.get(0), Const.of(scope, 1), x, first);
        Output used = TensorArrayReadV3.of(scope, forgetful.get(0), Const.of(scope, 0), flow, DType.FLOAT32);
        Output unused = TensorArrayReadV3.of(scope, forgetful.get(0), Const.of(scope, 1), flow, DType.FLOAT32);
        Scope after = scope.after(List.of(used.node(), unused.node()));
        List<Output> gradient = TensorArrayGradV3.of(after, forgetful.get(0), flow, "gradients");
        Output zeros = TensorArrayReadV3.of(scope, gradient.get(0), Const.of(scope, 1), gradient.get(1), DType.FLOAT32);
        Output wrong = TensorArrayWriteV3.of(scope, gradient.get(0), Const.of(scope, 1), z, gradient.get(1));
        try (Session session = new Session(graph)) {
            assertThat(session.run(zeros, feeds)).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(3, 2)));
            assertThatThrownBy(() -> session.run(wrong, feeds))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Could not aggregate to TensorArray index 1 because the existing shape is"
                            + " [3,2] but the new input shape is [2].");
        }
    }

    @Test
    void anArrayHasAtMostAsManyElementsAsAnIndexCounts() {
        Op op = new TensorArrayV3(DType.FLOAT32, Shape.unknown(), true, true, false, "");
        List<Output> growing = scope.node(op, List.of(Const.of(scope, 0))).outputs();
        Output flow =
                TensorArrayWriteV3.of(scope, growing.get(0), Const.of(scope, Integer.MAX_VALUE), z, growing.get(1));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(flow, feeds))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(
                            "Tried to write to index 2147483647 but an array has at most so many elements");
        }
    }

    @Test
    void aStackGivesLastWhatItGotFirst() {
        Output stack = StackV2.of(scope, DType.FLOAT32);
        Output first = StackPushV2.of(scope, stack, z);
        Output second = StackPushV2.of(scope.after(List.of(first.node())), stack, x);
        Output top = StackPopV2.of(scope.after(List.of(second.node())), stack, DType.FLOAT32);
        Output below = StackPopV2.of(scope.after(List.of(top.node())), stack, DType.FLOAT32);
        Node close = StackCloseV2.of(scope.after(List.of(below.node())), stack);
        Output late = StackPopV2.of(scope.after(List.of(close)), stack, DType.FLOAT32);
        try (Session session = new Session(graph)) {
            for (int run = 0; run < 2; run++) {
                Results results = session.run(List.of(top, below, close), feeds);
                assertThat(results.get(top).shape()).isEqualTo(Shape.of(3, 2));
                assertThat(results.get(below).floats()).containsExactly(0.25f, -0.75f);
            }
            assertThatThrownBy(() -> session.run(late, feeds)).hasMessageContaining("has already been closed.");
        }
    }

    private void checkGradients(Output y, Output... xs) {
        try (Session session = new Session(graph)) {
            GradientCheck check = GradientCheck.of(session, List.of(y), List.of(xs), SEED, feeds);
            assertThat(check.passes()).as("%s of %s", check, y).isTrue();
            List<Output> gradients = Gradients.of(scope, List.of(Square.of(scope, y)), List.of(xs)).stream()
                    .filter(Objects::nonNull)
                    .toList();
            GradientCheck second = GradientCheck.of(session, gradients, List.of(xs), SEED, feeds);
            assertThat(second.passes()).as("second: %s of %s", second, y).isTrue();
        }
    }
}
