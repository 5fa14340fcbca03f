package dev.lamina.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lamina.generator.Machine;
import dev.lamina.kernel.simd.Lanes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("simd")
class TileFormTest {
    @ParameterizedTest
    @CsvSource({
        "512, amd64, AVX_512",
        "256, amd64, AVX_2",
        "128, amd64, SSE",
        "128, aarch64, NEON",
        "256, aarch64, NEON",
        "512, aarch64, AVX_512",
        "256, riscv64, AVX_2"
    })
    void theFormIsThatForTheRegisters(int bits, String architecture, String name) {
        assertThat(TileForm.of(bits, architecture)).hasToString(name);
    }

    @Test
    void vectorsWithoutTilesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileForm.of(64, "amd64"))
                .withMessageContaining("no tiles for vectors of 64 bits on amd64");
    }

    @Test
    void whatRunsHereIsTheRowOfTheTable() {
        TileForm form = TileForm.of(Lanes.FLOAT.vectorBitSize(), System.getProperty("os.arch"));
        Machine machine = Machine.ALL.stream()
                .filter(row -> row.name().equals(form.name()))
                .findFirst()
                .orElseThrow();
        assertThat(TileForm.CHOSEN).isEqualTo(form);
        assertThat(TileForm.VECTORS).isEqualTo(machine.vectors());
        assertThat(TileForm.COLUMNS).isEqualTo(machine.vectors() * Lanes.WIDTH);
        assertThat(TileForm.STEPS).isEqualTo(machine.steps());
        assertThat(TileForm.turns(3 * machine.steps())).isEqualTo(3 * machine.steps());
        assertThat(TileForm.turns(2 * machine.steps() + 1)).isEqualTo((2 + 1) * machine.steps());
    }
}
