package dev.lamina.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.data.TableExamples;
import dev.lamina.data.table.Column;
import dev.lamina.data.table.Label;
import dev.lamina.data.table.TableSchema;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against files whose pages Apache's own library makes. */
class ParquetTableTest {
    private static final MessageType HOMES = Types.buildMessage()
            .required(INT32)
            .named("rooms")
            .optional(INT64)
            .named("built")
            .optional(FLOAT)
            .named("area")
            .required(DOUBLE)
            .named("price")
            .optional(BOOLEAN)
            .named("garden")
            .optional(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("city")
            .named("homes");

    private static final String[] CITIES = {"Bern", "Zürich", " Ulm ", ""};

    @TempDir
    private Path folder;

    private static ParquetProperties.Builder properties(WriterVersion version, boolean dictionary) {
        return ParquetProperties.builder()
                .withWriterVersion(version)
                .withDictionaryEncoding(dictionary)
                .withPageRowCountLimit(37)
                .withMinRowCountForPageSizeCheck(1);
    }

    private static ParquetProperties plain() {
        return properties(WriterVersion.PARQUET_1_0, false).build();
    }

    /** A row of which every cell says which it is; of each column but the required ones another is missing now and then. */
    private static Group home(int i) {
        SimpleGroup home = new SimpleGroup(HOMES);
        home.add("rooms", i % 5 - 2);
        if (i % 3 != 0) {
            home.add("built", 1L << i % 60);
        }
        if (i % 4 != 0) {
            home.add("area", i * 0.1f);
        }
        home.add("price", i * 1e10 / 3);
        if (i % 6 != 0) {
            home.add("garden", i % 7 < 3);
        }
        if (i % 5 != 0) {
            home.add("city", CITIES[i % CITIES.length]);
        }
        return home;
    }

    private static List<String> cells(int i) {
        String city = CITIES[i % CITIES.length].strip();
        return Arrays.asList(
                Integer.toString(i % 5 - 2),
                i % 3 == 0 ? null : Long.toString(1L << i % 60),
                i % 4 == 0 ? null : Float.toString(i * 0.1f),
                Double.toString(i * 1e10 / 3),
                i % 6 == 0 ? null : Boolean.toString(i % 7 < 3),
                i % 5 == 0 || city.isEmpty() ? null : city);
    }

    private static List<Group> homes(int from, int to) {
        List<Group> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(home(i));
        }
        return rows;
    }

    private Path file(ParquetWriting writing) throws IOException {
        return writing.write(folder.resolve("homes.parquet"), List.of(homes(0, 100), homes(100, 101), homes(101, 250)));
    }

    @ParameterizedTest
    @CsvSource({
        "PARQUET_1_0, false, UNCOMPRESSED",
        "PARQUET_1_0, true, UNCOMPRESSED",
        "PARQUET_1_0, true, SNAPPY",
        "PARQUET_1_0, false, SNAPPY",
        "PARQUET_1_0, false, GZIP"
    })
    void everyCellIsRead(WriterVersion version, boolean dictionary, CompressionCodec codec) throws IOException {
        ParquetWriting writing =
                ParquetWriting.of(HOMES, properties(version, dictionary).build());
        Path file = file(codec == CompressionCodec.UNCOMPRESSED ? writing : writing.compressed(codec));
        try (ParquetTable table = ParquetTable.open(file)) {
            assertThat(table.header().columns()).containsExactly("rooms", "built", "area", "price", "garden", "city");
            assertThat(table.size()).isEqualTo(250);
            assertThat(table.leftOut()).isEmpty();
            for (int i = 0; i < 250; i++) {
                List<String> found = new ArrayList<>();
                for (int column = 0; column < 6; column++) {
                    found.add(table.row(i).text(column));
                }
                assertThat(found).as("row " + i).isEqualTo(cells(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UNCOMPRESSED", "SNAPPY", "GZIP"})
    void pagesOfVersion2AreRead(CompressionCodec codec) throws IOException {
        MessageType schema = Types.buildMessage()
                .required(INT32)
                .named("rooms")
                .optional(BOOLEAN)
                .named("garden")
                .optional(BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("city")
                .named("homes");
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SimpleGroup home = new SimpleGroup(schema);
            home.add("rooms", i % 5);
            if (i % 4 != 0) {
                home.add("garden", i % 7 < 3);
            }
            if (i % 3 != 0) {
                home.add("city", CITIES[i % 2]);
            }
            rows.add(home);
        }
        ParquetWriting writing = ParquetWriting.of(
                schema, properties(WriterVersion.PARQUET_2_0, true).build());
        Path file = (codec == CompressionCodec.UNCOMPRESSED ? writing : writing.compressed(codec))
                .write(folder.resolve("homes.parquet"), List.of(rows));
        try (ParquetTable table = ParquetTable.open(file)) {
            for (int i = 0; i < 300; i++) {
                assertThat(table.row(i))
                        .hasToString(
                                Arrays.asList(i % 5, i % 4 == 0 ? null : i % 7 < 3, i % 3 == 0 ? null : CITIES[i % 2])
                                        .toString());
            }
        }
    }

    @Test
    void whatIsMoreThanANumberIsWrittenAsTablesHaveIt() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named("day")
                .required(INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                .named("millis")
                .required(INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                .named("micros")
                .required(INT64)
                .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.NANOS))
                .named("nanos")
                .required(INT96)
                .named("old")
                .required(INT32)
                .as(LogicalTypeAnnotation.decimalType(2, 9))
                .named("money")
                .required(FIXED_LEN_BYTE_ARRAY)
                .length(5)
                .as(LogicalTypeAnnotation.decimalType(3, 11))
                .named("precise")
                .required(INT32)
                .as(LogicalTypeAnnotation.intType(32, false))
                .named("unsigned")
                .required(INT64)
                .as(LogicalTypeAnnotation.intType(64, false))
                .named("large")
                .named("kinds");
        byte[] old = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(3_600_000_000_000L)
                .putInt(2_440_588 + 1)
                .array();
        byte[] precise = new byte[5];
        byte[] digits = BigInteger.valueOf(-1234).toByteArray();
        Arrays.fill(precise, (byte) -1);
        System.arraycopy(digits, 0, precise, 5 - digits.length, digits.length);
        SimpleGroup row = new SimpleGroup(schema);
        row.add("day", -1);
        row.add("millis", -1L);
        row.add("micros", 86_400_000_001L);
        row.add("nanos", 5L);
        row.add("old", Binary.fromConstantByteArray(old));
        row.add("money", -105);
        row.add("precise", Binary.fromConstantByteArray(precise));
        row.add("unsigned", -1);
        row.add("large", -1L);
        Path file = ParquetWriting.of(schema, plain()).write(folder.resolve("kinds.parquet"), List.of(List.of(row)));
        try (ParquetTable table = ParquetTable.open(file)) {
            assertThat(table.row(0))
                    .hasToString("[1969-12-31, 1969-12-31T23:59:59.999Z, 1970-01-02T00:00:00.000001Z,"
                            + " 1970-01-01T00:00:00.000000005, 1970-01-02T01:00, -1.05, -1.234, 4294967295,"
                            + " 18446744073709551615]");
        }
    }

    @Test
    void aFileIsKnownByWhatItBeginsWith() throws IOException {
        Path file = file(ParquetWriting.of(HOMES, plain()));
        assertThat(ParquetTable.isParquet(file)).isTrue();
        assertThat(ParquetTable.isParquet(Files.move(file, folder.resolve("homes.csv"))))
                .isTrue();
        assertThat(ParquetTable.isParquet(Files.writeString(folder.resolve("a"), "PARE and more behind it")))
                .isTrue();
        assertThat(ParquetTable.isParquet(Files.writeString(folder.resolve("b.parquet"), "PART,1,2,3,4,5\n")))
                .isFalse();
        assertThat(ParquetTable.isParquet(Files.writeString(folder.resolve("c"), "PAR1")))
                .isFalse();
        assertThat(ParquetTable.isParquet(folder)).isFalse();
        assertThat(ParquetTable.isParquet(folder.resolve("none"))).isFalse();
    }

    @Test
    void columnsThatATableCannotHaveAreLeftOutByName() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(INT32)
                .named("a")
                .requiredGroup()
                .required(INT32)
                .named("x")
                .required(INT32)
                .named("y")
                .named("point")
                .repeated(INT32)
                .named("many")
                .required(BINARY)
                .named("bytes")
                .required(INT32)
                .named("b")
                .named("mixed");
        SimpleGroup row = new SimpleGroup(schema);
        row.add("a", 1);
        Group point = row.addGroup("point");
        point.add("x", 2);
        point.add("y", 3);
        row.add("many", 4);
        row.add("many", 5);
        row.add("bytes", Binary.fromConstantByteArray(new byte[] {6}));
        row.add("b", 7);
        Path file = ParquetWriting.of(schema, plain()).write(folder.resolve("mixed.parquet"), List.of(List.of(row)));
        try (ParquetTable table = ParquetTable.open(file)) {
            assertThat(table.header().columns()).containsExactly("a", "b");
            assertThat(table.row(0)).hasToString("[1, 7]");
            assertThat(table.leftOut())
                    .containsEntry("point", "it has columns in it")
                    .containsEntry("many", "it has several values a row")
                    .containsEntry("bytes", "its bytes are not said to be text or numbers")
                    .hasSize(3);
        }
    }

    @Test
    void itIsATableLikeAnother() throws IOException {
        try (ParquetTable table = ParquetTable.open(file(ParquetWriting.of(HOMES, plain())))) {
            var encoding = TableSchema.of(
                            Column.number("rooms"),
                            Column.number("area").missingAsMean().withIndicator(),
                            Column.category("city").missingAsUnknown())
                    .withLabel(Label.values("price"))
                    .fit(table);
            var examples = TableExamples.of(table, encoding);
            assertThat(examples.size()).isEqualTo(250);
            assertThat(encoding.features())
                    .containsExactly(
                            "rooms", "area", "area missing", "city unknown", "city Bern", "city Ulm", "city Zürich");
            assertThat(Arrays.copyOf(examples.features().floats(), 14))
                    .startsWith(-2f)
                    .containsSequence(1f, 1f, 0f, 0f, 0f, -1f, 0.1f, 0f, 0f, 0f, 0f, 1f);
            assertThat(table).asString().contains("homes.parquet, 250 rows of 6 columns");
            assertThatExceptionOfType(DataLossException.class)
                    .isThrownBy(() -> TableSchema.of(Column.number("built")).fit(table))
                    .withMessageContaining("homes.parquet, row 1, column 2 \"built\": the cell is missing");
        }
    }

    @Test
    void otherWaysOfWritingAreNamed() throws IOException {
        Path delta = file(ParquetWriting.of(
                HOMES, properties(WriterVersion.PARQUET_2_0, false).build()));
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(delta))
                .withMessageContainingAll(
                        "homes.parquet, column 'rooms'", "encoded as DELTA_BINARY_PACKED, which is not read");
        Path packed = file(ParquetWriting.of(HOMES, plain()).compressed(CompressionCodec.ZSTD));
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(packed))
                .withMessageContainingAll("homes.parquet, column 'rooms'", "compressed by ZSTD", "Snappy, gzip");
    }

    @Test
    void whatIsNoSuchFileIsSaid() throws IOException {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> ParquetTable.open(folder.resolve("none")))
                .withMessageContaining("none does not exist");
        Path text = Files.writeString(folder.resolve("text"), "a,b,c\n1,2,3\n4,5,6\n");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> ParquetTable.open(text))
                .withMessageContaining("text' is no Parquet file");
        Path encrypted = Files.writeString(folder.resolve("encrypted"), "PARE and more behind it PARE");
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(encrypted))
                .withMessageContaining("is encrypted");
    }

    /** Each is refused with the file's name, or gives a table: where nothing is said twice, a bit more is another value. */
    @Test
    void everyTruncationAndEveryFlippedBitIsTyped() throws IOException {
        Path file = ParquetWriting.of(
                        HOMES, properties(WriterVersion.PARQUET_1_0, true).build())
                .compressed(CompressionCodec.SNAPPY)
                .write(folder.resolve("homes.parquet"), List.of(homes(0, 20)));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(LaminaException.class)
                    .as("length " + length)
                    .isThrownBy(() -> ParquetTable.open(file))
                    .withMessageContaining(file.toString());
        }
        int refused = 0;
        for (int i = 0; i < whole.length * Byte.SIZE; i++) {
            byte[] flipped = whole.clone();
            flipped[i / Byte.SIZE] ^= (byte) (1 << i % Byte.SIZE);
            Files.write(file, flipped);
            try (ParquetTable table = ParquetTable.open(file)) {
                table.forEach(row -> assertThat(row).isNotNull());
            } catch (LaminaException e) {
                assertThat(e).as("bit " + i).hasMessageContaining(file.toString());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length * Byte.SIZE / 2);
    }
}
