package dev.lamina.compiler.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.math.Neg;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads come before the writes that they do not depend on; what has to see the value before a write copies it. */
class VariableOrderTest {
    private final HandMade made = new HandMade();
    private final VariableCell cell = new VariableCell("v", DType.FLOAT32, Shape.scalar());
    private Value variable = made.parameter(DType.FLOAT32);
    private Value one = variable;

    @BeforeEach
    void variable() {
        variable = made.variable(new VariableV2(Shape.scalar(), DType.FLOAT32, "", ""), cell);
        one = made.constant(1f);
    }

    @Test
    void aReadThatDoesNotDependOnAWriteComesBeforeIt() {
        Instruction write = made.change(new AssignAdd(false), variable, one);
        Value read = made.add(new Neg(), DType.FLOAT32, variable);
        Region region = made.region(read);
        assertThat(region.predecessors(write)).containsExactly(made.of(read));
        assertThat(region.instructions().indexOf(made.of(read)))
                .isLessThan(region.instructions().indexOf(write));
        assertThat(region.writesVariables()).isTrue();
        assertThat(region.writes(write, cell)).isTrue();
        assertThat(region.writes(made.of(read), cell)).isFalse();
    }

    @Test
    void oneThatDoesComesAfterIt() {
        Instruction write = made.change(new AssignAdd(false), variable, one);
        Value read = made.add(new Neg(), DType.FLOAT32, write.outputs.getFirst());
        Region region = made.region(read);
        assertThat(region.predecessors(write)).isEmpty();
        assertThat(region.variable(write.outputs.getFirst())).isSameAs(cell);
    }

    @Test
    void writesKeepTheOrderOfBuilding() {
        Instruction first = made.change(new AssignAdd(false), variable, one);
        Instruction second = made.change(new AssignAdd(false), variable, one);
        assertThat(made.region().predecessors(second)).containsExactly(first);
    }

    @Test
    void aViewThatIsUsedAfterAWriteCopies() {
        Value view = made.add(new Identity(), DType.FLOAT32, variable);
        Instruction write = made.change(new AssignAdd(false), variable, one);
        Value both = made.add(new AddV2(), DType.FLOAT32, view, write.outputs.getFirst());
        Region region = made.region(both);
        assertThat(region.copies(made.of(view))).isTrue();
        assertThat(region.aliasedInput(made.of(view))).isEqualTo(-1);
        assertThat(region.variable(view)).isNull();
        assertThat(region.predecessors(write)).containsExactly(made.of(view));
    }

    @Test
    void aViewThatIsUsedBeforeAllWritesShows() {
        Value view = made.add(new Identity(), DType.FLOAT32, variable);
        Value use = made.add(new Neg(), DType.FLOAT32, view);
        Instruction write = made.change(new AssignAdd(false), variable, one);
        Region region = made.region(use);
        assertThat(region.copies(made.of(view))).isFalse();
        assertThat(region.aliasedInput(made.of(view))).isZero();
        assertThat(region.variable(view)).isSameAs(cell);
        assertThat(region.predecessors(write)).contains(made.of(use));
    }
}
