package dev.lamina.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxArrayTest {
    private static final byte[] ELEMENTS = {1, 2, 3, (byte) 200, 5, (byte) 255};
    private static final byte[] FILE = IdxFiles.file(ELEMENTS, 2, 3);

    @TempDir
    Path folder;

    @Test
    void readsPlainAndGzipWhateverTheName() throws IOException {
        for (byte[] stored : new byte[][] {FILE, IdxFiles.gzip(FILE)}) {
            for (String name : new String[] {"a", "a.gz"}) {
                var file = Files.write(folder.resolve(name), stored);
                assertIsTheArray(IdxArray.read(file));
            }
            assertIsTheArray(IdxArray.read(stored, "memory"));
        }
    }

    @Test
    void readsGzipOfSeveralMembers() {
        var first = IdxFiles.gzip(Arrays.copyOf(FILE, 7));
        var second = IdxFiles.gzip(Arrays.copyOfRange(FILE, 7, FILE.length));
        assertIsTheArray(IdxArray.read(IdxFiles.concat(first, second), "memory"));
    }

    @Test
    void readsAnArrayOfNothing() {
        assertThat(IdxArray.read(IdxFiles.file(new byte[0], 0, 28, 28), "memory")
                        .elements())
                .isEmpty();
    }

    private static void assertIsTheArray(IdxArray array) {
        assertThat(array.rank()).isEqualTo(2);
        assertThat(array.dimension(0)).isEqualTo(2);
        assertThat(array.dimension(1)).isEqualTo(3);
        assertThat(array.elements()).isEqualTo(ELEMENTS);
    }

    @Test
    void namesTheMissingFile() {
        assertThatThrownBy(() -> IdxArray.read(folder.resolve("absent")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void refusesWhatIsNotIdx() {
        assertThatThrownBy(() -> IdxArray.read("<html>not found</html>".getBytes(UTF_8), "page"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("page", "3c 68 74 6d");
        assertThatThrownBy(() -> IdxArray.read(new byte[0], "empty"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("empty", "expected 4 bytes, found 0");
    }

    static Stream<Arguments> types() {
        int count = 70_001; // more than a piece of what is read at once
        var bytes = noise(8 * count);
        var in = ByteBuffer.wrap(bytes);
        var shorts = new short[count];
        in.asShortBuffer().get(shorts);
        var ints = new int[count];
        in.asIntBuffer().get(ints);
        var floats = new float[count];
        in.asFloatBuffer().get(floats);
        var doubles = new double[count];
        in.asDoubleBuffer().get(doubles);
        return Stream.of(
                Arguments.of(0x08, DType.UINT8, Arrays.copyOf(bytes, count)),
                Arguments.of(0x09, DType.INT8, Arrays.copyOf(bytes, count)),
                Arguments.of(0x0b, DType.INT16, shorts),
                Arguments.of(0x0c, DType.INT32, ints),
                Arguments.of(0x0d, DType.FLOAT32, floats),
                Arguments.of(0x0e, DType.FLOAT64, doubles));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEveryType(int code, DType type, Object expected) {
        int count = Array.getLength(expected);
        var file = IdxFiles.file(code, Arrays.copyOf(noise(8 * count), count * type.bytes()), count, 1);
        for (byte[] stored : new byte[][] {file, IdxFiles.gzip(file)}) {
            var array = IdxArray.read(stored, "memory");
            assertThat(array.type()).isEqualTo(type);
            assertThat(array.toTensor()).isEqualTo(Tensor.wrap(type, expected, Shape.of(count, 1)));
            var cut = Arrays.copyOf(stored, stored.length - 1);
            assertThatThrownBy(() -> IdxArray.read(cut, "cut"))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("cut");
            if (type != DType.UINT8) {
                assertThatThrownBy(array::elements)
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContainingAll("memory", type.toString(), "toTensor");
            }
        }
    }

    @Test
    void refusesTypesThatTheFormatLacks() {
        for (int code : new int[] {0x00, 0x07, 0x0a, 0x0f, 0xff}) {
            var file = IdxFiles.file(code, new byte[8], 1);
            assertThatThrownBy(() -> IdxArray.read(file, "odd"))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("odd is not an IDX file");
        }
    }

    @Test
    void refusesAHostileHeaderBeforeItTakesMemory() {
        int[][] headers = {
            {Integer.MAX_VALUE},
            {60_000, 28_000},
            {65_536, 65_536},
            {-1},
            {-1, 0},
            {1 << 30, 1 << 30, 1 << 30, 1 << 30},
        };
        for (int[] header : headers) {
            var plain = IdxFiles.file(new byte[10], header);
            assertThatThrownBy(() -> IdxArray.read(plain, "hostile")).isInstanceOf(DataLossException.class);
            assertThatThrownBy(() -> IdxArray.read(IdxFiles.gzip(plain), "hostile"))
                    .isInstanceOf(DataLossException.class);
        }
    }

    @Test
    void unpacksNoMoreThanTheHeaderAnnounces() {
        var bomb = IdxFiles.gzip(IdxFiles.concat(FILE, new byte[50_000_000]));
        assertThatThrownBy(() -> IdxArray.read(bomb, "bomb"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContainingAll("bomb", "expected 6 bytes", "found more");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 17, 18, 19, 26, 27, 100, 70_000})
    void refusesBytesAfterTheGzipData(int extra) {
        for (byte[] member : new byte[][] {FILE, IdxFiles.file(noise(65_530), 65_530)}) {
            var gzip = IdxFiles.gzip(member);
            var file = Arrays.copyOf(gzip, gzip.length + extra);
            assertThatThrownBy(() -> IdxArray.read(file, "long"))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("expected " + gzip.length + " bytes, found " + file.length);
        }
    }

    @Test
    void refusesEachTruncationAndEachOverlongFile() {
        var gzip = IdxFiles.gzip(FILE);
        for (byte[] whole : new byte[][] {FILE, gzip}) {
            for (int length = 0; length < whole.length; length++) {
                var cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> IdxArray.read(cut, "cut"))
                        .isInstanceOf(DataLossException.class)
                        .hasMessageContaining("cut");
            }
        }
        assertThatThrownBy(() -> IdxArray.read(Arrays.copyOf(FILE, FILE.length + 1), "long"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("too long: expected 6 bytes of elements, found 7");
    }

    @Test
    void refusesEveryFlippedBitOfAHeader() {
        int toInt8 = 8 * 2; // unsigned bytes become signed ones: a file as good as the other
        for (int bit = 0; bit < 8 * (FILE.length - ELEMENTS.length); bit++) {
            if (bit == toInt8) {
                continue;
            }
            var flipped = flip(FILE, bit);
            assertThatThrownBy(() -> IdxArray.read(flipped, "flipped")).isInstanceOf(LaminaException.class);
        }
    }

    @Test
    void everyFlippedBitOfAGzipFileIsRefusedOrChangesNothing() {
        var gzip = IdxFiles.gzip(IdxFiles.file(noise(500), 20, 25));
        var expected = IdxArray.read(gzip, "whole").elements();
        int accepted = 0;
        for (int bit = 0; bit < 8 * gzip.length; bit++) {
            byte[] elements;
            try {
                elements = IdxArray.read(flip(gzip, bit), "flipped").elements();
            } catch (LaminaException e) {
                assertThat(e).hasMessageContaining("flipped");
                continue;
            }
            assertThat(elements).isEqualTo(expected);
            accepted++;
        }
        // The time of writing and the like, ten bytes and the padding of a block, mean nothing for the contents.
        assertThat(accepted).isLessThan(8 * 11);
    }

    private static byte[] flip(byte[] file, int bit) {
        var flipped = file.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
