package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.compiler.region.HandMade;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.index.Where;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Shapes and constants of small regions. */
class TypingTest {
    private final HandMade made = new HandMade();
    private final VariableStore variables = new VariableStore();
    private final Value x = made.parameter(DType.FLOAT32);

    private TypedRegion type(Region region, Shape... shapes) {
        return Typing.of(region, Arrays.stream(shapes).map(Given::of).toList(), variables);
    }

    @Test
    void everyValueGetsItsShapeAndTheRegionStaysAsItIs() {
        Value sum = made.add(new AddV2(), DType.FLOAT32, x, made.constant(new float[] {1, 2, 3}));
        Region region = made.region(sum);
        assertThat(type(region, Shape.of(2, 3)).shape(sum)).isEqualTo(Shape.of(2, 3));
        TypedRegion typed = type(region, Shape.of(5, 4, 3));
        assertThat(typed.shape(x)).isEqualTo(Shape.of(5, 4, 3));
        assertThat(typed.shape(sum)).isEqualTo(Shape.of(5, 4, 3));
        assertThat(typed.constant(sum)).isNull();
        assertThat(typed.blocked()).isEmpty();
    }

    @Test
    void whatIsTheSameInEveryRunIsComputed() {
        Value six = made.add(new Mul(), DType.FLOAT32, made.constant(2f), made.constant(3f));
        TypedRegion typed = type(made.region(six), Shape.scalar());
        assertThat(typed.constant(six)).isEqualTo(Tensor.of(6f));
        assertThat(typed.constantBytes()).isEqualTo(4);
    }

    @Test
    void anErrorNamesTheInstruction() {
        made.add(new AddV2(), DType.FLOAT32, x, made.constant(new float[2]));
        assertThatThrownBy(() -> type(made.region(), Shape.of(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("node 'AddV21'")
                .hasMessageContaining("p0 float32[3]");
    }

    @Test
    void aShapeThatDependsOnAValueWaitsForIt() {
        Value places = made.add(new Where(), DType.INT64, x);
        Value negative = made.add(new Neg(), DType.INT64, places);
        Region region = made.region(negative);
        TypedRegion first = type(region, Shape.of(4));
        assertThat(first.blocked()).containsExactly(made.of(places), made.of(negative));
        assertThat(first.isEmpty()).isTrue();
        Computed seen =
                value -> value == x ? Tensor.of(new float[] {0, 7, 0, 7}).buffer() : null;
        TypedRegion next = Typing.next(first, seen, variables);
        assertThat(next.shape(negative)).isEqualTo(Shape.of(2, 1));
        assertThat(next.blocked()).isEmpty();
        assertThat(first.shape(negative).isFullyDefined())
                .as("the first stage has not changed")
                .isFalse();
        Guard guard = next.guards().getFirst();
        assertThat(guard.holds(
                        region, next, _ -> Tensor.of(new float[] {5, 5, 0, 0}).buffer()))
                .isTrue();
        assertThat(guard.holds(
                        region, next, _ -> Tensor.of(new float[] {5, 0, 0, 0}).buffer()))
                .isFalse();
    }

    @Test
    void whatAKernelIsMadeForIsAskedForExactly() {
        Value shape = made.parameter(DType.INT32);
        Value reshaped = made.add(new Reshape(), DType.FLOAT32, x, shape);
        Region region = made.region(reshaped);
        TypedRegion first = type(region, Shape.of(6), Shape.of(2));
        assertThat(first.blocked()).containsExactly(made.of(reshaped));
        Buffer threeByTwo = Tensor.of(new int[] {3, 2}).buffer();
        TypedRegion next = Typing.next(first, value -> value == shape ? threeByTwo : null, variables);
        assertThat(next.shape(reshaped)).isEqualTo(Shape.of(3, 2));
        Buffer twoByThree = Tensor.of(new int[] {2, 3}).buffer();
        assertThat(next.guards().getFirst().holds(region, next, _ -> twoByThree))
                .isFalse();
    }

    @Test
    void aValueThatALaterRunMustNotGiveIsRefusedByName() {
        Value delta = made.parameter(DType.INT32);
        Value range = made.add(new Range(), DType.INT32, made.constant(0), made.constant(6), delta);
        Region region = made.region(range);
        TypedRegion first = type(region, Shape.of(4), Shape.scalar());
        Buffer two = Tensor.of(2).buffer();
        TypedRegion next = Typing.next(first, value -> value == delta ? two : null, variables);
        assertThat(next.shape(range)).isEqualTo(Shape.of(3));
        Buffer zero = Tensor.of(0).buffer();
        assertThatThrownBy(() -> next.guards().getFirst().holds(region, next, _ -> zero))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Requires delta != 0")
                .hasMessageContaining("at node 'Range2'");
    }

    @Test
    void whatNothingTellsIsAnError() {
        Value shape = made.parameter(DType.INT32);
        made.add(new Reshape(), DType.FLOAT32, x, shape);
        TypedRegion first = type(made.region(), Shape.of(6), Shape.of(2));
        assertThatThrownBy(() -> Typing.next(first, _ -> null, variables))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the shape of what node 'Reshape0' gives cannot be determined");
    }
}
