package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.If;
import dev.lamina.op.math.Neg;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a program's text tells. */
class ExplainTest {
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");

    private Feed rows(int rows) {
        return feed(x, Tensor.zeros(DType.FLOAT32, Shape.of(rows, 3)));
    }

    @Test
    void tellsWhatRunsTogetherWhereItLiesAndWhatItCosts() {
        Variable w = tf.variable(tf.ones(3, 5), "w");
        Output product = tf.named("product").matmul(x, w);
        Output relu = tf.nn.relu(product);
        try (Session session = tf.session()) {
            String text = session.explain(List.of(relu), rows(4));
            assertThat(text)
                    .contains("given x:0 float32[4,3].")
                    .contains("   1. MatMul 'product', Relu 'Relu': the others follow the first block by block")
                    .contains("of x:0 float32[4,3], ")
                    .contains("gives float32[4,5] in buffer 1, over its input; 140 operations on numbers")
                    .contains("Result Relu:0 float32[4,5] is copied for the caller.")
                    .contains("of which 1 buffers take 80,");
            assertThat(session.explain(List.of(relu), rows(8))).contains("float32[8,5]");
        }
    }

    /** A product of bfloat16 is one of float32, whose operands and result the next can have. */
    @Test
    void countsWhatStepsShareBesidesOnce() {
        Output narrow = tf.placeholder(DType.BFLOAT16, Shape.of(4, 4), "narrow");
        Output one = tf.matmul(narrow, narrow);
        Feed fed = feed(narrow, Tensor.zeros(DType.BFLOAT16, Shape.of(4, 4)));
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(one), fed)).contains(", workspace 192,");
            assertThat(session.explain(List.of(tf.matmul(tf.matmul(one, narrow), one)), fed))
                    .contains(", workspace 192,");
        }
    }

    @Test
    void tellsWhatHasNoStep() {
        Output one = tf.named("one").constant(1f);
        Output two = tf.named("two").add(one, one);
        Output first = tf.named("first").tanh(x);
        Output second = tf.named("second").tanh(x);
        Output flat = tf.named("flat").reshape(tf.multiply(tf.add(first, second), two), -1);
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(flat), rows(4)))
                    .contains("Folded, as they are the same in every run: one, two, ")
                    .contains("Shared, as something else gives the same: second is first:0.")
                    .contains("Shown in place, without a step: flat.");
        }
    }

    @Test
    void tellsWhyAStepRunsByItself() {
        Variable w = tf.variable(tf.zeros(3), "w");
        Output before = tf.named("before").identity(w);
        Output write = AssignAdd.of(tf.scope(), w.ref(), tf.constant(new float[] {1, 2, 3}))
                .output(0);
        Output both = tf.add(before, write);
        Output sum = tf.reduceSum(tf.matmul(x, x, false, true), 0);
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(both, sum), rows(2)))
                    .contains("a copy, as the variable changes before the last use")
                    .contains("in variable w")
                    .contains("Sum 'Sum'; of ")
                    .contains("by itself, as its kernel needs the whole of its inputs");
            Node init = tf.globalVariablesInitializer();
            assertThat(session.explain(List.of(init))).contains("by itself, as it gives a variable its value");
            assertThatThrownBy(() -> session.run(w)).as("nothing has run").hasMessageContaining("uninitialized");
        }
    }

    @Test
    void tellsWhatWaitsForAValue() {
        Output places = tf.named("places").where(tf.greater(x, tf.constant(0f)));
        Output tanh = tf.named("end").tanh(tf.cast(places, DType.FLOAT32));
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(tanh), rows(2)))
                    .contains("as shapes depend on values from places on: places, ")
                    .contains(", end.");
            assertThatThrownBy(() -> session.explain(List.of(tanh), rows(2), rows(2)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("is fed twice");
        }
    }

    @Test
    void ofWhatIsFedTheShapeIsEnough() {
        Output tanh = tf.named("t").tanh(x);
        int rows = 1 << 28; // of three each no array holds as many bytes as the heap has
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(tf.shape(tanh)), Map.of(x, Shape.of(rows, 3))))
                    .contains("given x:0 float32[268435456,3].");
            assertThat(session.explain(List.of(tanh), Map.of(x, Shape.of(2, 3))))
                    .isEqualTo(session.explain(List.of(tanh), rows(2)));
            assertThatThrownBy(() -> session.explain(List.of(tanh), Map.of(x, Shape.of(-1, 3))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("leaves sizes open");
            assertThatThrownBy(() -> session.explain(List.of(tanh), Map.of(x, Shape.of(2, 4))))
                    .hasMessageContaining("Cannot feed value of shape [2,4]");
        }
    }

    @Test
    void tellsThatNumbersAreChecked() {
        Output twice = tf.tanh(tf.tanh(x));
        try (Session session = tf.session()) {
            session.setCheckNumerics(true);
            assertThat(session.explain(List.of(twice), rows(2)))
                    .contains("by itself, as its numbers are checked before the next step");
        }
    }

    @Test
    void aBranchThatCannotRunOrNeverDoesIsNoError() {
        FunctionMaker maker = new FunctionMaker(tf.graph());
        Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1), "y");
        FunctionReference fits =
                maker.function("fits", List.of(y), (scope, given, _) -> List.of(Neg.of(scope, given.getFirst())));
        FunctionReference five = maker.function(
                "five",
                List.of(y),
                (scope, given, _) -> List.of(Mul.of(scope, given.getFirst(), Const.of(scope, new float[5]))));
        Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
        Output either = If.of(tf.scope(), which, fits, five, List.of(y)).getFirst();
        Output one =
                If.of(tf.scope(), tf.constant(true), fits, five, List.of(y)).getFirst();
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(either), feed(y, new float[2]), feed(which, true)))
                    .contains("Neg 'If/fits/Neg'", "Does not run for these shapes: Mul: ");
            assertThat(session.explain(List.of(one), feed(y, new float[2])))
                    .contains("Never runs, as what chooses is the same in every run.")
                    .doesNotContain("Does not run");
        }
    }

    @Test
    void whatHasNoPlaceYetIsGivenNone() {
        Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
        Output either = tf.cond(which, t -> t.concat(List.of(x, x), 0), _ -> x);
        try (Session session = tf.session()) {
            assertThat(session.explain(List.of(tf.tanh(either)), rows(2), feed(which, true)))
                    .contains("gives float32<unknown>; ")
                    .doesNotContain("buffer 0");
        }
    }
}
