package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.SaverDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved models that hold more than their signatures need, as TensorFlow writes them. */
class WholeModelTest {
    private static final String PARTS = variable("w/part_0", 1)
            + variable("w/part_1", 2)
            + texts("names", "'w', 'w'")
            + texts("slices", "'3 2 0,1:0,2', '3 2 1,2:-'")
            + texts("file", "'p'")
            + "node { name: 'restore' op: 'RestoreV2' input: 'file' input: 'names' input: 'slices'"
            + " attr { key: 'dtypes' value { list { type: DT_FLOAT type: DT_FLOAT } } } }"
            + Graphs.node("a0", "Assign", "w/part_0 restore")
            + Graphs.node("a1", "Assign", "w/part_1 restore:1")
            + "node { name: 'all' op: 'NoOp' input: '^a0' input: '^a1' }"
            + Graphs.node("y", "Identity", "w/part_1");
    private static final String MORE = Graphs.node("extra", "Neg", "w/part_0")
            + Graphs.node("odd", "NoSuchOp", "extra")
            + Graphs.node("odder", "NoSuchOp", "odd")
            + Graphs.node("user", "Neg", "odder")
            + "node { name: 'tiny' op: 'Placeholder' attr { key: 'dtype' value { type: DT_FLOAT8_E5M2 } } }"
            + Graphs.node("ofTiny", "Identity", "tiny").replace("DT_FLOAT", "DT_FLOAT8_E5M2")
            + Graphs.node("self", "Neg", "self");

    @TempDir
    private Path folder;

    private static String variable(String name, int rows) {
        return "node { name: '" + name + "' op: 'VariableV2' attr { key: 'dtype' value { type: DT_FLOAT } }"
                + " attr { key: 'shape' value { shape { dim { size: " + rows + " } dim { size: 2 } } } } }";
    }

    private static String texts(String name, String texts) {
        int size = texts.split("', '", -1).length;
        return "node { name: '" + name + "' op: 'Const' attr { key: 'dtype' value { type: DT_STRING } }"
                + " attr { key: 'value' value { tensor { dtype: DT_STRING tensor_shape { dim { size: " + size
                + " } } string_val: [" + texts + "] } } } }";
    }

    @BeforeEach
    void values() throws IOException {
        Files.createDirectories(folder.resolve("variables"));
        Checkpoint.write(folder.resolve("variables/variables").toString(), Map.of("w", Tensor.of(new float[][] {
            {1, 2}, {3, 4}, {5, 6}
        })));
    }

    private MetaGraphDef.Builder def(String nodes) {
        TensorInfo y = TensorInfo.newBuilder().setName("y:0").build();
        MetaGraphDef.Builder def = MetaGraphDef.newBuilder()
                .setGraphDef(Graphs.def(nodes))
                .setSaverDef(SaverDef.newBuilder().setRestoreOpName("all").setFilenameTensorName("file:0"))
                .putSignatureDef(
                        "serving_default",
                        SignatureDef.newBuilder().putOutputs("y", y).build());
        def.getMetaInfoDefBuilder().addTags("serve");
        return def;
    }

    private SavedModel load(MetaGraphDef.Builder def) {
        ProtoFile.write(
                folder.resolve("saved_model.pb"),
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .addMetaGraphs(def)
                        .build());
        return SavedModel.load(folder);
    }

    @Test
    void whatNoSignatureNeedsIsThereToo() {
        try (SavedModel model = load(def(PARTS + MORE))) {
            assertThat(model.session().run(model.output("extra"))).isEqualTo(Tensor.of(new float[][] {{-1, -2}}));
            assertThat(model.run("serving_default", Map.of())).containsExactly(Map.entry("y", Tensor.of(new float[][] {
                {3, 4}, {5, 6}
            })));
            assertThat(model.graph().contains("odd")).isFalse();
            assertThat(model.graph().contains("user")).isFalse();
        }
    }

    @Test
    void whatWasLeftOutIsExplainedWhenItIsAskedFor() {
        try (SavedModel model = load(def(PARTS + MORE))) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.output("user:0"))
                    .withMessageContaining("NoSuchOp x2");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.output("ofTiny"))
                    .withMessageContaining("Placeholder of DT_FLOAT8_E5M2 x1");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.output("self"))
                    .withMessageContaining("needs itself");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.output("nowhere"))
                    .withMessageContaining("the graph has no node 'nowhere'");
        }
    }

    @Test
    void partsOfVariablesAreDescribed() {
        load(def(PARTS)).close();
        ModelDescription description = ModelDescription.read(folder);
        assertThat(description.variables()).extracting(TensorDescription::name).containsExactly("w/part_0", "w/part_1");
        assertThat(description.value("w/part_0")).contains(Tensor.of(new float[][] {{1, 2}}));
        assertThat(description.value("w/part_1")).contains(Tensor.of(new float[][] {{3, 4}, {5, 6}}));
    }

    @Test
    void aGraphThatCannotRestoreItsVariablesIsNamedWhenAValueIsAskedFor() {
        load(def(PARTS + Graphs.node("lost", "Neg", "nowhere"))).close();
        ModelDescription description = ModelDescription.read(folder);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> description.value("w/part_0"))
                .withMessageContaining("its input 'nowhere' is not in the graph")
                .withMessageContaining(folder.toString());
    }

    @Test
    void slicesThatDoNotFitAreRefused() {
        for (String slice : new String[] {
            "3 2 2,2:-", "4 2 0,1:-", "3 2 -1,1:-", "3 2 0,1", "0,1:-", "-", "3 2 x,1:-", "3 2 0,1,1:-", "3 2 1:-"
        }) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> load(def(PARTS.replace("3 2 1,2:-", slice))))
                    .withMessageContaining("shape_and_slice spec");
        }
    }

    @Test
    void anAssetMayNotLieElsewhere() {
        for (String name : new String[] {"../saved_model.pb", "/etc/hosts", "a\0b"}) {
            MetaGraphDef.Builder def = def(PARTS);
            def.addAssetFileDefBuilder()
                    .setFilename(name)
                    .setTensorInfo(TensorInfo.newBuilder().setName("file:0"));
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> load(def))
                    .withMessageContaining("asset");
        }
    }
}
