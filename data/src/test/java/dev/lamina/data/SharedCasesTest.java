package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in {@code ../shared/cases} beside the project's root, that are as others write them. */
class SharedCasesTest {
    /** One of them; where it is absent the test is skipped and says so. */
    private static Path require(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolveSibling("shared").resolve("cases/files").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        Assumptions.abort("skipped: there is no ../shared/cases/files/" + name);
        throw new AssertionError("unreachable: abort throws");
    }

    @ParameterizedTest
    @CsvSource({
        "cmyk.jpg, 120, 180, 60",
        "gray16.png, 155.642, 155.642, 155.642",
        "gray_plain.jpg, 128, 128, 128",
        "gray_with_srgb_profile.jpg, 128, 128, 128",
        "gray_with_srgb_profile.png, 128, 128, 128",
        "rgb_plain.jpg, 120, 179, 59",
        "rgb_srgb_profile.jpg, 120, 179, 59"
    })
    void picturesAreOfOneColour(String name, float red, float green, float blue) {
        var picture = PictureFile.of(require("pictures/" + name)).read(3);
        float[] expected = {red, green, blue};
        for (int i = 0; i < picture.size(); i++) {
            assertThat(picture.floats()[i] * 255).isCloseTo(expected[i % 3], within(1e-3f));
        }
    }

    @Test
    void aTruncatedPictureIsAnError() {
        var file = PictureFile.of(require("truncated_jpeg.jpg"));
        assertThatThrownBy(() -> file.read(3))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("truncated_jpeg.jpg");
    }

    @Test
    void integersAreReadAsSuch() {
        var tensor = IdxArray.read(require("int.idx")).toTensor();
        assertThat(tensor.dtype()).isEqualTo(DType.INT32);
        assertThat(tensor.shape().dims()).containsExactly(4, 4);
        assertThat((int[]) tensor.buffer().array()).startsWith(1234, 2, 3, 4, 4321);
    }
}
