package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a saved model holds beside graph and variables: files of its own, and tags by which one of its graphs is chosen. */
class AssetsAndTagsTest {
    private static final String STRING = " attr { key: 'dtype' value { type: DT_STRING } }";
    private static final String VOCABULARY = "node { name: 'file' op: 'Const'" + STRING
            + " attr { key: 'value' value { tensor { dtype: DT_STRING tensor_shape {} string_val: 'where it was' } } } }"
            + "node { name: 'v' op: 'VariableV2'" + STRING + " attr { key: 'shape' value { shape {} } } }"
            + Graphs.node("assign", "Assign", "v file").replace("DT_FLOAT", "DT_STRING")
            + "node { name: 'init' op: 'NoOp' input: '^assign' }"
            + Graphs.node("y", "Identity", "v").replace("DT_FLOAT", "DT_STRING");

    @TempDir
    private Path folder;

    private static MetaGraphDef.Builder def(String nodes, String... tags) {
        TensorInfo y = TensorInfo.newBuilder().setName("y:0").build();
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder()
                .setGraphDef(Graphs.def(nodes))
                .putSignatureDef(
                        ModelSignature.DEFAULT,
                        SignatureDef.newBuilder().putOutputs("y", y).build());
        for (String tag : tags) {
            def.getMetaInfoDefBuilder().addTags(tag);
        }
        return def;
    }

    private void write(MetaGraphDef.Builder... graphs) {
        var model = dev.lamina.tensorflow.proto.SavedModel.newBuilder();
        for (MetaGraphDef.Builder graph : graphs) {
            model.addMetaGraphs(graph);
        }
        ProtoFile.write(folder.resolve("saved_model.pb"), model.build());
    }

    private @Nullable Tensor y(String... tags) {
        try (SavedModel model = SavedModel.load(folder, Set.of(tags))) {
            return model.run(ModelSignature.DEFAULT, Map.of()).get("y");
        }
    }

    @Test
    void theInitialisationIsToldWhereAnAssetLiesNow() {
        MetaGraphDef.Builder def = def(VOCABULARY, SavedModel.SERVE);
        def.addAssetFileDefBuilder()
                .setFilename("words.txt")
                .setTensorInfo(TensorInfo.newBuilder().setName("file:0"));
        def.putCollectionDef(
                "saved_model_main_op",
                CollectionDef.newBuilder()
                        .setNodeList(CollectionDef.NodeList.newBuilder().addValue("init"))
                        .build());
        write(def);
        assertThat(y(SavedModel.SERVE))
                .isEqualTo(
                        Tensor.of(folder.resolve("assets").resolve("words.txt").toString()));
    }

    @Test
    void theGraphWithExactlyTheTagsIsTaken() {
        write(
                def(Graphs.constant("y", 1), SavedModel.SERVE, "gpu"),
                def(Graphs.constant("y", 2), SavedModel.SERVE),
                def(Graphs.constant("y", 3), "train"));
        assertThat(y(SavedModel.SERVE)).isEqualTo(Tensor.of(2f));
        assertThat(y("gpu", SavedModel.SERVE)).isEqualTo(Tensor.of(1f));
        assertThat(y("train")).isEqualTo(Tensor.of(3f));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> y("gpu"))
                .withMessageContaining("matching supplied tags: [gpu]")
                .withMessageContaining("[train]");
    }
}
