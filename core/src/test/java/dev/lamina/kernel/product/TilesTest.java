package dev.lamina.kernel.product;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.generator.Machine;
import dev.lamina.generator.TileKind;
import dev.lamina.generator.TileShape;
import dev.lamina.kernel.simd.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every tile of every machine, with vectors as wide as they are here, gives the chain of multiply-adds. */
@Tag("simd")
class TilesTest {
    private static final int W = Lanes.WIDTH;
    private static final int K = 12;
    private static final int A = 5;
    private static final int C = 7;
    private static final int COLUMN_STEP = 30;

    private final float[] left = GemmTest.random(12 * TileForm.LD, 1);
    private final float[] right = GemmTest.random(K * 4 * W, 2);
    private final float[] start = GemmTest.random(12 * 4 * W, 3);

    @TestFactory
    Stream<DynamicTest> aTileIsAChainForEachElement() {
        return Arrays.stream(TileKind.values())
                .filter(kind -> kind != TileKind.DOUBLE)
                .flatMap(kind -> shapes(kind)
                        .map(shape -> dynamicTest(kind.className + " " + shape.method(), () -> check(kind, shape))));
    }

    @TestFactory
    Stream<DynamicTest> aTileOfDoublesIsAChainForEachElement() {
        return shapes(TileKind.DOUBLE).map(shape -> dynamicTest(shape.method(), () -> checkDoubles(shape)));
    }

    private static Stream<TileShape> shapes(TileKind kind) {
        return Machine.ALL.stream()
                .flatMap(machine -> kind.tiles(machine).stream())
                .distinct();
    }

    private void checkDoubles(TileShape shape) throws ReflectiveOperationException {
        int columns = shape.vectors() * Lanes.DOUBLE_WIDTH;
        double[] a = doubles(left);
        double[] b = doubles(right);
        double[] init = doubles(start);
        int room = AlignedMemory.take(0);
        MemorySegment.copy(b, 0, AlignedMemory.MEMORY, JAVA_DOUBLE, room, K * columns);
        double[] c = new double[C + shape.rows() * columns];
        method(TileKind.DOUBLE, shape).invoke(null, K, a, A, room, init, 1, columns, c, C, columns);
        AlignedMemory.release(room, 0, 0);
        double[] expected = new double[c.length];
        for (int i = 0; i < shape.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                double sum = init[1 + i * columns + j];
                for (int p = 0; p < K; p++) {
                    sum = Math.fma(a[A + i * TileForm.LD + p], b[p * columns + j], sum);
                }
                expected[C + i * columns + j] = sum;
            }
        }
        assertThat(c).isEqualTo(expected);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] / 3.0)
                .toArray();
    }

    private void check(TileKind kind, TileShape shape) throws ReflectiveOperationException {
        int columns = shape.vectors() * W;
        assertThat(run(kind, shape, columns)).isEqualTo(expected(kind, shape.rows(), columns));
    }

    private float[] expected(TileKind kind, int rows, int columns) {
        float[] c = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = start[i * columns + j];
                for (int p = 0; p < K; p++) {
                    sum = Math.fma(left(kind, i, p, rows), right[p * columns + j], sum);
                }
                c[i * columns + j] = sum;
            }
        }
        return c;
    }

    private float left(TileKind kind, int i, int p, int rows) {
        return switch (kind) {
            case ROW, PARTIAL_ROW, DIRECT, NARROW_ROW -> left[A + i * TileForm.LD + p];
            case DOUBLE -> throw new AssertionError();
            case COLUMN, PARTIAL_COLUMN -> left[A + p * rows + i];
            case NARROW_COLUMN -> left[A + p * COLUMN_STEP + i];
        };
    }

    private float[] run(TileKind kind, TileShape shape, int columns) throws ReflectiveOperationException {
        int room = AlignedMemory.take(0);
        int slot = room + DensePanels.SIZE;
        int to = slot + 4 * AlignedMemory.SLOT;
        int size = shape.rows() * columns;
        MemorySegment.copy(right, 0, AlignedMemory.MEMORY, JAVA_FLOAT, room, K * columns);
        MemorySegment.copy(start, 0, AlignedMemory.MEMORY, JAVA_FLOAT, slot, size);
        float[] c = new float[C + size];
        float[] packed = new float[left.length + K * W];
        System.arraycopy(right, 0, packed, 0, K * W);
        System.arraycopy(left, 0, packed, K * W, left.length);
        List<Object> arguments = new ArrayList<>(List.of(K));
        arguments.addAll(
                switch (kind) {
                    case ROW, COLUMN -> List.of(left, A, room, slot, c, C, columns);
                    case DOUBLE -> throw new AssertionError();
                    case PARTIAL_ROW, PARTIAL_COLUMN -> List.of(left, A, room, slot, to);
                    case DIRECT -> List.of(left, A, right, 0, columns, start, 0, columns, c, C, columns);
                    case NARROW_ROW -> List.of(packed, K * W + A, start, 0, columns, c, C, columns);
                    case NARROW_COLUMN -> List.of(packed, left, A, COLUMN_STEP, start, 0, columns, c, C, columns);
                });
        method(kind, shape).invoke(null, arguments.toArray());
        if (kind == TileKind.PARTIAL_ROW || kind == TileKind.PARTIAL_COLUMN) {
            MemorySegment.copy(AlignedMemory.MEMORY, JAVA_FLOAT, to, c, C, size);
        }
        AlignedMemory.release(room, 0, 0);
        return Arrays.copyOfRange(c, C, C + size);
    }

    private static Method method(TileKind kind, TileShape shape) throws ClassNotFoundException {
        Class<?> type = Class.forName("dev.lamina.kernel.product." + kind.className);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(shape.method()))
                .findFirst()
                .orElseThrow();
    }
}
