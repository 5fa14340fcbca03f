package dev.lamina.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages that Parquet's own writer makes of a column, as a file has them. */
@SuppressWarnings("deprecation") // what the library's writers still call, and bytes of small pages
final class Pages implements PageWriter {
    private final UnaryOperator<byte[]> compression;
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long values;

    Pages(UnaryOperator<byte[]> compression) {
        this.compression = compression;
    }

    private static org.apache.parquet.format.Encoding of(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    private void write(PageHeader head, byte[] page, ByteArrayOutputStream to) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(page);
        head.setCompressed_page_size(page.length);
        head.setCrc((int) sum.getValue());
        Util.writePageHeader(head, to);
        to.writeBytes(page);
    }

    @Override
    public void writePage(
            BytesInput page, int count, Statistics<?> statistics, Encoding repetition, Encoding level, Encoding value)
            throws IOException {
        byte[] bytes = page.toByteArray();
        PageHeader head = new PageHeader(PageType.DATA_PAGE, bytes.length, 0);
        head.setData_page_header(new DataPageHeader(count, of(value), of(level), of(repetition)));
        write(head, compression.apply(bytes), data);
        values += count;
    }

    @Override
    public void writePage(
            BytesInput page,
            int count,
            int rows,
            Statistics<?> statistics,
            Encoding repetition,
            Encoding level,
            Encoding value)
            throws IOException {
        writePage(page, count, statistics, repetition, level, value);
    }

    @Override
    public void writePage(
            BytesInput page,
            int count,
            int rows,
            Statistics<?> statistics,
            SizeStatistics sizes,
            GeospatialStatistics places,
            Encoding repetition,
            Encoding level,
            Encoding value)
            throws IOException {
        writePage(page, count, statistics, repetition, level, value);
    }

    @Override
    public void writePageV2(
            int rows,
            int nulls,
            int count,
            BytesInput repetitions,
            BytesInput levels,
            Encoding encoding,
            BytesInput page,
            Statistics<?> statistics,
            SizeStatistics sizes,
            GeospatialStatistics places)
            throws IOException {
        writePageV2(rows, nulls, count, repetitions, levels, encoding, page, statistics);
    }

    @Override
    public void writePageV2(
            int rows,
            int nulls,
            int count,
            BytesInput repetitions,
            BytesInput levels,
            Encoding encoding,
            BytesInput page,
            Statistics<?> statistics)
            throws IOException {
        byte[] before = BytesInput.concat(repetitions, levels).toByteArray();
        byte[] bytes = page.toByteArray();
        PageHeader head = new PageHeader(PageType.DATA_PAGE_V2, before.length + bytes.length, 0);
        head.setData_page_header_v2(
                new DataPageHeaderV2(count, nulls, rows, of(encoding), (int) levels.size(), (int) repetitions.size()));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(before);
        all.writeBytes(compression.apply(bytes));
        write(head, all.toByteArray(), data);
        values += count;
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        byte[] bytes = page.getBytes().toByteArray();
        PageHeader head = new PageHeader(PageType.DICTIONARY_PAGE, bytes.length, 0);
        head.setDictionary_page_header(new DictionaryPageHeader(page.getDictionarySize(), of(page.getEncoding())));
        write(head, compression.apply(bytes), dictionary);
    }

    @Override
    public long getMemSize() {
        return data.size();
    }

    @Override
    public long allocatedSize() {
        return data.size();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix;
    }

    long values() {
        return values;
    }

    /** How many bytes the dictionary takes, with its head; 0 without one. */
    int dictionarySize() {
        return dictionary.size();
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(dictionary.toByteArray());
        all.writeBytes(data.toByteArray());
        return all.toByteArray();
    }
}
