package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.If;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionVariablesTest {
    private final Tf tf = Tf.create();
    private final Variable w = tf.variable(tf.constant(new float[] {1, 2}), "w");
    private final Variable n = tf.variable(tf.constant(7), "n");
    private final Session session = tf.session();

    @Test
    void valuesAreThoseBetweenTwoSteps() {
        assertThat(session.variables()).isEmpty();
        session.run(w.initializer());
        Map<String, Tensor> before = session.variables();
        Node step = AssignAdd.of(tf.scope(), w.ref(), tf.constant(new float[] {10, 10}));
        session.run(step);
        assertThat(before).isEqualTo(Map.of("w", Tensor.of(new float[] {1, 2})));
        assertThat(session.variables(List.of("w"))).isEqualTo(Map.of("w", Tensor.of(new float[] {11, 12})));
        assertThatThrownBy(() -> session.variables(List.of("w", "n")))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("Attempting to use uninitialized value n");
    }

    @Test
    void variablesThatNoRunHasTouchedAreLoaded() {
        session.load(Map.of("w", Tensor.of(new float[] {3, 4}), "n", Tensor.of(5)));
        assertThat(session.run(w)).isEqualTo(Tensor.of(new float[] {3, 4}));
        assertThat(session.run(n)).isEqualTo(Tensor.of(5));
    }

    @Test
    void allAreLoadedOrNone() {
        session.run(tf.globalVariablesInitializer());
        Map<String, Tensor> before = session.variables();
        assertThatThrownBy(() -> session.load(Map.of("n", Tensor.of(5), "w", Tensor.of(new float[3]))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Assign requires shapes of both tensors to match. lhs shape= [2] rhs shape= [3]");
        assertThatThrownBy(() -> session.load(Map.of("w", Tensor.of(new float[2]), "n", Tensor.of(5L))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("int32");
        assertThatThrownBy(() -> session.load(Map.of("w", Tensor.of(new float[2]), "m", Tensor.of(5))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'m'");
        assertThat(session.variables()).isEqualTo(before);
    }

    @Test
    void theNameThatAVariableSaysIsItsNameToo() {
        session.load(Map.of(n.name(), Tensor.of(5), "w", Tensor.of(new float[] {3, 4})));
        assertThat(session.variables(List.of(n.name(), "n"))).isEqualTo(Map.of("n:0", Tensor.of(5), "n", Tensor.of(5)));
        assertThatThrownBy(() -> session.load(Map.of("n", Tensor.of(5), "n:0", Tensor.of(6))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("variable 'n' is given two values");
        assertThatThrownBy(() -> session.variables(List.of("n:1"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aVariableWithoutAShapeTakesThatOfWhatIsLoaded() {
        Scope scope = tf.scope();
        VariableV2.of(scope.named("free"), DType.FLOAT32, Shape.unknown());
        session.load(Map.of("free", Tensor.of(new float[2][3])));
        assertThat(session.variables()).isEqualTo(Map.of("free", Tensor.of(new float[2][3])));
    }

    /** A function that makes a variable, adds one to it and gives what it is then. */
    private FunctionReference counting(String name, String shared) {
        return new FunctionMaker(tf.graph()).function(name, List.of(tf.constant(1f)), (scope, given, effects) -> {
            Output handle =
                    scope.named("v").output(new VarHandleOp("", shared, "", DType.FLOAT32, Shape.scalar(), List.of()));
            Node add = AssignAddVariableOp.of(scope, handle, given.getFirst());
            effects.add(add);
            return List.of(ReadVariableOp.of(scope.after(List.of(add)), handle));
        });
    }

    @Test
    void thoseOfFunctionsAreLoadedBeforeAnyRun() {
        Output one = tf.constant(1f);
        Output called = StatefulPartitionedCall.of(tf.scope().named("call"), counting("f", ""), List.of(one))
                .getFirst();
        Output chosen = If.of(
                        tf.scope().named("cond"),
                        tf.constant(false),
                        counting("yes", ""),
                        counting("no", "everybodys"),
                        List.of(one))
                .getFirst();
        session.load(Map.of("call/v", Tensor.of(1f), "cond/yes/v", Tensor.of(5f), "everybodys", Tensor.of(7f)));
        Results results = session.run(List.of(called, chosen));
        assertThat(results.get(called).floatValue()).isEqualTo(2);
        assertThat(results.get(chosen).floatValue()).isEqualTo(8);
        assertThatThrownBy(() -> session.load(Map.of("cond/v", Tensor.of(1f)))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aClosedSessionHasNone() {
        session.close();
        assertThatThrownBy(session::variables).isInstanceOf(FailedPreconditionException.class);
        assertThatThrownBy(() -> session.load(Map.of())).isInstanceOf(FailedPreconditionException.class);
    }
}
