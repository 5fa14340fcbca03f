package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import dev.lamina.Tf;
import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.Pack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.state.Assign;
import dev.lamina.op.text.ShardedFilename;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.TableWriter;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.BundleHeaderProto;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations by which graphs save and restore themselves, run as such. */
class SaverOperationsTest {
    private static final Tensor ROWS = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});

    @TempDir
    private Path folder;

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Tf tf = Tf.create(graph);
    private final Output filename = Placeholder.of(scope.named("filename"), DType.STRING, Shape.scalar());
    private String prefix = "";

    @BeforeEach
    void name() {
        prefix = folder.resolve("model").toString();
    }

    private Output texts(String... texts) {
        return Const.of(scope, texts);
    }

    private Feed file(String name) {
        return Feed.of(filename, Tensor.of(name));
    }

    private Node restored(Variable variable, String key) {
        List<Output> tensors = RestoreV2.of(scope, filename, texts(key), texts(""), List.of(variable.dtype()));
        return Assign.of(scope, variable.ref(), tensors.getFirst());
    }

    @Test
    void savesAndRestoresWholeTensors() {
        Variable w = tf.variable(tf.constant(ROWS), "w");
        Node save = SaveV2.of(scope, filename, texts("w", "text"), texts("", ""), List.of(w.ref(), texts("a", "b")));
        Node restore = restored(w, "w");
        try (Session session = new Session(graph)) {
            session.run(tf.globalVariablesInitializer());
            session.run(save, file(prefix));
            assertThat(Checkpoint.open(prefix).tensor("text")).isEqualTo(Tensor.of(new String[] {"a", "b"}));
            session.load(Map.of("w", Tensor.zeros(DType.FLOAT32, Shape.of(3, 2))));
            session.run(restore, file(prefix));
            assertThat(session.run(w)).isEqualTo(ROWS);
        }
    }

    /** The order of building has the assignment to v before the second checkpoint is looked into. */
    @Test
    void restoresAllOrNothing() throws IOException {
        Checkpoint.write(prefix, Map.of("v", Tensor.of(5f), "w", ROWS));
        Variable v = tf.variable(tf.constant(1f), "v");
        Variable w = tf.variable(tf.zeros(3, 2), "w");
        List<Node> restore = List.of(restored(v, "v"), restored(w, "w"));
        List<Node> unknown = List.of(restored(v, "v"), restored(w, "x"));
        List<Node> unfit = List.of(restored(v, "v"), restored(w, "v"));
        try (Session session = new Session(graph)) {
            session.run(tf.globalVariablesInitializer());
            Path data = BundlePaths.data(prefix, 0, 1);
            byte[] bytes = Files.readAllBytes(data);
            bytes[bytes.length - 1] ^= 1;
            Files.write(data, bytes);
            assertThatExceptionOfType(DataLossException.class)
                    .isThrownBy(() -> session.run(restore, file(prefix)))
                    .withMessageContaining("'w'");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> session.run(unknown, file(prefix)))
                    .withMessageContaining("Key x not found in checkpoint");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> session.run(restore, file(prefix + "-7")))
                    .withMessageContaining("there is no checkpoint");
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> session.run(unfit, file(prefix)))
                    .withMessageContaining("shape");
            assertThat(session.run(v)).isEqualTo(Tensor.of(1f));
            assertThat(session.run(w)).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(3, 2)));
            bytes[bytes.length - 1] ^= 1;
            Files.write(data, bytes);
            session.run(restore, file(prefix));
            assertThat(session.run(v)).isEqualTo(Tensor.of(5f));
        }
    }

    @Test
    void aCheckpointThatChangedIsReadAnew() {
        Output read = RestoreV2.of(scope, filename, texts("x"), texts(""), List.of(DType.FLOAT32))
                .getFirst();
        Output constant = RestoreV2.of(scope, texts(prefix), texts("x"), texts(""), List.of(DType.FLOAT32))
                .getFirst();
        try (Session session = new Session(graph)) {
            Checkpoint.write(prefix, Map.of("x", Tensor.of(1f)));
            assertThat(session.run(read, file(prefix))).isEqualTo(Tensor.of(1f));
            assertThat(session.run(constant)).isEqualTo(Tensor.of(1f));
            Checkpoint.write(prefix, Map.of("x", Tensor.of(2f)));
            assertThat(session.run(read, file(prefix))).isEqualTo(Tensor.of(2f));
            assertThat(session.run(constant)).isEqualTo(Tensor.of(2f));
            Checkpoint.write(prefix, Map.of("x", ROWS));
            assertThat(session.run(read, file(prefix))).isEqualTo(ROWS);
            assertThatExceptionOfType(FailedPreconditionException.class)
                    .isThrownBy(() -> session.run(constant))
                    .withMessageContaining("has become float32[3,2]");
        }
    }

    @Test
    void partsOfATensorAreSavedAndRestored() {
        Output top = Const.of(scope, new float[][] {{1, 2}});
        Output rest = Const.of(scope, new float[][] {{3, 4}, {5, 6}});
        Node save = SaveV2.of(scope, filename, texts("w", "w"), texts("3 2 0,1:-", "3 2 1,2:0,2"), List.of(top, rest));
        List<Output> restore = RestoreV2.of(
                scope, filename, texts("w", "w"), texts("3 2 1,2:1,1", ""), List.of(DType.FLOAT32, DType.FLOAT32));
        Node wrong = SaveV2.of(scope, filename, texts("w"), texts("3 2 0,2:-"), List.of(top));
        Output other = RestoreV2.of(scope, filename, texts("w"), texts("4 2 0,1:-"), List.of(DType.FLOAT32))
                .getFirst();
        Output none = RestoreV2.of(scope, filename, texts("w"), texts("3 2 3,1:-"), List.of(DType.FLOAT32))
                .getFirst();
        try (Session session = new Session(graph)) {
            session.run(save, file(prefix));
            assertThat(Checkpoint.open(prefix).tensor("w")).isEqualTo(ROWS);
            var results = session.run(restore, file(prefix));
            assertThat(results.get(restore.get(0))).isEqualTo(Tensor.of(new float[][] {{4}, {6}}));
            assertThat(results.get(restore.get(1))).isEqualTo(ROWS);
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> session.run(wrong, file(prefix)))
                    .withMessageContaining("does not match the shape of the tensor to save");
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> session.run(other, file(prefix)))
                    .withMessageContaining("does not match the shape stored in checkpoint: [3,2]");
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> session.run(none, file(prefix)))
                    .withMessageContaining("shape_and_slice spec '3 2 3,1:-'");
        }
    }

    @Test
    void partsOfACheckpointAreMerged() {
        Output first = ShardedFilename.of(scope, filename, Const.of(scope, 0), Const.of(scope, 2));
        Output second = ShardedFilename.of(scope, filename, Const.of(scope, 1), Const.of(scope, 2));
        Output top = Const.of(scope, new float[][] {{1, 2}});
        Output rest = Const.of(scope, new float[][] {{3, 4}, {5, 6}});
        List<Node> parts = List.of(
                SaveV2.of(scope, first, texts("w", "a"), texts("3 2 0,1:-", ""), List.of(top, texts("x"))),
                SaveV2.of(scope, second, texts("w"), texts("3 2 1,2:-"), List.of(rest)));
        Output both = Pack.of(scope, List.of(first, second), 0);
        Output destination = Placeholder.of(scope, DType.STRING, Shape.scalar());
        Node merge = MergeV2Checkpoints.of(scope.after(parts), both, destination);
        Node alone = MergeV2Checkpoints.of(scope, both, destination);
        Path temporary = folder.resolve("temporary");
        Feed to = Feed.of(destination, Tensor.of(prefix));
        Feed from = file(temporary.resolve("part").toString());
        try (Session session = new Session(graph)) {
            session.run(merge, from, to);
            Checkpoint checkpoint = Checkpoint.open(prefix);
            assertThat(checkpoint.names()).containsExactly("a", "w");
            assertThat(checkpoint.tensor("w")).isEqualTo(ROWS);
            assertThat(checkpoint.tensor("a")).isEqualTo(Tensor.of(new String[] {"x"}));
            assertThat(temporary).doesNotExist();
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> session.run(alone, from, to))
                    .withMessageContaining("there is no checkpoint");
            assertThat(Checkpoint.open(prefix).tensor("w")).isEqualTo(ROWS);
        }
    }

    @Test
    void aSliceThatIsNoPartIsNotMerged() {
        Node merge = MergeV2Checkpoints.of(scope, texts(prefix), filename);
        TensorSliceProto.Extent beyond =
                TensorSliceProto.Extent.newBuilder().setStart(2).setLength(2).build();
        TensorSliceProto.Extent all = TensorSliceProto.Extent.getDefaultInstance();
        for (TensorSliceProto slice : List.of(
                TensorSliceProto.newBuilder().addExtent(all).build(),
                TensorSliceProto.newBuilder().addExtent(beyond).addExtent(all).build())) {
            SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
            entries.put(
                    new byte[0],
                    BundleHeaderProto.newBuilder().setNumShards(1).build().toByteArray());
            entries.put(
                    "w".getBytes(StandardCharsets.UTF_8),
                    BundleEntryProto.newBuilder()
                            .setDtypeValue(DType.FLOAT32.number())
                            .setShape(Shapes.write(ROWS.shape()))
                            .addSlices(slice)
                            .build()
                            .toByteArray());
            try (PendingFiles files = new PendingFiles();
                    Session session = new Session(graph)) {
                files.add(BundlePaths.data(prefix, 0, 1), new byte[0]);
                files.add(BundlePaths.index(prefix), TableWriter.write(entries));
                files.commit();
                assertThatExceptionOfType(DataLossException.class)
                        .isThrownBy(() -> session.run(merge, file(prefix + "-whole")))
                        .withMessageContaining(prefix + ".index")
                        .withMessageContaining("is no part of [3,2]");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aSavedModelWithoutARestoreOperationIsRestoredByNames() throws Exception {
        Checkpoint.write(folder.resolve("variables").resolve("variables").toString(), Map.of("w", Tensor.of(7f)));
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder()
                .setGraphDef(
                        Graphs.def("node { name: 'w' op: 'VariableV2' attr { key: 'dtype' value { type: DT_FLOAT } }"
                                + " attr { key: 'shape' value { shape {} } } }"));
        def.getMetaInfoDefBuilder().addTags("serve");
        ProtoFile.write(
                folder.resolve("saved_model.pb"),
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .addMetaGraphs(def)
                        .build());
        try (SavedModel model = SavedModel.load(folder)) {
            assertThat(model.session().run(model.output("w"))).isEqualTo(Tensor.of(7f));
        }
    }

    @Test
    void theFormatBeforeIsWrittenAndRead() throws IOException {
        Output top = Const.of(scope, new float[][] {{1, 2}});
        Output rest = Const.of(scope, new float[][] {{3, 4}, {5, 6}});
        Output flags = Const.of(scope, new boolean[] {true, false});
        Output longs = Const.of(scope, new long[] {1L << 40, -1});
        Node slices = SaveSlices.of(
                scope,
                filename,
                texts("w", "w", "text"),
                texts("3 2 0,1:-", "3 2 1,2:-", ""),
                List.of(top, rest, texts("a", "")));
        Node whole = Save.of(scope, filename, texts("flags", "longs"), List.of(flags, longs));
        Output part = RestoreSlice.of(scope, filename, texts("w"), texts("3 2 2,1:-"), DType.FLOAT32);
        Output all = Restore.of(scope, filename, texts("longs"), DType.INT64);
        Output modern = RestoreV2.of(scope, filename, texts("w"), texts(""), List.of(DType.FLOAT32))
                .getFirst();
        try (Session session = new Session(graph)) {
            session.run(slices, file(prefix));
            session.run(whole, file(prefix + "-00000-of-00001"));
            assertThat(session.run(part, file(prefix))).isEqualTo(Tensor.of(new float[][] {{5, 6}}));
            assertThat(session.run(modern, file(prefix))).isEqualTo(ROWS);
            assertThat(session.run(all, file(prefix + "-?????-of-00001")))
                    .isEqualTo(Tensor.of(new long[] {1L << 40, -1}));
        }
        Checkpoint checkpoint = Checkpoint.open(prefix);
        assertThat(checkpoint.names()).containsExactly("text", "w");
        assertThat(checkpoint.tensor("text")).isEqualTo(Tensor.of(new String[] {"a", ""}));
        assertThat(Checkpoint.open(prefix + "-00000-of-00001").tensor("flags"))
                .isEqualTo(Tensor.of(new boolean[] {true, false}));
        byte[] bytes = Files.readAllBytes(Path.of(prefix));
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 4;
            Files.write(Path.of(prefix), damaged);
            assertThatExceptionOfType(LaminaException.class)
                    .isThrownBy(() -> Checkpoint.open(prefix).tensor("w"))
                    .withMessageContaining(prefix);
        }
    }

    /** The form in which TensorFlow's exporter for Java has it: slices are computed, the file's name is fed. */
    @Test
    void aSavedModelIsRestoredByItsOwnOperation() throws Exception {
        Checkpoint.write(folder.resolve("variables").resolve("variables").toString(), Map.of("saved/w", Tensor.of(7f)));
        String text = Graphs.node("x", "Placeholder", "").replace("'T'", "'dtype'")
                + "node { name: 'w' op: 'VariableV2' attr { key: 'dtype' value { type: DT_FLOAT } }"
                + " attr { key: 'shape' value { shape {} } } }"
                + Graphs.node("y", "Mul", "x w")
                + "node { name: 'file' op: 'Placeholder' attr { key: 'dtype' value { type: DT_STRING } } }"
                + "node { name: 'names' op: 'Const' attr { key: 'dtype' value { type: DT_STRING } } attr { key: 'value'"
                + " value { tensor { dtype: DT_STRING tensor_shape { dim { size: 1 } } string_val: 'saved/w' } } } }"
                + "node { name: 'slices' op: 'ZerosLike' input: 'names' attr { key: 'T' value { type: DT_STRING } } }"
                + "node { name: 'restore' op: 'RestoreV2' input: 'file' input: 'names' input: 'slices'"
                + " attr { key: 'dtypes' value { list { type: DT_FLOAT } } } }"
                + Graphs.node("assign", "Assign", "w restore")
                + "node { name: 'all' op: 'NoOp' input: '^assign' }";
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder().setGraphDef(Graphs.def(text));
        TextFormat.merge(
                "meta_info_def { tags: 'serve' } saver_def { filename_tensor_name: 'file' restore_op_name: 'all' }"
                        + " signature_def { key: 'times' value {"
                        + " inputs { key: 'x' value { name: 'x:0' dtype: DT_FLOAT tensor_shape { unknown_rank: true } } }"
                        + " outputs { key: 'y' value { name: 'y:0' dtype: DT_FLOAT } } } }",
                def);
        ProtoFile.write(
                folder.resolve("saved_model.pb"),
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .addMetaGraphs(def)
                        .build());
        try (SavedModel model = SavedModel.load(folder)) {
            assertThat(model.run("times", Map.of("x", Tensor.of(3f)))).containsEntry("y", Tensor.of(21f));
            assertThat(model.warnings()).isEmpty();
        }
        assertThat(ModelDescription.read(folder).value("w")).contains(Tensor.of(7f));
    }

    @Test
    void aMetaGraphIsRestoredByItsOwnOperationAndKeepsIt() {
        Graph first = new Graph();
        Tf builder = Tf.create(first);
        Variable w = builder.variable(builder.constant(ROWS), "w");
        try (Session session = new Session(first)) {
            session.run(builder.globalVariablesInitializer());
            new Saver(Map.of("other", w)).save(session, prefix);
        }
        Graph read = MetaGraphFile.read(Path.of(prefix + ".meta"));
        assertThat(read.contains("save/restore_all")).isTrue();
        try (Session session = new Session(read)) {
            assertThat(MetaGraphFile.canRestore(read)).isTrue();
            assertThat(MetaGraphFile.restore(session, prefix)).isEmpty();
            assertThat(session.run(read.output("w"))).isEqualTo(ROWS);
        }
        assertThat(ModelDescription.read(Path.of(prefix + ".meta")).value("w")).contains(ROWS);
        Path again = folder.resolve("again.meta");
        MetaGraphFile.write(read, again);
        MetaGraphFile.write(MetaGraphFile.read(again), again);
        // One saver for w as "other", one for w as "w": each is there once, however often the graph is read and
        // written.
        assertThat(MetaGraphFile.read(again).nodes().stream().filter(node -> node.op() instanceof RestoreV2))
                .hasSize(2);
        try (Session session = new Session(graph)) {
            assertThat(MetaGraphFile.canRestore(graph)).isFalse();
            assertThatExceptionOfType(FailedPreconditionException.class)
                    .isThrownBy(() -> MetaGraphFile.restore(session, prefix))
                    .withMessageContaining("not read with a restore operation");
        }
    }
}
