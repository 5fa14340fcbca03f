package dev.lamina.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Files whose pages and metadata Apache's own library has made; only what it leaves to Hadoop, to put these one behind the other,
 * is done here.
 *
 * @param schema of the rows
 * @param elements the same as the file has it
 * @param codec the name of the compression
 * @param compression does it
 * @param properties how pages are made
 */
record ParquetWriting(
        MessageType schema,
        List<SchemaElement> elements,
        CompressionCodec codec,
        UnaryOperator<byte[]> compression,
        ParquetProperties properties) {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** Of pages that are not compressed. */
    static ParquetWriting of(MessageType schema, ParquetProperties properties) {
        List<SchemaElement> elements = new ArrayList<>();
        add(schema, elements);
        return new ParquetWriting(schema, elements, CompressionCodec.UNCOMPRESSED, bytes -> bytes, properties);
    }

    private static void add(org.apache.parquet.schema.Type type, List<SchemaElement> elements) {
        SchemaElement element = new SchemaElement(type.getName());
        elements.add(element);
        if (!(type instanceof MessageType)) {
            element.setRepetition_type(
                    FieldRepetitionType.valueOf(type.getRepetition().name()));
        }
        if (type.getOriginalType() != null) {
            element.setConverted_type(
                    ConvertedType.valueOf(type.getOriginalType().name()));
        }
        if (!type.isPrimitive()) {
            element.setNum_children(type.asGroupType().getFieldCount());
            type.asGroupType().getFields().forEach(field -> add(field, elements));
            return;
        }
        PrimitiveType primitive = type.asPrimitiveType();
        element.setType(typeOf(primitive));
        element.setType_length(primitive.getTypeLength());
        if (primitive.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            element.setScale(decimal.getScale());
            element.setPrecision(decimal.getPrecision());
        }
        if (primitive.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                && timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
            element.setLogicalType(LogicalType.TIMESTAMP(
                    new TimestampType(timestamp.isAdjustedToUTC(), TimeUnit.NANOS(new NanoSeconds()))));
        }
        if (primitive.getLogicalTypeAnnotation() instanceof Float16LogicalTypeAnnotation) {
            element.setLogicalType(LogicalType.FLOAT16(new Float16Type()));
        }
    }

    private static Type typeOf(PrimitiveType type) {
        String name = type.getPrimitiveTypeName().name();
        return Type.valueOf(name.equals("BINARY") ? "BYTE_ARRAY" : name);
    }

    ParquetWriting compressed(CompressionCodec by) {
        return new ParquetWriting(
                schema,
                elements,
                by,
                by == CompressionCodec.SNAPPY ? SnappyWriting::compress : ParquetWriting::zip,
                properties);
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Writes rows in parts. */
    Path write(Path file, List<List<Group>> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        List<RowGroup> groups = new ArrayList<>();
        long rows = 0;
        for (List<Group> part : parts) {
            groups.add(write(part, out));
            rows += part.size();
        }
        int from = out.size();
        Util.writeFileMetaData(new FileMetaData(1, elements, rows, groups), out);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - from)
                .array());
        out.writeBytes(MAGIC);
        return Files.write(file, out.toByteArray());
    }

    private RowGroup write(List<Group> rows, ByteArrayOutputStream out) throws IOException {
        Map<ColumnDescriptor, Pages> pages = new LinkedHashMap<>();
        schema.getColumns().forEach(column -> pages.put(column, new Pages(compression)));
        PageWriteStore store = new PageWriteStore() {
            @Override
            public PageWriter getPageWriter(ColumnDescriptor column) {
                return Objects.requireNonNull(pages.get(column));
            }
        };
        try (ColumnWriteStore columns = properties.newColumnWriteStore(schema, store)) {
            GroupWriter writer =
                    new GroupWriter(new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns), schema);
            rows.forEach(writer::write);
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        pages.forEach((column, its) -> {
            byte[] bytes = its.bytes();
            ColumnMetaData metadata = new ColumnMetaData(
                    typeOf(column.getPrimitiveType()),
                    List.of(),
                    List.of(column.getPath()),
                    codec,
                    its.values(),
                    bytes.length,
                    bytes.length,
                    out.size() + its.dictionarySize());
            if (its.dictionarySize() > 0) {
                metadata.setDictionary_page_offset(out.size());
            }
            chunks.add(new ColumnChunk(out.size()).setMeta_data(metadata));
            out.writeBytes(bytes);
        });
        return new RowGroup(chunks, out.size(), rows.size());
    }
}
