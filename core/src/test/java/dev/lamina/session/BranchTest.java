package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.flow.Case;
import dev.lamina.op.flow.CheckNumerics;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.If;
import dev.lamina.op.math.Neg;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Of several functions one runs, and nothing of the others happens. */
class BranchTest {
    private final Tf tf = Tf.create();
    private final FunctionMaker maker = new FunctionMaker(tf.graph());
    private final Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");
    private final Output v = VarHandleOp.of(tf.scope().named("v"), DType.FLOAT32, Shape.scalar());

    private Output branch(FunctionReference yes, FunctionReference no, Output... inputs) {
        return If.of(tf.scope().named("cond"), which, yes, no, List.of(inputs)).getFirst();
    }

    private FunctionReference negative() {
        return maker.function("negative", List.of(x), (scope, given, _) -> List.of(Neg.of(scope, given.getFirst())));
    }

    private FunctionReference twice() {
        return maker.function("twice", List.of(x), (scope, given, _) -> {
            Output both = ConcatV2.of(scope, List.of(given.getFirst(), given.getFirst()), Const.of(scope, 0));
            return List.of(both);
        });
    }

    @Test
    void theOneThatTheConditionSays() {
        Output square = branch(
                negative(),
                maker.function(
                        "square",
                        List.of(x),
                        (scope, given, _) -> List.of(Mul.of(scope, given.getFirst(), given.getFirst()))),
                x);
        Output after = tf.add(square, tf.constant(1f));
        try (Session session = tf.session()) {
            float[] input = {1, 2, 3};
            assertThat(session.run(after, feed(which, true), feed(x, input)).floats())
                    .containsExactly(0, -1, -2);
            assertThat(session.run(after, feed(which, false), feed(x, input)).floats())
                    .containsExactly(2, 5, 10);
            assertThat(input).containsExactly(1, 2, 3);
            assertThat(session.explain(List.of(after), feed(which, true), feed(x, input)))
                    .contains("If 'cond'")
                    .contains("it runs regions:")
                    .contains("Branch 0:")
                    .contains("Neg 'cond/negative/Neg'");
        }
    }

    @Test
    void aChoiceOfMany() {
        Output index = tf.placeholder(DType.INT32, Shape.scalar(), "index");
        Output chosen = Case.of(tf.scope(), index, List.of(negative(), twice()), List.of(x))
                .getFirst();
        try (Session session = tf.session()) {
            Feed input = feed(x, new float[] {5});
            assertThat(session.run(chosen, feed(index, 0), input).floats()).containsExactly(-5);
            assertThat(session.run(chosen, feed(index, 1), input).floats()).containsExactly(5, 5);
            assertThat(session.run(chosen, feed(index, 7), input).floats())
                    .as("the last")
                    .containsExactly(5, 5);
        }
    }

    @Test
    void shapesThatDifferAreKnownWhenItHasRun() {
        Output either = branch(negative(), twice(), x);
        Output after = tf.multiply(either, tf.constant(10f));
        Output sum = tf.reduceSum(after, 0);
        try (Session session = tf.session()) {
            for (int round = 0; round < 3; round++) {
                Feed input = feed(x, new float[] {1, 2});
                Results no = session.run(List.of(either, after, sum), feed(which, false), input);
                assertThat(no.get(0).floats()).containsExactly(1, 2, 1, 2);
                assertThat(no.get(1).floats()).containsExactly(10, 20, 10, 20);
                assertThat(no.get(2).floatValue()).isEqualTo(60);
                Results yes = session.run(List.of(either, after, sum), feed(which, true), input);
                assertThat(yes.get(0).floats()).containsExactly(-1, -2);
                assertThat(yes.get(2).floatValue()).isEqualTo(-30);
            }
        }
    }

    private FunctionReference adding(String name, float amount) {
        return maker.function(name, List.of(v, x), (scope, given, effects) -> {
            Node add = AssignAddVariableOp.of(scope, given.get(0), Const.of(scope, amount));
            effects.add(add);
            Output read = ReadVariableOp.of(scope.after(List.of(add)), given.get(0));
            return List.of(Mul.of(scope, given.get(1), read));
        });
    }

    @Test
    void effectsHappenInTheOneThatRuns() {
        Output product = branch(adding("one", 1), adding("hundred", 100), v, x);
        Output before = ReadVariableOp.of(tf.scope(), v);
        Node init = AssignVariableOp.of(tf.scope(), v, tf.constant(5f));
        try (Session session = tf.session()) {
            Feed input = feed(x, new float[] {1, 10});
            assertThatThrownBy(() -> session.run(product, feed(which, true), input))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("uninitialized value v")
                    .hasMessageContaining("cond/one/")
                    .hasMessageContaining("BranchTest.java:");
            session.run(init);
            Results yes = session.run(List.of(before, product), feed(which, true), input);
            assertThat(yes.get(0).floatValue()).as("read before the write").isEqualTo(5);
            assertThat(yes.get(1).floats()).containsExactly(6, 60);
            assertThat(session.run(product, feed(which, false), input).floats()).containsExactly(106, 1060);
            assertThat(Objects.requireNonNull(session.variables().get("v")).floatValue())
                    .isEqualTo(106);
        }
    }

    private FunctionReference setting(String name, Output variable, float... value) {
        return maker.function(name, List.of(variable, x), (scope, given, effects) -> {
            effects.add(AssignVariableOp.of(scope, given.get(0), Const.of(scope, value)));
            return List.of(given.get(1));
        });
    }

    @Test
    void aVariableMayGetItsFirstValueInOne() {
        Output w = VarHandleOp.of(tf.scope().named("w"), DType.FLOAT32, Shape.of(2));
        Output free = VarHandleOp.of(tf.scope().named("free"), DType.FLOAT32, Shape.unknown());
        for (Output variable : List.of(w, free)) {
            String name = variable.node().name();
            FunctionReference nothing =
                    maker.function("nothing_" + name, List.of(variable, x), (_, given, _) -> List.of(given.get(1)));
            Output cond = branch(setting("set_" + name, variable, 3, 4), nothing, variable, x);
            Output read = ReadVariableOp.of(tf.scope().after(List.of(cond.node())), variable);
            Output twice = tf.multiply(read, tf.constant(2f));
            try (Session session = tf.session()) {
                Feed input = feed(x, new float[] {1});
                assertThatThrownBy(() -> session.run(twice, feed(which, false), input))
                        .isInstanceOf(FailedPreconditionException.class)
                        .hasMessageContaining("uninitialized value " + name);
                assertThat(session.run(twice, feed(which, true), input).floats())
                        .containsExactly(6, 8);
                assertThat(session.run(twice, feed(which, false), input).floats())
                        .containsExactly(6, 8);
            }
        }
    }

    @Test
    void aVariableTakesTheShapeThatTheOneThatRunsGivesIt() {
        Output free = VarHandleOp.of(tf.scope().named("free"), DType.FLOAT32, Shape.unknown());
        Output cond = branch(setting("two", free, 3, 4), setting("three", free, 5, 6, 7), free, x);
        Output read = ReadVariableOp.of(tf.scope().after(List.of(cond.node())), free);
        Output twice = tf.multiply(read, tf.constant(2f));
        try (Session session = tf.session()) {
            Feed input = feed(x, new float[] {1});
            assertThat(session.run(twice, feed(which, false), input).floats()).containsExactly(10, 12, 14);
        }
        try (Session session = tf.session()) {
            Feed input = feed(x, new float[] {1});
            assertThat(session.run(twice, feed(which, true), input).floats()).containsExactly(6, 8);
        }
    }

    @Test
    void anErrorNamesTheNodeWithinTheFunction() {
        FunctionReference bad = maker.function(
                "bad",
                List.of(x),
                (scope, given, _) -> List.of(CheckNumerics.of(scope.named("check"), given.getFirst(), "not here")));
        Output either = branch(negative(), bad, x);
        try (Session session = tf.session()) {
            Feed input = feed(x, new float[] {Float.NaN});
            assertThat(session.run(either, feed(which, true), input).floats()).hasSize(1);
            assertThatThrownBy(() -> session.run(either, feed(which, false), input))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("not here")
                    .hasMessageContaining("node 'cond/bad/check'")
                    .hasMessageContaining("node 'cond' (If), made at BranchTest.java:");
        }
    }

    @Test
    void whatCannotRunDoesNoHarmUntilItHasTo() {
        FunctionReference three = maker.function(
                "three",
                List.of(x),
                (scope, given, _) ->
                        List.of(Mul.of(scope.named("fits"), given.getFirst(), Const.of(scope, new float[] {1, 2, 3}))));
        Output either = branch(negative(), three, x);
        try (Session session = tf.session()) {
            Feed two = feed(x, new float[] {1, 2});
            assertThat(session.run(either, feed(which, true), two).floats()).containsExactly(-1, -2);
            assertThatThrownBy(() -> session.run(either, feed(which, false), two))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("node 'cond/three/fits'");
        }
    }

    @Test
    void numbersAreCheckedWithin() {
        FunctionReference sum = maker.function(
                "sum",
                List.of(x),
                (scope, given, _) ->
                        List.of(Sum.of(scope.named("total"), given.getFirst(), Const.of(scope, new int[] {0}), true)));
        Output either = branch(sum, negative(), x);
        try (Session session = tf.session()) {
            session.setCheckNumerics(true);
            assertThatThrownBy(() -> session.run(
                            either, feed(which, true), feed(x, new float[] {Float.MAX_VALUE, Float.MAX_VALUE})))
                    .hasMessageContaining("Sum 'cond/sum/total' gave the first value that is not finite");
        }
    }

    @Test
    void memoryIsCountedAndLetGo() {
        Output either = branch(negative(), twice(), x);
        Programs programs = new Programs(tf.graph(), new VariableStore(), _ -> {});
        Feed[] feeds = {feed(which, Tensor.of(true)), feed(x, new float[100_000])};
        Program program = programs.acquire(either, feeds);
        Tensor[] results = new Tensor[1];
        program.run(feeds, results);
        assertThat(programs.taken()).isBetween(400_000L, 1_300_000L);
        programs.release(program);
        programs.close();
        assertThat(programs.taken()).isZero();
    }
}
