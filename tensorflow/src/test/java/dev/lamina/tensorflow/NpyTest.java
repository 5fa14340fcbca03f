package dev.lamina.tensorflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class NpyTest {
    static final List<DType> TYPES = Samples.TYPES;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("array.npy");
    }

    private static Tensor sample(DType type) {
        return type == DType.STRING ? Tensor.of(new String[][] {{"", "ab", "c"}, {"ä", "d", "e"}}) : Samples.of(type);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void everyTypeComesBack(DType type) {
        for (Tensor tensor : new Tensor[] {
            sample(type),
            Tensor.zeros(type, Shape.scalar()),
            Tensor.zeros(type, Shape.of(4)),
            Tensor.zeros(type, Shape.of(0, 3))
        }) {
            Npy.write(file, tensor);
            assertThat(Npy.read(file)).isEqualTo(tensor);
        }
    }

    @Test
    void theBytesAreNumPys() throws IOException {
        Npy.write(file, Tensor.of(new int[] {1, 2, 3}));
        String header = "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }";
        assertThat(Files.readAllBytes(file))
                .startsWith(npy(1, header, new byte[0]))
                .hasSize(128 + 12)
                .endsWith(1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0);
    }

    @Test
    void allVersionsOrdersAndSpellingsAreRead() throws IOException {
        byte[] big = ByteBuffer.allocate(12)
                .putShort((short) 1)
                .putShort((short) 4)
                .putShort((short) 2)
                .putShort((short) 5)
                .putShort((short) 3)
                .putShort((short) 6)
                .array();
        for (int version = 1; version <= 3; version++) {
            Files.write(file, npy(version, "{\"shape\":(2L, 3),'fortran_order':True,'descr':'>i2'}", big));
            assertThat(Npy.read(file))
                    .isEqualTo(Tensor.wrap(DType.INT16, new short[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)));
        }
        Files.write(
                file,
                npy(
                        1,
                        "{'descr': '<U2', 'fortran_order': False, 'shape': (2,), }",
                        "ä\0b€".getBytes(Charset.forName("UTF-32LE"))));
        assertThat(Npy.read(file)).isEqualTo(Tensor.of(new String[] {"ä", "b€"}));
        Files.write(file, npy(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (), }", new byte[] {7}));
        assertThat(Npy.read(file)).isEqualTo(Tensor.of(true));
    }

    @Test
    void fortransOrderOfAnyRank() throws IOException {
        byte[] elements = new byte[24];
        byte[] expected = new byte[24];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    elements[i + 2 * j + 6 * k] = (byte) (100 * i + 10 * j + k);
                    expected[12 * i + 4 * j + k] = (byte) (100 * i + 10 * j + k);
                }
            }
        }
        Files.write(file, npy(2, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", elements));
        assertThat(Npy.read(file)).isEqualTo(Tensor.wrap(DType.UINT8, expected, Shape.of(2, 3, 4)));
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        assertThatThrownBy(() -> Npy.read(file)).isInstanceOf(NotFoundException.class);
        for (String header : new String[] {
            "",
            "{}",
            "{'descr': '<f4'}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1152921504606846976,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 8), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
            "{'descr': '|S0', 'fortran_order': False, 'shape': (1073741824,), }",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1,".repeat(300) + "), }",
            "{'descr': '<f4', 'fortran_order': f(), 'shape': (2,), }",
        }) {
            Files.write(file, npy(1, header, new byte[8]));
            assertThat(catchThrowable(() -> Npy.read(file))).as(header).isInstanceOf(LaminaException.class);
        }
        for (String type : new String[] {"'|O'", "'<c32'", "[('x', '<f4')]"}) {
            Files.write(file, npy(1, "{'descr': " + type + ", 'fortran_order': False, 'shape': (1,), }", new byte[8]));
            assertThat(catchThrowable(() -> Npy.read(file))).as(type).isInstanceOf(UnimplementedException.class);
        }
        byte[] whole = npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[8]);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(catchThrowable(() -> Npy.read(file)))
                    .as("length " + length)
                    .isInstanceOf(DataLossException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "|O; object; unpickled",
                "<M8[ns]; datetime64[ns]; int64",
                ">m8[D]; timedelta64[D]; int64",
                "<c32; complex256; array.imag",
                "<f16; float128; float64",
                "|V3; void of 3 bytes; another type",
                "[('x', '<f4', (2,)), ('y', [('z', '|b1')])]; structured; one by one"
            })
    void typesThatLaminaLacksAreNamedWithWhatToDo(String descriptor, String name, String hint) throws IOException {
        String quoted = descriptor.startsWith("[") ? descriptor : "'" + descriptor + "'";
        Files.write(file, npy(1, "{'descr': " + quoted + ", 'fortran_order': False, 'shape': (1,), }", new byte[8]));
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContainingAll(file.toString(), name + " (" + descriptor + ")", hint);
    }

    @ParameterizedTest
    @CsvSource({
        "f2, FLOAT16",
        "f4, FLOAT32",
        "f8, FLOAT64",
        "i1, INT8",
        "i2, INT16",
        "i4, INT32",
        "i8, INT64",
        "u1, UINT8",
        "u2, UINT16",
        "u4, UINT32",
        "u8, UINT64",
        "b1, BOOL"
    })
    void numbersOfEitherByteOrderAreRead(String descriptor, DType type) throws IOException {
        int bytes = type.bytes();
        byte[] big = new byte[3 * bytes];
        byte[] little = new byte[3 * bytes];
        for (int i = 0; i < 3; i++) {
            big[(i + 1) * bytes - 1] = (byte) (i % 2);
            little[i * bytes] = (byte) (i % 2);
        }
        Files.write(file, npy(1, "{'descr': '<" + descriptor + "', 'fortran_order': False, 'shape': (3,), }", little));
        Tensor expected = Npy.read(file);
        assertThat(expected.dtype()).isEqualTo(type);
        assertThat(expected.buffer().asDouble(0)).isZero();
        assertThat(expected.buffer().asDouble(1)).isPositive();
        Files.write(file, npy(1, "{'descr': '>" + descriptor + "', 'fortran_order': True, 'shape': (3,), }", big));
        assertThat(Npy.read(file)).isEqualTo(expected);
    }

    @Test
    void stringsOfEitherByteOrderAreRead() throws IOException {
        byte[] text = "äb".getBytes(Charset.forName("UTF-32BE"));
        Files.write(file, npy(1, "{'descr': '>U2', 'fortran_order': False, 'shape': (), }", text));
        assertThat(Npy.read(file)).isEqualTo(Tensor.of("äb"));
        Files.write(file, npy(1, "{'descr': '|S3', 'fortran_order': False, 'shape': (2,), }", new byte[] {
            'a', 0, 0, 'b', 'c', 'd'
        }));
        assertThat(Npy.read(file)).isEqualTo(Tensor.of(new String[] {"a", "bcd"}));
    }

    @Test
    void oneArrayThatCannotBeReadHidesNoOther() throws IOException {
        Path archive = folder.resolve("mixed.npz");
        Npy.write(file, Tensor.of(new int[] {1, 2}));
        byte[] plain = Files.readAllBytes(file);
        byte[] damaged = plain.clone();
        damaged[0] = 0;
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            put(out, "objects.npy", npy(1, "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", new byte[8]));
            put(out, "plain.npy", plain);
            put(out, "damaged.npy", damaged);
            put(out, "notes.txt", new byte[3]);
        }
        Map<String, Tensor> arrays = Npz.read(archive);
        assertThat(arrays.keySet()).containsExactly("objects", "plain", "damaged", "notes.txt");
        assertThat(arrays).hasSize(4).containsKey("objects").doesNotContainKey("objects.npy");
        assertThat(arrays.get("plain")).isEqualTo(Tensor.of(new int[] {1, 2}));
        assertThat(arrays.get("none")).isNull();
        assertThat(arrays.toString()).contains("mixed.npz", "objects");
        assertThatThrownBy(() -> arrays.get("objects"))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContainingAll("mixed.npz:objects.npy", "type object (|O)");
        for (String name : new String[] {"damaged", "notes.txt"}) {
            assertThatThrownBy(() -> arrays.get(name))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("mixed.npz:" + name);
        }
        assertThatThrownBy(() -> arrays.forEach((name, array) -> array.shape()))
                .isInstanceOf(UnimplementedException.class);
        assertThatThrownBy(() -> arrays.put("new", Tensor.of(1))).isInstanceOf(UnsupportedOperationException.class);

        Files.delete(archive);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            put(out, "objects.npy", npy(1, "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", new byte[8]));
            put(out, "plain.npy", plain);
            put(out, "damaged.npy", damaged);
            put(out, "notes.txt", new byte[3]);
        }
        ModelDescription shown = ModelDescription.read(archive);
        assertThat(shown.variables())
                .containsExactly(
                        new TensorDescription("objects", "object", Shape.of(2)),
                        new TensorDescription("plain", "int32", Shape.of(2)),
                        new TensorDescription("damaged", "unreadable", Shape.unknown()),
                        new TensorDescription("notes.txt", "unreadable", Shape.unknown()));
        assertThat(shown.value("plain")).contains(Tensor.of(new int[] {1, 2}));
        assertThatThrownBy(() -> shown.value("objects")).isInstanceOf(UnimplementedException.class);
        assertThatThrownBy(() -> shown.value("damaged")).isInstanceOf(DataLossException.class);
    }

    @Test
    void anArrayLargerThanTheHeapIsToldByItsMember() throws IOException {
        Path archive = folder.resolve("bomb.npz");
        long bytes = Runtime.getRuntime().maxMemory();
        // The size that the archive claims is all that is looked at before memory is taken.
        byte[] head = npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (" + bytes + ",), }", new byte[0]);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            put(out, "small.npy", npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", new byte[2]));
            put(out, "large.npy", head);
        }
        Map<String, Tensor> arrays = Npz.read(archive);
        assertThat(requireNonNull(arrays.get("small")).size()).isEqualTo(2);
        assertThatThrownBy(() -> arrays.get("large"))
                .isInstanceOf(LaminaException.class)
                .hasMessageContaining("bomb.npz:large.npy");
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    @Test
    void whatNumPyCannotHoldIsNotWritten() {
        assertThatThrownBy(() -> Npy.write(file, Tensor.of("a\0"))).isInstanceOf(InvalidArgumentException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void archivesHoldArraysByName() throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        TYPES.forEach(type -> arrays.put("all/" + type, sample(type)));
        Path archive = folder.resolve("arrays.npz");
        Npz.write(archive, arrays);
        assertThat(Npz.read(archive)).isEqualTo(arrays);

        byte[] whole = Files.readAllBytes(archive);
        for (int i = 0; i < whole.length; i += 3) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x11;
            Files.write(archive, flipped);
            Throwable thrown = catchThrowable(() -> new LinkedHashMap<>(Npz.read(archive)));
            assertThat(thrown == null || thrown instanceof LaminaException)
                    .as("byte %s: %s", i, thrown)
                    .isTrue();
        }
        Files.write(archive, new byte[100]);
        assertThatThrownBy(() -> Npz.read(archive)).isInstanceOf(DataLossException.class);
    }

    private static byte[] npy(int version, String header, byte[] elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        byte[] text = (header + " ".repeat(Math.max(117 - header.length(), 0)) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer length =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length);
        out.write(length.array(), 0, version == 1 ? 2 : 4);
        out.writeBytes(text);
        out.writeBytes(elements);
        return out.toByteArray();
    }
}
