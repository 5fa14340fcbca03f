package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.SliceKey;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.TableReader;
import dev.lamina.tensorflow.file.TableWriter;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.DataType;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlicesTest {
    @TempDir
    Path folder;

    private String prefix = "";

    @BeforeEach
    void name() {
        prefix = folder.resolve("parts").toString();
    }

    @Test
    void keysAreTensorFlowsOrderedCode() {
        assertThat(HexFormat.of().formatHex(SliceKey.of("w", slice(0, 5, 0, -1))))
                .isEqualTo("00" + "770001" + "0102" + "80" + "85" + "80" + "7f");
        assertThat(HexFormat.of().formatHex(SliceKey.of("w", slice(64, 10_000, 1 << 20, 1))))
                .isEqualTo("00" + "770001" + "0102" + "c040" + "e02710" + "f0100000" + "81");
    }

    @Test
    void aVariableIsPutTogetherFromItsParts() throws IOException {
        TensorSliceProto[] slices = {slice(0, 1, 0, 3), slice(1, 2, 0, 2), slice(1, 2, 2, 1)};
        write(slices, new float[][] {{1, 2, 3}}, new float[][] {{4, 5}, {7, 8}}, new float[][] {{6}, {9}});

        Checkpoint checkpoint = Checkpoint.open(prefix);
        assertThat(checkpoint.names()).containsExactly("w");
        assertThat(checkpoint.shape("w")).isEqualTo(Shape.of(3, 3));
        assertThat(checkpoint.tensor("w")).isEqualTo(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}));
    }

    @Test
    void partsThatOverlapOrLeaveGapsAreRefused() throws IOException {
        write(
                new TensorSliceProto[] {slice(0, 2, 0, 3), slice(1, 1, 0, 3)},
                new float[][] {{1, 2, 3}, {4, 5, 6}},
                new float[][] {{7, 8, 9}});
        assertThatThrownBy(() -> Checkpoint.open(prefix).tensor("w"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("overlap");
        write(new TensorSliceProto[] {slice(0, 2, 0, 3)}, new float[][] {{1, 2, 3}, {4, 5, 6}});
        assertThatThrownBy(() -> Checkpoint.open(prefix).tensor("w"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("its slices have 6 elements");
        write(new TensorSliceProto[] {slice(2, 2, 0, 3)}, new float[][] {{1, 2, 3}, {4, 5, 6}});
        assertThatThrownBy(() -> Checkpoint.open(prefix).tensor("w"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("no part of it");
    }

    /** Writes the parts as tensors, and then an index that has them as slices of a variable of shape [3,3]. */
    private void write(TensorSliceProto[] slices, float[][]... parts) throws IOException {
        Map<String, Tensor> tensors = new java.util.TreeMap<>();
        for (int i = 0; i < parts.length; i++) {
            tensors.put("part" + i, Tensor.of(parts[i]));
        }
        CheckpointFiles.delete(prefix);
        Checkpoint.write(prefix, tensors);
        SortedMap<byte[], byte[]> table = TableReader.read(BundlePaths.index(prefix));
        BundleEntryProto.Builder full = BundleEntryProto.newBuilder().setDtype(DataType.DT_FLOAT);
        full.getShapeBuilder().addDimBuilder().setSize(3);
        full.getShapeBuilder().addDimBuilder().setSize(3);
        for (int i = 0; i < slices.length; i++) {
            byte[] entry = table.remove(("part" + i).getBytes(StandardCharsets.UTF_8));
            table.put(SliceKey.of("w", slices[i]), entry);
            full.addSlices(slices[i]);
        }
        table.put("w".getBytes(StandardCharsets.UTF_8), full.build().toByteArray());
        Files.write(BundlePaths.index(prefix), TableWriter.write(table));
    }

    /** A slice by start and length of each axis, -1 for all of it. */
    private static TensorSliceProto slice(long... extents) {
        TensorSliceProto.Builder slice = TensorSliceProto.newBuilder();
        for (int i = 0; i < extents.length; i += 2) {
            TensorSliceProto.Extent.Builder extent = slice.addExtentBuilder().setStart(extents[i]);
            if (extents[i + 1] >= 0) {
                extent.setLength(extents[i + 1]);
            }
        }
        return slice.build();
    }
}
