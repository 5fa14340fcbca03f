package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.compiler.region.HandMade;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.Claim;
import dev.lamina.compiler.run.Memory;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.compiler.run.Watch;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Tanh;
import dev.lamina.op.nn.Relu;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs together in small regions, and which buffers they share. */
class AssignmentTest {
    private static final MemoryAccount FREE = new MemoryAccount() {
        @Override
        public void take(long bytes) {}

        @Override
        public boolean isOverLimit() {
            return false;
        }

        @Override
        public void makeAllRoom() {}
    };

    private final HandMade made = new HandMade();
    private final VariableStore variables = new VariableStore();
    private final Value x = made.parameter(DType.FLOAT32);

    private AssignedRegion assign(boolean fuses, Value... results) {
        TypedRegion typed = Typing.of(made.region(results), List.of(Given.of(Shape.of(64, 64))), variables);
        SimplifiedRegion simplified = Simplification.of(typed, null, variables);
        Kernels kernels = Kernels.of(
                simplified, Computed.NOTHING, new Surroundings(variables, false, FREE, new Watch()), new Claim(FREE));
        @Nullable Buffer[] given = new Buffer[typed.region.values()];
        given[x.number] = Memory.withoutElements(DType.FLOAT32, Shape.of(64, 64));
        return Assignment.of(simplified, Fusion.of(simplified, kernels, fuses), kernels, given);
    }

    private static Buffer buffer(AssignedRegion assigned, Value value) {
        return Objects.requireNonNull(assigned.buffer(value));
    }

    private static Storage storage(AssignedRegion assigned, Value value) {
        return buffer(assigned, value).storage();
    }

    @Test
    void whatNobodyReadsAnyMoreIsWrittenOver() {
        Value a = made.add(new Tanh(), DType.FLOAT32, x);
        Value b = made.add(new Tanh(), DType.FLOAT32, a);
        Value c = made.add(new Tanh(), DType.FLOAT32, b);
        AssignedRegion assigned = assign(false, c);
        assertThat(storage(assigned, c)).isSameAs(storage(assigned, a)).isNotSameAs(storage(assigned, x));
        assertThat(assigned.memory.bytes()).isEqualTo(64 * 64 * 4);
    }

    @Test
    void whatIsReadLaterOrFetchedIsNot() {
        Value a = made.add(new Tanh(), DType.FLOAT32, x);
        Value b = made.add(new Tanh(), DType.FLOAT32, a);
        Value product = made.add(new Mul(), DType.FLOAT32, a, b);
        AssignedRegion assigned = assign(false, product, b);
        assertThat(storage(assigned, b)).isNotSameAs(storage(assigned, a));
        assertThat(storage(assigned, product)).isSameAs(storage(assigned, a));
        assertThat(assigned.memory.bytes()).isEqualTo(2 * 64 * 64 * 4);
    }

    @Test
    void aViewLiesWhereItsInputLies() {
        Value a = made.add(new Tanh(), DType.FLOAT32, x);
        Value view = made.add(new Reshape(), DType.FLOAT32, a, made.constant(new int[] {-1}));
        Value b = made.add(new Neg(), DType.FLOAT32, a);
        AssignedRegion assigned = assign(false, view, b);
        assertThat(storage(assigned, view)).isSameAs(storage(assigned, a)).isNotSameAs(storage(assigned, b));
        assertThat(buffer(assigned, view).shape()).isEqualTo(Shape.of(4096));
    }

    @Test
    void whatFollowsAProductRunsBehindIt() {
        Value product = made.add(new MatMul(false, false), DType.FLOAT32, x, x);
        Value relu = made.add(new Relu(), DType.FLOAT32, product);
        Value next = made.add(new MatMul(false, false), DType.FLOAT32, relu, x);
        assertThat(assign(true, next).groups)
                .containsExactly(
                        new Group(List.of(made.of(product), made.of(relu)), true),
                        new Group(List.of(made.of(next)), true));
        assertThat(assign(false, next).groups).hasSize(3);
    }
}
