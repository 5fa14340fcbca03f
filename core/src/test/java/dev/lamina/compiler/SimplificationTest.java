package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.compiler.region.HandMade;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Tanh;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What small regions lose: what is there twice, what only copies, what nothing needs. */
class SimplificationTest {
    private final HandMade made = new HandMade();
    private final VariableStore variables = new VariableStore();
    private final Value x = made.parameter(DType.FLOAT32);

    private SimplifiedRegion simplify(Value... results) {
        TypedRegion typed = Typing.of(made.region(results), List.of(Given.of(Shape.of(3))), variables);
        return Simplification.of(typed, null, variables);
    }

    @Test
    void whatIsComputedTwiceIsComputedOnce() {
        Value first = made.add(new Tanh(), DType.FLOAT32, x);
        Value second = made.add(new Tanh(), DType.FLOAT32, x);
        Value product = made.add(new Mul(), DType.FLOAT32, first, second);
        SimplifiedRegion simplified = simplify(product);
        assertThat(simplified.resolve(second)).isSameAs(first);
        assertThat(simplified.isFolded(made.of(second))).isTrue();
        assertThat(simplified.live()).containsExactly(made.of(first), made.of(product));
    }

    @Test
    void whatDrawsRandomNumbersIsNotShared() {
        Value shape = made.constant(new int[] {3});
        Value first = made.add(new RandomUniform(7, 7, DType.FLOAT32), DType.FLOAT32, shape);
        Value second = made.add(new RandomUniform(7, 7, DType.FLOAT32), DType.FLOAT32, shape);
        SimplifiedRegion simplified = simplify(first, second);
        assertThat(simplified.resolve(second)).isSameAs(second);
        assertThat(simplified.live()).containsExactly(made.of(first), made.of(second));
    }

    @Test
    void whatNothingNeedsIsDroppedUnlessItIsATarget() {
        Value tanh = made.add(new Tanh(), DType.FLOAT32, x);
        made.add(new Neg(), DType.FLOAT32, tanh);
        Value negative = made.add(new Neg(), DType.FLOAT32, x);
        SimplifiedRegion simplified = simplify(negative);
        assertThat(simplified.live()).containsExactly(made.of(negative));
        assertThat(simplified.kept()).containsExactly(negative);
        made.target(tanh);
        simplified = simplify(negative);
        assertThat(simplified.live()).containsExactly(made.of(tanh), made.of(negative));
        assertThat(simplified.kept()).as("nobody asks for the target's value").containsExactly(negative);
    }

    @Test
    void whatALaterStageComesAfterIsKeptToo() {
        Value shape = made.parameter(DType.INT32);
        Value tanh = made.add(new Tanh(), DType.FLOAT32, x);
        Value reshaped = made.add(new Reshape(), DType.FLOAT32, List.of(made.of(tanh)), x, shape)
                .outputs
                .getFirst();
        TypedRegion typed =
                Typing.of(made.region(reshaped), List.of(Given.of(Shape.of(3)), Given.of(Shape.of(2))), variables);
        assertThat(Simplification.of(typed, null, variables).live()).containsExactly(made.of(tanh));
    }

    @Test
    void whatOnlyCopiesIsLeftOut() {
        Value sum = made.add(new Sum(false), DType.FLOAT32, x, made.constant(new int[0]));
        Value negative = made.add(new Neg(), DType.FLOAT32, sum);
        SimplifiedRegion simplified = simplify(negative);
        assertThat(simplified.resolve(sum)).isSameAs(x);
        assertThat(simplified.live()).containsExactly(made.of(negative));
    }

    @Test
    void aConstantNeedsNothingThatItWasComputedFrom() {
        Value ones = made.add(new Fill(), DType.FLOAT32, made.constant(new int[] {3}), made.constant(2f));
        Value product = made.add(new Mul(), DType.FLOAT32, x, ones);
        assertThat(simplify(product).live()).containsExactly(made.of(product));
    }

    @Test
    void whatALaterStageNeedsIsKept() {
        Value shape = made.parameter(DType.INT32);
        Value tanh = made.add(new Tanh(), DType.FLOAT32, x);
        Value reshaped = made.add(new Reshape(), DType.FLOAT32, tanh, shape);
        TypedRegion typed =
                Typing.of(made.region(reshaped), List.of(Given.of(Shape.of(3)), Given.of(Shape.of(2))), variables);
        SimplifiedRegion simplified = Simplification.of(typed, null, variables);
        assertThat(simplified.kept()).contains(tanh, shape);
        assertThat(simplified.live()).containsExactly(made.of(tanh));
    }
}
