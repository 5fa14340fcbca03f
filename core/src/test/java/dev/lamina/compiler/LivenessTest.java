package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.compiler.region.HandMade;
import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Taken;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.control.ControlTrigger;
import dev.lamina.op.control.Merge;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is dead in small regions of a parameter that is there and one that is not. */
class LivenessTest {
    private final HandMade made = new HandMade();
    private final VariableStore variables = new VariableStore();
    private final Value x = made.parameter(DType.FLOAT32);
    private final Value nothing = made.parameter(DType.FLOAT32);
    private final Value p = made.parameter(DType.BOOL);

    private TypedRegion type(Region region) {
        return Typing.of(
                region,
                List.of(Given.of(Shape.of(2)), Given.DEAD, new Given(Shape.scalar(), Tensor.of(true))),
                variables);
    }

    @Test
    void whatUsesSomethingDeadIsDead() {
        Value negative = made.add(new Neg(), DType.FLOAT32, nothing);
        Value sum = made.add(new AddV2(), DType.FLOAT32, x, negative);
        Value other = made.add(new Neg(), DType.FLOAT32, x);
        TypedRegion typed = type(made.region(sum, other));
        assertThat(typed.isDead(negative)).isTrue();
        assertThat(typed.isDead(sum)).isTrue();
        assertThat(typed.isDead(other)).isFalse();
        assertThat(typed.blocked()).isEmpty();
    }

    @Test
    void soIsWhatComesAfterItButForATrigger() {
        Instruction dead = made.of(made.add(new Neg(), DType.FLOAT32, nothing));
        Instruction after = made.add(new Neg(), DType.FLOAT32, List.of(dead), x);
        Instruction trigger = made.add(new ControlTrigger(), DType.FLOAT32, List.of(dead));
        TypedRegion typed = type(made.region(after.outputs.getFirst()));
        assertThat(typed.isDead(after.outputs.getFirst())).isTrue();
        assertThat(typed.isDead(trigger.outputs.getFirst())).isFalse();
    }

    @Test
    void aMergeOfNothingIsDead() {
        Value none = made.add(new Merge(), DType.FLOAT32, nothing, nothing);
        assertThat(type(made.region(none)).isDead(none)).isTrue();
    }

    @Test
    void aSideIsDeadIfThePredicateSaysTheOther() {
        Value whenTrue = made.add(new Taken(true), DType.FLOAT32, x, p);
        Value whenFalse = made.add(new Taken(false), DType.FLOAT32, x, p);
        TypedRegion typed = type(made.region(whenTrue, whenFalse));
        assertThat(typed.isDead(whenTrue)).isFalse();
        assertThat(typed.isDead(whenFalse)).isTrue();
    }

    @Test
    void aPredicateThatTheRunComputesIsWaitedFor() {
        Value predicate = made.parameter(DType.BOOL);
        Value side = made.add(new Taken(true), DType.FLOAT32, x, predicate);
        Value negative = made.add(new Neg(), DType.FLOAT32, side);
        TypedRegion first = Typing.of(
                made.region(negative),
                List.of(Given.of(Shape.of(2)), Given.DEAD, Given.of(Shape.scalar()), Given.of(Shape.scalar())),
                variables);
        assertThat(first.blocked()).containsExactly(made.of(side), made.of(negative));
        Computed no = value -> value == predicate ? Tensor.of(false).buffer() : null;
        TypedRegion next = Typing.next(first, no, variables);
        assertThat(next.blocked()).isEmpty();
        assertThat(next.isDead(negative)).isTrue();
        Computed yes = value -> value == predicate ? Tensor.of(true).buffer() : null;
        assertThat(Typing.next(first, yes, variables).isDead(negative)).isFalse();
    }
}
