package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Assert;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.flow.PlaceholderWithDefault;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.index.Slice;
import dev.lamina.op.index.Where;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignSub;
import dev.lamina.op.state.AssignSub.AssignSubVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.IsVariableInitialized;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.op.state.VarIsInitializedOp;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only shows from run to run: variables behind resources, defaults that are fed over, places that change. */
class VariablesAndFlowTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);

    @Test
    void aResourceVariableKeepsWhatItIsGiven() {
        Output handle = VarHandleOp.of(scope, DType.FLOAT32, Shape.of(2));
        Output isInitialized = VarIsInitializedOp.of(scope, handle);
        Output read = ReadVariableOp.of(scope, handle);
        var assign = AssignVariableOp.of(scope, handle, Const.of(scope, new float[] {1, 2}));
        var add = AssignAddVariableOp.of(scope, handle, Const.of(scope, new float[] {10, 20}));
        var subtract = AssignSubVariableOp.of(scope, handle, Const.of(scope, new float[] {1, 1}));
        assertThat(read.shape()).isEqualTo(Shape.of(2));
        try (Session session = new Session(graph)) {
            assertThat(session.run(isInitialized).booleans()).containsExactly(false);
            assertThatThrownBy(() -> session.run(read)).isInstanceOf(FailedPreconditionException.class);
            assertThatThrownBy(() -> session.run(add)).isInstanceOf(FailedPreconditionException.class);
            session.run(assign);
            assertThat(session.run(isInitialized).booleans()).containsExactly(true);
            session.run(add);
            session.run(add);
            session.run(subtract);
            assertThat(session.run(read).floats()).containsExactly(20, 41);
        }
    }

    @Test
    void aReferenceKnowsWhetherItsVariableHasAValue() {
        Output variable = VariableV2.of(scope, DType.FLOAT32, Shape.of(2));
        Output isInitialized = IsVariableInitialized.of(scope, variable);
        var assign = Assign.of(scope, variable, Const.of(scope, new float[] {1, 2}));
        var subtract = AssignSub.of(scope, variable, Const.of(scope, new float[] {3, 3}));
        try (Session session = new Session(graph)) {
            assertThat(session.run(isInitialized).booleans()).containsExactly(false);
            session.run(assign);
            assertThat(session.run(isInitialized).booleans()).containsExactly(true);
            assertThat(session.run(subtract.output(0)).floats()).containsExactly(-2, -1);
        }
    }

    @Test
    void aResourceRefusesAnotherTypeAndAnotherShape() {
        Output handle = VarHandleOp.of(scope, DType.FLOAT32, Shape.of(2));
        assertThatThrownBy(() -> ReadVariableOp.of(scope, handle, DType.INT32))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Expected int32 got float");
        assertThatThrownBy(() -> AssignVariableOp.of(scope, handle, Const.of(scope, new float[3])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The variable shape [2], and the assigned value shape [3] are incompatible");
    }

    @Test
    void aDefaultGivesWayToWhatIsFedInAnotherShape() {
        Output x = PlaceholderWithDefault.of(scope, Const.of(scope, new float[] {1, 2}), Shape.of(-1));
        Output sum = Sum.of(scope, x, Const.of(scope, 0), false);
        assertThat(x.shape()).isEqualTo(Shape.of(-1));
        try (Session session = new Session(graph)) {
            assertThat(session.run(sum).floatValue()).isEqualTo(3);
            assertThat(session.run(sum, new Feed(x, Tensor.of(new float[] {4, 5, 6})))
                            .floatValue())
                    .isEqualTo(15);
            assertThat(session.run(sum).floatValue()).isEqualTo(3);
        }
    }

    @Test
    void aSliceFollowsItsBeginFromRunToRun() {
        Output begin = Placeholder.of(scope, DType.INT32, Shape.of(1));
        Output x = Const.of(scope, new float[] {1, 2, 3, 4});
        Output slice = Slice.of(scope, x, begin, Const.of(scope, new int[] {2}));
        Output rest = Slice.of(scope, x, begin, Const.of(scope, new int[] {-1}));
        try (Session session = new Session(graph)) {
            for (int i = 0; i < 3; i++) {
                Feed feed = new Feed(begin, Tensor.of(new int[] {i}));
                assertThat(session.run(slice, feed).floats()).containsExactly(i + 1, i + 2);
                assertThat(session.run(rest, feed).floats()).hasSize(4 - i);
            }
            assertThatThrownBy(() -> session.run(slice, new Feed(begin, Tensor.of(new int[] {3}))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Expected");
        }
    }

    @Test
    void whatDependsOnWhereHasAsManyRowsAsAreTrue() {
        Output x = Placeholder.of(scope, DType.FLOAT32, Shape.of(4));
        Output zero = Const.of(scope, 0f);
        Output kept = GatherNd.of(scope, x, Where.of(scope, Greater.of(scope, x, zero)));
        try (Session session = new Session(graph)) {
            float[][] inputs = {{1, -2, 3, -4}, {-1, -1, -1, -1}, {5, 6, 7, 8}};
            float[][] expected = {{1, 3}, {}, {5, 6, 7, 8}};
            for (int i = 0; i < inputs.length; i++) {
                Feed feed = new Feed(x, Tensor.of(inputs[i]));
                assertThat(session.run(kept, feed).floats()).containsExactly(expected[i]);
            }
        }
    }

    @Test
    void whatAnAssertionPrecedesOnlyRunsIfItHolds() {
        Output x = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());
        Output isPositive = Greater.of(scope, x, Const.of(scope, 0f));
        var assertion = Assert.of(scope, isPositive, List.of(Const.of(scope, "x ="), x));
        Output checked = Identity.of(scope.after(List.of(assertion)), x);
        try (Session session = new Session(graph)) {
            assertThat(session.run(checked, new Feed(x, Tensor.of(2f))).floatValue())
                    .isEqualTo(2);
            assertThatThrownBy(() -> session.run(checked, new Feed(x, Tensor.of(-1.5f))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("assertion failed: [x =] [-1.5]");
        }
    }
}
