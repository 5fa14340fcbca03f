package dev.lamina.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingNumbersTest {
    @TempDir
    private Path folder;

    /** As in any table: with a dictionary of NaN too, and of all NaNs, whatever their bits. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNumberThatIsNoneIsMissing(boolean dictionary) throws IOException {
        MessageType schema = Types.buildMessage()
                .required(FLOAT)
                .named("float")
                .optional(DOUBLE)
                .named("double")
                .required(FIXED_LEN_BYTE_ARRAY)
                .length(2)
                .as(LogicalTypeAnnotation.float16Type())
                .named("half")
                .named("numbers");
        List<Group> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SimpleGroup row = new SimpleGroup(schema);
            row.add("float", i == 0 ? 1.5f : Float.intBitsToFloat(0xffc00000 + i));
            row.add("double", i == 1 ? Double.NEGATIVE_INFINITY : Double.NaN);
            byte[] half = {(byte) i, (byte) (i == 2 ? 0x7e : 0x3c)};
            row.add("half", Binary.fromConstantByteArray(half));
            rows.add(row);
        }
        Path file = ParquetWriting.of(
                        schema,
                        ParquetProperties.builder()
                                .withDictionaryEncoding(dictionary)
                                .build())
                .write(folder.resolve("numbers.parquet"), List.of(rows));
        try (ParquetTable table = ParquetTable.open(file)) {
            assertThat(table.row(0)).hasToString("[1.5, null, 1.0]");
            assertThat(table.row(1)).hasToString("[null, -Infinity, 1.0009766]");
            assertThat(table.row(2)).hasToString("[null, null, null]");
        }
    }
}
