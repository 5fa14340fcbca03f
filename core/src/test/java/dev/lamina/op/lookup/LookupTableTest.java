package dev.lamina.op.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session keeps in its tables from run to run. */
class LookupTableTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);

    @Test
    void aTableKeepsWhatIsInsertedUntilItIsRemoved() {
        Output table = MutableHashTableV2.of(scope, DType.STRING, DType.INT64);
        Output keys = Placeholder.of(scope, DType.STRING, Shape.of(-1));
        Output values = Placeholder.of(scope, DType.INT64, Shape.of(-1));
        Node insert = LookupTableInsertV2.of(scope, table, keys, values);
        Node remove = LookupTableRemoveV2.of(scope, table, keys);
        Node replace = LookupTableImportV2.of(scope, table, keys, values);
        Output found = LookupTableFindV2.of(scope, table, keys, Const.of(scope, -1L));
        Output size = LookupTableSizeV2.of(scope, table);
        List<Output> content = LookupTableExportV2.of(scope, table, DType.STRING, DType.INT64);
        try (Session session = new Session(graph)) {
            assertThat(session.run(size).longValue()).isZero();
            session.run(insert, Feed.of(keys, new String[] {"b", "a"}), Feed.of(values, new long[] {2, 1}));
            session.run(insert, Feed.of(keys, new String[] {"c", "a"}), Feed.of(values, new long[] {3, 7}));
            assertThat(session.run(found, Feed.of(keys, new String[] {"a", "x", "b"}))
                            .longs())
                    .containsExactly(7, -1, 2);
            session.run(remove, Feed.of(keys, new String[] {"b"}));
            Results all = session.run(content);
            assertThat(all.get(content.get(0)).strings()).containsExactly("a", "c");
            assertThat(all.get(content.get(1)).longs()).containsExactly(7, 3);
            session.run(replace, Feed.of(keys, new String[] {"z"}), Feed.of(values, new long[] {26}));
            assertThat(session.run(size).longValue()).isEqualTo(1);
        }
        try (Session another = new Session(graph)) {
            assertThat(another.run(size).longValue())
                    .as("another session has tables of its own")
                    .isZero();
        }
    }

    @Test
    void nodesOfOneSharedNameShareATable() {
        Output first = scope.output(new MutableHashTableV2("", "words", false, DType.INT64, DType.FLOAT32));
        Output second = scope.output(new MutableHashTableV2("", "words", false, DType.INT64, DType.FLOAT32));
        Output other = scope.output(new MutableHashTableV2("", "words", false, DType.INT64, DType.INT64));
        Node insert = LookupTableInsertV2.of(
                scope, first, Const.of(scope, new long[] {1}), Const.of(scope, new float[] {0.5f}));
        Output size = LookupTableSizeV2.of(scope, second);
        Output wrong = LookupTableSizeV2.of(scope, other);
        try (Session session = new Session(graph)) {
            session.run(insert);
            assertThat(session.run(size).longValue()).isEqualTo(1);
            assertThatThrownBy(() -> session.run(wrong))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("a mutable table of int64 to float, not a mutable table of int64 to int64");
        }
    }

    @Test
    void aTableIsNotReadBeforeItIsFilledAndFilledOnce() {
        Output table = HashTableV2.of(scope, DType.STRING, DType.INT64);
        Output found = LookupTableFindV2.of(scope, table, Const.of(scope, "b"), Const.of(scope, -1L));
        Node fill = InitializeTableV2.of(
                scope, table, Const.of(scope, new String[] {"a", "b"}), Const.of(scope, new long[] {1, 2}));
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(found))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Table not initialized.")
                    .hasMessageContaining("tf.tablesInitializer()");
            session.run(fill);
            session.run(fill);
            assertThat(session.run(found).longValue()).isEqualTo(2);
        }
    }

    @Test
    void textFilesFillTables(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "the\r\ncat\nsat\n");
        Path columns = Files.writeString(folder.resolve("columns.txt"), "a|1|0.5\nb|-2|1e3");
        assertThat(fill(words, DType.STRING, DType.INT64, -2, -1, -1, "\t", 0))
                .containsExactly("['the' 'cat' 'sat']", "[0 1 2]");
        assertThat(fill(words, DType.INT64, DType.STRING, -1, -2, 2, "\t", 10))
                .containsExactly("[10 11]", "['the' 'cat']");
        assertThat(fill(columns, DType.STRING, DType.FLOAT32, 0, 2, -1, "|", 0))
                .containsExactly("['a' 'b']", "[0.5 1000.]");
        assertThat(fill(columns, DType.INT32, DType.STRING, 1, -2, -1, "|", 0))
                .containsExactly("[1 -2]", "['a|1|0.5' 'b|-2|1e3']");
        assertThatThrownBy(() -> fill(words, DType.STRING, DType.INT64, -2, -1, 4, "\t", 0))
                .hasMessageContaining("expected 4 but got 3");
        assertThatThrownBy(() -> fill(columns, DType.STRING, DType.INT64, 0, 2, -1, "|", 0))
                .hasMessageContaining("Field 0.5 in line 0 is not a valid int64.");
        assertThatThrownBy(() -> fill(columns, DType.STRING, DType.INT64, 0, 3, -1, "|", 0))
                .hasMessageContaining("line 0 (a|1|0.5) : expected at least 4, got 3");
        assertThatThrownBy(() -> fill(folder.resolve("none.txt"), DType.STRING, DType.INT64, -2, -1, -1, "\t", 0))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("InitializeTableFromTextFileV2");
    }

    private static List<String> fill(
            Path file, DType keys, DType values, long key, long value, long size, String delimiter, long offset) {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Output table = HashTableV2.of(scope, keys, values);
        Node fill = scope.node(
                new InitializeTableFromTextFileV2(key, value, size, delimiter, offset),
                List.of(table, Const.of(scope, file.toString())));
        List<Output> content = LookupTableExportV2.of(scope, table, keys, values);
        try (Session session = new Session(graph)) {
            session.run(fill);
            Results results = session.run(content);
            return content.stream().map(each -> results.get(each).toString()).toList();
        }
    }
}
