package dev.lamina.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.DataLossException;
import dev.lamina.error.UnimplementedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What metadata say that no table of an honest writer, or of a small one, has. */
class HostileMetadataTest {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final long MANY = 1L << 31;

    @TempDir
    private Path folder;

    private Path file(byte[] metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(end(metadata));
        return Files.write(folder.resolve("hostile.parquet"), out.toByteArray());
    }

    private static byte[] end(byte[] metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(metadata);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(metadata.length)
                .array());
        out.writeBytes(MAGIC);
        return out.toByteArray();
    }

    /** Of one column of int32, of whose values there is no byte. */
    private Path file(long allRows, long... rowsOfGroups) throws IOException {
        return file(metadata(allRows, rowsOfGroups));
    }

    private static byte[] metadata(long allRows, long... rowsOfGroups) throws IOException {
        SchemaElement column = new SchemaElement("rooms");
        column.setType(Type.INT32);
        column.setRepetition_type(FieldRepetitionType.REQUIRED);
        SchemaElement root = new SchemaElement("homes");
        root.setNum_children(1);
        List<RowGroup> groups = Arrays.stream(rowsOfGroups)
                .mapToObj(rows -> new RowGroup(
                        List.of(new ColumnChunk(4)
                                .setMeta_data(new ColumnMetaData(
                                        Type.INT32,
                                        List.of(),
                                        List.of("rooms"),
                                        CompressionCodec.UNCOMPRESSED,
                                        rows,
                                        MANY,
                                        MANY,
                                        4))),
                        MANY,
                        rows))
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(new FileMetaData(1, List.of(root, column), allRows, groups), out);
        return out.toByteArray();
    }

    /** A list in a list, a set in a set, a map in a map, a struct in a struct: each level is a byte or two. */
    @ParameterizedTest
    @ValueSource(strings = {"19|19", "1a|1a", "1b|01bb", "1c|1c"})
    void whatIsNestedTooDeepIsDamaged(String pattern) throws IOException {
        String[] parts = pattern.split("\\|", -1);
        byte[] first = HexFormat.of().parseHex(parts[0]);
        byte[] each = HexFormat.of().parseHex(parts[1]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        for (int i = 0; i < 100_000; i++) {
            out.writeBytes(each);
        }
        Path file = file(out.toByteArray());
        assertThatExceptionOfType(DataLossException.class)
                .isThrownBy(() -> ParquetTable.open(file))
                .withMessageContainingAll(file.toString(), "metadata are nested deeper than 32");
    }

    /** A file may have that; it is an array that cannot. */
    @Test
    void moreRowsThanATableHasAreSaidToBeSo() throws IOException {
        Path inOneGroup = file(MANY, MANY);
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(inOneGroup))
                .withMessageContainingAll(
                        inOneGroup.toString(), "the number of rows is 2147483648, at most 2147483631", "several files");
        Path inTwo = file(MANY, MANY / 2, MANY / 2);
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(inTwo))
                .withMessageContaining("the number of rows is 2147483648, at most 2147483631");
    }

    /** Nothing between the file's ends is written: it takes no room where files may have holes. */
    @Test
    void moreBytesThanAnArrayHoldsAreSaidToBeSoWithTheColumn() throws IOException {
        Path file = folder.resolve("large.parquet");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(MAGIC), 0);
            channel.write(ByteBuffer.wrap(end(metadata(5, 5))), MAGIC.length + MANY);
        }
        assertThatExceptionOfType(UnimplementedException.class)
                .isThrownBy(() -> ParquetTable.open(file))
                .withMessageContainingAll(
                        file.toString(), "column 'rooms': its size is 2147483648, at most 2147483631", "fewer rows");
    }

    @Test
    void rowsThatDoNotAddUpAreDamage() throws IOException {
        for (long[] groups : new long[][] {{6}, {-1}, {2, 2}, {3, 3}}) {
            Path file = file(5, groups);
            assertThatExceptionOfType(DataLossException.class)
                    .as(Arrays.toString(groups))
                    .isThrownBy(() -> ParquetTable.open(file))
                    .withMessageContaining("rows");
        }
    }

    @Test
    void aNumberIsDamagedOrTooLargeByWhatIsPossible() {
        assertThat(Damage.within("it", 7, 7)).isEqualTo(7);
        assertThatExceptionOfType(Damage.class)
                .isThrownBy(() -> Damage.within("it", MANY, 7))
                .withMessage("it is 2147483648, at most 7 is possible");
        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> Damage.within("it", MANY, MANY))
                .withMessage("it is 2147483648, at most 2147483631 is read");
    }

    @Test
    void cellsGrowAsFarAsArraysGo() {
        assertThat(ColumnCells.longer(0)).isEqualTo(16);
        assertThat(ColumnCells.longer(1000)).isEqualTo(1501);
        assertThat(ColumnCells.longer(1 << 30)).isEqualTo((1 << 30) + (1 << 29) + 1);
        assertThat(ColumnCells.longer(1_500_000_000)).isEqualTo(Integer.MAX_VALUE - 16);
    }
}
