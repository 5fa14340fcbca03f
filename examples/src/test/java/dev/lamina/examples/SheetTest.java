package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetTest {
    @TempDir
    private Path folder;

    @Test
    void picturesLieInRows() throws IOException {
        var sheet = new Sheet(1, 2);
        sheet.add(Tensor.of(new float[][] {{0}, {0.5f}}));
        sheet.add(Tensor.of(new float[][] {{2}, {-1}, {0.25f}}));
        var file = folder.resolve("sheet.png");
        sheet.write(file.toString());
        var image = ImageIO.read(file.toFile());
        assertThat(image.getRGB(6, 2) & 0xff).isEqualTo(255 * 8 / 15);
        var raster = image.getRaster();
        assertThat(raster.getWidth()).isEqualTo(2 * 4 + 2);
        assertThat(raster.getHeight()).isEqualTo(3 * 4 + 2);
        int[][] greys = {{0, 8}, {15, 0}, {4, 15}};
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 2; column++) {
                assertThat(raster.getSample(2 + 4 * column, 2 + 4 * row, 0)).isEqualTo(greys[row][column]);
                assertThat(raster.getSample(3 + 4 * column, 3 + 4 * row, 0)).isEqualTo(greys[row][column]);
                assertThat(raster.getSample(4 + 4 * column, 3 + 4 * row, 0)).isEqualTo(15);
            }
        }
    }

    @Test
    void whatCannotBeWrittenIsTold() {
        assertThatThrownBy(() ->
                        new Sheet(1, 1).write(folder.resolve("no/sheet.png").toString()))
                .hasMessageStartingWith("cannot write ")
                .hasMessageEndingWith("sheet.png");
    }

    @Test
    void partsFollowEachOther() {
        var pictures = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        assertThat(Pictures.part(pictures, 1, 2)).isEqualTo(Tensor.of(new float[][] {{3, 4}, {5, 6}}));
    }
}
