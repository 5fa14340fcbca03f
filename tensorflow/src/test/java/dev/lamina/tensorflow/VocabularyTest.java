package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved model that brings its vocabulary as an asset, which its initialisation reads into a table. */
class VocabularyTest {
    private static final String TYPES = " attr { key: 'key_dtype' value { type: DT_STRING } }"
            + " attr { key: 'value_dtype' value { type: DT_INT64 } }";
    private static final String FIND =
            " attr { key: 'Tin' value { type: DT_STRING } }" + " attr { key: 'Tout' value { type: DT_INT64 } }";

    @TempDir
    private Path folder;

    @Test
    void aModelServesWithItsVocabulary() throws IOException {
        serves("HashTableV2", "InitializeTableFromTextFileV2", "LookupTableFindV2");
    }

    @Test
    void aModelOfTheFormBeforeDoesSo() throws IOException {
        serves("HashTable", "InitializeTableFromTextFile", "LookupTableFind");
    }

    private void serves(String table, String initialize, String find) throws IOException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets").resolve("words.txt"), "the\ncat\nsat\n");
        String nodes = "node { name: 'file' op: 'Const' attr { key: 'dtype' value { type: DT_STRING } }"
                + " attr { key: 'value' value { tensor { dtype: DT_STRING tensor_shape {} string_val: 'elsewhere' } } } }"
                + "node { name: 'table' op: '" + table + "'" + TYPES + " }"
                + "node { name: 'fill' op: '" + initialize + "' input: 'table' input: 'file'"
                + " attr { key: 'key_index' value { i: -2 } } attr { key: 'value_index' value { i: -1 } } }"
                + "node { name: 'init' op: 'NoOp' input: '^fill' }"
                + "node { name: 'words' op: 'Placeholder' attr { key: 'dtype' value { type: DT_STRING } }"
                + " attr { key: 'shape' value { shape { dim { size: -1 } } } } }"
                + "node { name: 'unknown' op: 'Const' attr { key: 'dtype' value { type: DT_INT64 } }"
                + " attr { key: 'value' value { tensor { dtype: DT_INT64 tensor_shape {} int64_val: -1 } } } }"
                + "node { name: 'y' op: '" + find + "' input: 'table' input: 'words' input: 'unknown'" + FIND + " }";
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder()
                .setGraphDef(Graphs.def(nodes))
                .putSignatureDef(
                        ModelSignature.DEFAULT,
                        SignatureDef.newBuilder()
                                .putInputs("words", info("words:0"))
                                .putOutputs("y", info("y:0"))
                                .build())
                .putCollectionDef(
                        "saved_model_main_op",
                        CollectionDef.newBuilder()
                                .setNodeList(CollectionDef.NodeList.newBuilder().addValue("init"))
                                .build());
        def.getMetaInfoDefBuilder().addTags(SavedModel.SERVE);
        def.addAssetFileDefBuilder().setFilename("words.txt").setTensorInfo(info("file:0"));
        ProtoFile.write(
                folder.resolve("saved_model.pb"),
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .addMetaGraphs(def)
                        .build());
        try (SavedModel model = SavedModel.load(folder)) {
            Tensor words = Tensor.of(new String[] {"sat", "dog", "the"});
            assertThat(model.run(ModelSignature.DEFAULT, Map.of("words", words)))
                    .containsEntry("y", Tensor.of(new long[] {2, -1, 0}));
        }
    }

    private static TensorInfo info(String tensor) {
        return TensorInfo.newBuilder().setName(tensor).build();
    }
}
