package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    /**
     * <pre>
     * 1 2 3
     * 4 5 6
     * </pre>
     */
    private static final float[] PICTURE = {1, 2, 3, 4, 5, 6};

    /** The second of two pictures in an array, so that forgetting the offset shows. */
    private static Values second(float[] values, long... shape) {
        var both = new float[2 * values.length];
        Arrays.fill(both, -9);
        System.arraycopy(values, 0, both, values.length, values.length);
        var second = new Values(DType.FLOAT32, Shape.of(shape), both);
        second.moveTo(1);
        return second;
    }

    private static Values empty(long... shape) {
        var values = new float[(int) Shape.of(shape).elements()];
        Arrays.fill(values, 77);
        return second(values, shape);
    }

    private static float[] result(Values values) {
        float[] before = Arrays.copyOf(values.floats(), values.size());
        assertThat(before).as("what lies before").containsOnly(-9);
        return Arrays.copyOfRange(values.floats(), values.offset(), values.offset() + values.size());
    }

    private static float[] shifted(int down, int right) {
        var to = empty(2, 3);
        Shift.shift(second(PICTURE, 2, 3), to, down, right);
        return result(to);
    }

    private static float[] flipped(boolean leftRight, boolean upDown) {
        var to = empty(2, 3);
        Flip.flip(second(PICTURE, 2, 3), to, leftRight, upDown);
        return result(to);
    }

    private static float[] rotated(float[] picture, int rows, int columns, double degrees) {
        var to = empty(rows, columns);
        Rotate.rotate(second(picture, rows, columns), to, degrees);
        return result(to);
    }

    @Test
    void shiftsByPixelsAndFillsWithZeros() {
        assertThat(shifted(0, 0)).containsExactly(PICTURE);
        assertThat(shifted(1, 0)).containsExactly(0, 0, 0, 1, 2, 3);
        assertThat(shifted(-1, 0)).containsExactly(4, 5, 6, 0, 0, 0);
        assertThat(shifted(0, 1)).containsExactly(0, 1, 2, 0, 4, 5);
        assertThat(shifted(0, -2)).containsExactly(3, 0, 0, 6, 0, 0);
        assertThat(shifted(1, -1)).containsExactly(0, 0, 0, 2, 3, 0);
        assertThat(shifted(2, 0)).containsOnly(0);
        assertThat(shifted(0, -3)).containsOnly(0);
        assertThat(shifted(1 << 30, -(1 << 30))).containsOnly(0);
    }

    @Test
    void mirrors() {
        assertThat(flipped(false, false)).containsExactly(PICTURE);
        assertThat(flipped(true, false)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(flipped(false, true)).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(flipped(true, true)).containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    void channelsStayTogether() {
        float[] coloured = {1, 10, 2, 20, 3, 30, 4, 40};
        var to = empty(2, 2, 2);
        Shift.shift(second(coloured, 2, 2, 2), to, 1, 1);
        assertThat(result(to)).containsExactly(0, 0, 0, 0, 0, 0, 1, 10);
        to = empty(2, 2, 2);
        Flip.flip(second(coloured, 2, 2, 2), to, true, false);
        assertThat(result(to)).containsExactly(2, 20, 1, 10, 4, 40, 3, 30);
        to = empty(2, 2, 2);
        Rotate.rotate(second(coloured, 2, 2, 2), to, 90);
        assertThat(result(to)).containsExactly(new float[] {2, 20, 4, 40, 1, 10, 3, 30}, within(1e-5f));
    }

    @Test
    void turnsCounterClockwiseAboutTheCentre() {
        float[] square = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(rotated(square, 3, 3, 0)).containsExactly(square);
        assertThat(rotated(square, 3, 3, 90)).containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-5f));
        assertThat(rotated(square, 3, 3, -90)).containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-5f));
        assertThat(rotated(square, 3, 3, 180)).containsExactly(new float[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, within(1e-5f));
        // A picture that is not square: its middle column becomes the middle row, the rest is outside.
        assertThat(rotated(new float[] {0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0}, 5, 3, 90))
                .containsExactly(new float[] {0, 0, 0, 0, 0, 0, 2, 3, 4, 0, 0, 0, 0, 0, 0}, within(1e-5f));
    }

    @Test
    void interpolatesBetweenPixels() {
        // By 45 degrees the corner of a 3 x 3 picture is sought sqrt(2) to the left of the centre: 0.4142 beyond
        // the middle of the left column's 4, where outside is zero.
        float[] turned = rotated(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3, -45);
        double beyond = Math.sqrt(2) - 1;
        assertThat(turned[0]).isCloseTo((float) ((1 - beyond) * 4), within(1e-5f));
        assertThat(turned[4]).isEqualTo(5f);
        // To the left of the centre, sqrt(1/2) down and to the left of it: between 4, 5, 7 and 8.
        double near = Math.sqrt(0.5);
        double upper = near * 4 + (1 - near) * 5;
        double lower = near * 7 + (1 - near) * 8;
        assertThat(turned[3]).isCloseTo((float) ((1 - near) * upper + near * lower), within(1e-5f));
    }

    @Test
    void everyChoiceComesUp() {
        var pictures = Pipeline.of(Tensor.wrap(PICTURE.clone(), 1, 2, 3), Tensor.of(new int[] {0}));
        assertThat(distinct(pictures.map(1, new Flip(true, true)))).isEqualTo(4);
        assertThat(distinct(pictures.map(1, new Flip(true, false)))).isEqualTo(2);
        assertThat(distinct(pictures.map(1, new Flip(false, false)))).isEqualTo(1);
        assertThat(distinct(pictures.map(1, new Shift(1, 2)))).isEqualTo(15);
        assertThat(distinct(pictures.map(1, new Shift(0, 0)))).isEqualTo(1);
        assertThat(distinct(pictures.map(1, new Rotate(0)))).isEqualTo(1);
        assertThat(distinct(pictures.map(1, new Rotate(20)))).isGreaterThan(190);
    }

    private static int distinct(Pipeline pictures) {
        var seen = new HashSet<Tensor>();
        for (int epoch = 0; epoch < 200; epoch++) {
            seen.add(PipelineTest.drain(pictures.batch(1).open(epoch, 0))
                    .getFirst()
                    .getFirst());
        }
        return seen.size();
    }

    @Test
    void refusesWhatIsNoPicture() {
        var flat = Pipeline.of(Tensor.wrap(PICTURE.clone(), 1, 6), Tensor.of(new int[] {0}));
        var integers = Pipeline.of(Tensor.of(new int[][][] {{{1}}}), Tensor.of(new int[] {0}));
        for (var map : new ExampleMap[] {new Shift(1, 1), new Rotate(10), new Flip(true, true)}) {
            assertThatThrownBy(() -> flat.map(map))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("reshape");
            assertThatThrownBy(() -> integers.map(map)).isInstanceOf(InvalidArgumentException.class);
        }
        assertThatThrownBy(() -> new Shift(-1, 0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new Rotate(181)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new Rotate(Double.NaN)).isInstanceOf(InvalidArgumentException.class);
    }
}
