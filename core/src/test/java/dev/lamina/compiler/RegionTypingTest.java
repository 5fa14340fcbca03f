package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.compiler.region.HandMade;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import org.junit.jupiter.api.Test;

/** Which values a loop leaves as they are. */
class RegionTypingTest {
    private final HandMade made = new HandMade();
    private final Value first = made.parameter(DType.FLOAT32);
    private final Value second = made.parameter(DType.FLOAT32);
    private final Value third = made.parameter(DType.FLOAT32);

    @Test
    void whatTheBodyGivesAsItIsGiven() {
        Value same = made.add(new Identity(), DType.FLOAT32, made.add(new Identity(), DType.FLOAT32, second));
        Value other = made.add(new AddV2(), DType.FLOAT32, third, third);
        Region body = made.region(first, same, other);
        assertThat(RegionTyping.isInvariant(body, 0)).isTrue();
        assertThat(RegionTyping.isInvariant(body, 1)).isTrue();
        assertThat(RegionTyping.isInvariant(body, 2)).isFalse();
        assertThat(RegionTyping.isInvariant(made.region(second, first, third), 0))
                .as("another's value")
                .isFalse();
    }
}
