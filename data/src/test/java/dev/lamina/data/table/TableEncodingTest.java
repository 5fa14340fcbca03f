package dev.lamina.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableEncodingTest {
    private static final Table TRAINING = TableSchemaTest.table(
            "x 1 2 ?",
            "y 0.1 0.7 0.3",
            "city Bern Ulm Bern",
            "street a \"b,c\" ?",
            "when 2026-01-02 2026-05-06 ?",
            "kind k l k");

    private static TableEncoding encoding() {
        return TableSchema.of(
                        Column.number("x").missingAsMean().withIndicator(),
                        Column.number("y").standardized(),
                        Column.category("city"),
                        Column.category("street").ids().missingAs("none, \"or\"\nso"),
                        Column.date("when", "yyyy-MM-dd")
                                .withParts(DatePart.EPOCH_DAY, DatePart.MONTH)
                                .minMax()
                                .missingAs("2025-07-08"))
                .withLabel(Label.classes("kind"))
                .fit(TRAINING);
    }

    @Test
    void textKeepsEveryBit() {
        var written = encoding();
        var read = TableEncoding.parse(written.toText());
        assertThat(read.toText()).isEqualTo(written.toText());
        assertThat(read.features()).isEqualTo(written.features());
        assertThat(read.ids()).containsExactly("street");
        assertThat(read.categories("street")).isEqualTo(written.categories("street"));
        assertThat(read.label()).isEqualTo(written.label());
        assertThat(read).hasToString(written.toString()).asString().contains("city Bern", "street", "kind");
        var others = TableSchemaTest.table(
                "kind l k", "when ? 2020-01-01", "y 100 -3", "x ? 9", "street none \"b,c\"", "city Rome Ulm");
        assertThat(TableSchemaTest.features(read, others)).isDeepEqualTo(TableSchemaTest.features(written, others));
        assertThat(read.encoder(others.header()).id(others.row(1), 0))
                .isEqualTo(written.encoder(others.header()).id(others.row(1), 0))
                .isPositive();
        var values = TableSchema.of(Column.number("x").withIndicator())
                .withLabel(Label.values("y", "kind"))
                .fit(TableSchemaTest.table("x 1 ?", "y 1 2", "kind 3 4"));
        assertThat(TableEncoding.parse(values.toText()).label()).isEqualTo(values.label());
        assertThat(TableEncoding.parse(values.withoutLabel().toText()).label()).isEmpty();
        // Notes are about the training rows, and stay with them.
        assertThat(read.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "Lamina table encoding,2\n",
                "Lamina table encoding,1\n",
                "Lamina table encoding,1\nlabel,classes,kind,a\n",
                "Lamina table encoding,1\nlabel,shapes,kind\nnumber,x,ERROR,,false,NONE,0,0,1\n",
                "Lamina table encoding,1\nshape,x\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,NONE,0,0\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,NONE,0,0,1,2\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,maybe,NONE,0,0,1\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,SOME,0,0,1\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,NONE,NaN,0,1\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,NONE,0,0,0\n",
                "Lamina table encoding,1\nnumber,x,VALUE,?,false,NONE,0,0,1\n",
                "Lamina table encoding,1\nnumber,x,ERROR,,false,NONE,0,0,1\nnumber,x,ERROR,,false,NONE,0,0,1\n",
                "Lamina table encoding,1\ncategory,x,ERROR,,ONE_HOT,a,a\n",
                "Lamina table encoding,1\ncategory,x,VALUE,b,ONE_HOT,a\n",
                "Lamina table encoding,1\ndate,x,,ERROR,,false,NONE,1970-01-01T00:00\n",
                "Lamina table encoding,1\ndate,x,,ERROR,,false,NONE,1970,YEAR,0,1\n",
                "Lamina table encoding,1\ndate,x,bb bb,ERROR,,false,NONE,1970-01-01T00:00,YEAR,0,1\n",
                "Lamina table encoding,1\n\"number,x"
            })
    void whatIsNoEncodingIsATypedError(String text) {
        assertThatThrownBy(() -> TableEncoding.parse(text))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("no encoding of a table");
    }

    @Test
    void damagedTextIsReadOrATypedError() {
        var text = encoding().toText();
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(text);
            for (int k = random.nextInt(3); k >= 0 && !damaged.isEmpty(); k--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, (char) random.nextInt(128));
                    default -> damaged.setLength(at + 1);
                }
            }
            try {
                TableEncoding.parse(damaged.toString()).toText();
            } catch (DataLossException e) {
                assertThat(e).hasMessageContaining("no encoding");
            }
        }
    }
}
