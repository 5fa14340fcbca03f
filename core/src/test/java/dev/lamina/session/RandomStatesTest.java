package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Output;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.If;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.flow.While;
import dev.lamina.op.logic.Less;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomStatesTest {
    private final Tf tf = Tf.create();
    private final Output unseeded = tf.named("u").randomUniform(3);
    private final Output normal = tf.named("n").randomNormal(4);
    private final Output shuffled = tf.named("s").randomShuffle(tf.range(0, 9, 1));
    private final List<Output> all = List.of(unseeded, normal, shuffled);

    @Test
    void aSessionGoesOnWhereAnotherStood() {
        try (Session one = tf.session();
                Session other = tf.session()) {
            one.run(all);
            one.run(all);
            Map<String, Tensor> states = one.randomStates();
            assertThat(states).hasSize(3);
            other.loadRandomStates(states);
            assertThat(other.randomStates()).isEqualTo(states);
            assertEqual(one.run(all), other.run(all));
            assertEqual(one.run(all), other.run(all));
        }
    }

    @Test
    void compiledProgramsGoBackToo() {
        try (Session session = tf.session()) {
            session.run(all);
            Map<String, Tensor> states = session.randomStates();
            Results first = session.run(all);
            session.loadRandomStates(states);
            assertEqual(session.run(all), first);
        }
    }

    @Test
    void aStreamOfItsOwnHasOtherNumbers() {
        tf.graph().setSeed(1);
        Output seeded = tf.named("seeded").randomUniform(64);
        try (Session one = tf.session();
                Session other = tf.session()) {
            Tensor first = one.run(seeded);
            Tensor second = one.run(seeded);
            other.startRandomStream(1);
            Tensor of1 = other.run(seeded);
            assertThat(of1).isNotIn(first, second);
            one.startRandomStream(1);
            assertThat(one.run(seeded)).isEqualTo(of1);
            one.startRandomStream(0);
            assertThat(one.run(seeded)).isEqualTo(first);
            assertThat(one.run(seeded)).isEqualTo(second);
            assertThatThrownBy(() -> one.startRandomStream(-1)).hasMessageContaining("got -1");
            assertThatThrownBy(() -> one.startRandomStream(1 << 24)).hasMessageContaining("got 16777216");
        }
    }

    /** A function that draws, or one that draws by way of a call of that. */
    private FunctionReference drawing(String name, Output like, boolean byACall) {
        FunctionMaker maker = new FunctionMaker(tf.graph());
        return maker.function(name, List.of(like), (scope, given, _) -> {
            Output drawn = byACall
                    ? StatefulPartitionedCall.of(scope.named("inner"), FunctionReference.of("call"), given)
                            .getFirst()
                    : RandomUniform.of(scope.named("u"), Const.of(scope, new int[] {2}), DType.FLOAT32, null);
            return List.of(Add.of(scope, given.getFirst(), drawn));
        });
    }

    @Test
    void whatFunctionsDrawGoesOnToo() {
        Output zeros = tf.constant(new float[2]);
        Output called = StatefulPartitionedCall.of(
                        tf.scope().named("made/of"), drawing("call", zeros, false), List.of(zeros))
                .getFirst();
        Output chosen = If.of(
                        tf.scope().named("cond"),
                        tf.constant(true),
                        drawing("yes", zeros, false),
                        drawing("no/never", zeros, false),
                        List.of(zeros))
                .getFirst();
        FunctionReference isSmall = new FunctionMaker(tf.graph())
                .function(
                        "small",
                        List.of(zeros),
                        (scope, given, _) -> List.of(Less.of(
                                scope,
                                Sum.of(scope, given.getFirst(), Const.of(scope, 0), false),
                                Const.of(scope, 3f))));
        Output looped = While.of(tf.scope().named("loop"), isSmall, drawing("body", zeros, true), List.of(zeros))
                .getFirst();
        List<Output> inner = List.of(called, chosen, looped);
        try (Session one = tf.session();
                Session other = tf.session()) {
            one.run(inner);
            Map<String, Tensor> states = one.randomStates();
            assertThat(states).containsOnlyKeys("made/of/u", "cond/yes/u", "loop/body/inner/u");
            other.loadRandomStates(states);
            Results expected = one.run(inner);
            Results got = other.run(inner);
            inner.forEach(each -> assertThat(got.get(each)).isEqualTo(expected.get(each)));
            for (String none : List.of("made/of/v", "cond/no/u", "cond/u", "loop/body/u")) {
                assertThatThrownBy(() -> one.loadRandomStates(Map.of(none, Tensor.of(new long[3]))))
                        .isInstanceOf(NotFoundException.class);
            }
        }
    }

    @Test
    void whatNobodyDrawsUnderIsLeftOut() {
        Output x = tf.constant(new float[] {0.5f, 0.5f});
        Output end = tf.whileLoop(
                        (t, v) -> t.less(t.reduceSum(v.getFirst()), t.constant(3f)),
                        (t, v) -> List.of(t.multiply(v.getFirst(), t.add(t.constant(1f), t.randomUniform(2)))),
                        List.of(x))
                .getFirst();
        try (Session one = tf.session();
                Session other = tf.session()) {
            one.run(end);
            Map<String, Tensor> before = one.randomStates();
            Output gradient = tf.gradients(end, x).getFirst();
            one.run(gradient);
            Map<String, Tensor> states = one.randomStates();
            assertThat(states).hasSize(1).doesNotContainKeys(before.keySet().toArray(String[]::new));
            other.loadRandomStates(states);
            assertThat(other.run(gradient)).isEqualTo(one.run(gradient));
        }
    }

    private void assertEqual(Results one, Results other) {
        for (Output each : all) {
            assertThat(one.get(each)).isEqualTo(other.get(each));
        }
    }

    @Test
    void whatIsNoStateIsRefused() {
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> session.loadRandomStates(Map.of("m", Tensor.of(new long[3]))))
                    .isInstanceOf(NotFoundException.class);
            String name = unseeded.node().name();
            assertThatThrownBy(() -> session.loadRandomStates(Map.of(name, Tensor.of(new long[2]))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("must be int64[3], but is int64[2]");
        }
    }
}
