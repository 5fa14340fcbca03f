package dev.lamina.op.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.math.Square;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lists of tensors, made and read by several operations, and the gradients through them. */
class TensorListTest {
    private static final long SEED = 11;

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Output x = Placeholder.of(scope, DType.FLOAT32, Shape.of(3, 2));
    private final Output z = Placeholder.of(scope, DType.FLOAT32, Shape.of(2));
    private final Feed[] feeds = {
        Feed.of(x, new float[][] {{1, 2}, {-3, 4}, {0.5f, 6}}), Feed.of(z, new float[] {0.25f, -0.75f})
    };

    @Test
    void pushingAndPoppingHaveGradients() {
        Output list = EmptyTensorList.of(scope, DType.FLOAT32, Shape.of(2));
        list = TensorListPushBack.of(scope, list, z);
        list = TensorListPushBack.of(scope, list, Square.of(scope, z));
        List<Output> popped = TensorListPopBack.of(scope, list, DType.FLOAT32, Shape.of(2));
        Output rest = TensorListStack.of(scope, popped.get(0), DType.FLOAT32, Shape.of(2));
        checkGradients(Square.of(scope, popped.get(1)), z);
        checkGradients(Square.of(scope, rest), z);
        checkGradients(Mul.of(scope, rest, popped.get(1)), z);
    }

    @Test
    void rowsHaveGradientsThroughAList() {
        Output list = TensorListFromTensor.of(scope, x);
        Output changed = TensorListSetItem.of(scope, list, Const.of(scope, 1), Square.of(scope, z));
        Output item = TensorListGetItem.of(scope, list, Const.of(scope, 2), DType.FLOAT32, Shape.of(2));
        Output gathered =
                TensorListGather.of(scope, changed, Const.of(scope, new int[] {2, 1, 2}), DType.FLOAT32, Shape.of(2));
        checkGradients(TensorListStack.of(scope, changed, DType.FLOAT32, Shape.of(2)), x, z);
        checkGradients(Square.of(scope, item), x);
        checkGradients(Square.of(scope, gathered), x, z);
        checkGradients(AddN.of(scope, List.of(item, z, Mul.of(scope, item, z))), x, z);
    }

    @Test
    void aListThatIsReadTwiceAddsUpItsGradients() {
        Output list = TensorListFromTensor.of(scope, x);
        Output first = TensorListGetItem.of(scope, list, Const.of(scope, 0), DType.FLOAT32, Shape.of(2));
        Output last = TensorListGetItem.of(scope, list, Const.of(scope, 2), DType.FLOAT32, Shape.of(2));
        checkGradients(Mul.of(scope, first, Square.of(scope, last)), x);
        checkGradients(Mul.of(scope, first, first), x);
    }

    @Test
    void joiningAndCuttingHaveGradients() {
        Output list = TensorListSplit.of(scope, x, Const.of(scope, new long[] {1, 2}));
        Output joined = TensorListConcatV2.of(scope, list, DType.FLOAT32, Shape.of(-1, 2))
                .getFirst();
        checkGradients(Square.of(scope, joined), x);
        Output scattered = TensorListScatterV2.of(scope, x, Const.of(scope, new int[] {2, 0, 1}));
        Output more = TensorListScatterIntoExistingList.of(
                scope, scattered, Reshape.of(scope, z, Const.of(scope, new int[] {1, 2})), Const.of(scope, new int[] {1
                }));
        checkGradients(Square.of(scope, TensorListStack.of(scope, more, DType.FLOAT32, Shape.of(2))), x, z);
        Output shorter = TensorListResize.of(scope, list, Const.of(scope, 1));
        Output first = TensorListGetItem.of(scope, shorter, Const.of(scope, 0), DType.FLOAT32, Shape.of(-1, 2));
        checkGradients(Square.of(scope, first), x);
    }

    @Test
    void ofRowsForOneIndexTheLastAloneHasAGradient() {
        Output list = TensorListScatterV2.of(scope, x, Const.of(scope, new int[] {1, 0, 1}));
        checkGradients(Square.of(scope, TensorListStack.of(scope, list, DType.FLOAT32, Shape.of(2))), x);
    }

    @Test
    void aListThatIsMadeLongerByWhatIsPutIntoItHasAGradientOfItsOwnLength() {
        Output list = TensorListFromTensor.of(scope, x);
        Output item =
                scope.output(new TensorListSetItem(DType.FLOAT32, true), list, Const.of(scope, 4), Square.of(scope, z));
        Output rows = TensorListScatterIntoExistingList.of(
                scope, list, Reshape.of(scope, z, Const.of(scope, new int[] {1, 2})), Const.of(scope, new int[] {5}));
        checkGradients(Square.of(scope, TensorListStack.of(scope, item, DType.FLOAT32, Shape.of(2))), x, z);
        checkGradients(Square.of(scope, TensorListStack.of(scope, rows, DType.FLOAT32, Shape.of(2))), x, z);
        Output both = TensorListStack.of(scope, list, DType.FLOAT32, Shape.of(2));
        Output longer = TensorListGetItem.of(scope, item, Const.of(scope, 1), DType.FLOAT32, Shape.of(2));
        checkGradients(Mul.of(scope, both, longer), x);
    }

    @Test
    void aListHasAtMostAsManyElementsAsAnIndexCounts() {
        TensorList longest = Lists.list(1).resized(Integer.MAX_VALUE);
        assertThat(longest.size()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> longest.plus(Tensor.of(1f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("a list has at most 2147483647 elements, not 2147483648");
    }

    @Test
    void elementsOfShapesThatOnlyTheRunTells() {
        Output list = EmptyTensorList.of(scope, DType.FLOAT32, Shape.unknown());
        Output any = Placeholder.of(scope, DType.FLOAT32, Shape.unknown());
        list = TensorListPushBack.of(scope, list, any);
        Output item = TensorListGetItem.of(scope, list, Const.of(scope, 0), DType.FLOAT32, Shape.unknown());
        Output twice = AddV2.of(scope, item, item);
        try (Session session = new Session(graph)) {
            for (int length = 1; length < 30; length++) {
                float[] value = new float[length];
                Arrays.fill(value, length);
                Tensor result = session.run(twice, Feed.of(any, value));
                assertThat(result.shape()).isEqualTo(Shape.of(length));
                assertThat(result.floats()[length - 1]).isEqualTo(2 * length);
            }
            assertThat(session.run(twice, Feed.of(any, 4f))).isEqualTo(Tensor.of(8f));
        }
    }

    @Test
    void whatAListIsMadeOfStaysAsItWas() {
        Output list = TensorListFromTensor.of(scope, x);
        Output changed = TensorListSetItem.of(scope, list, Const.of(scope, 0), z);
        Output before = TensorListStack.of(scope, list, DType.FLOAT32, Shape.of(2));
        Output after = TensorListStack.of(scope, changed, DType.FLOAT32, Shape.of(2));
        try (Session session = new Session(graph)) {
            var results = session.run(List.of(before, after), feeds);
            assertThat(results.get(before).floats()).startsWith(1, 2);
            assertThat(results.get(after).floats()).startsWith(0.25f, -0.75f);
        }
    }

    @Test
    void anErrorNamesTheOperationAndTheLine() {
        Output list = TensorListFromTensor.of(scope, x);
        Output beyond = TensorListGetItem.of(scope, list, Const.of(scope, 3), DType.FLOAT32, Shape.of(2));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(beyond, feeds))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Trying to access element 3 in a list with 3 elements.")
                    .hasMessageContaining("node 'TensorListGetItem' (TensorListGetItem)")
                    .hasMessageContaining("TensorListTest.java");
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
