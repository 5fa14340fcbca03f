package dev.lamina.tensorflow.checkpoint;

import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.TableWriter;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.SavedSlice;
import dev.lamina.tensorflow.proto.SavedSliceMeta;
import dev.lamina.tensorflow.proto.SavedTensorSliceMeta;
import dev.lamina.tensorflow.proto.SavedTensorSlices;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import dev.lamina.tensorflow.proto.VersionDef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a checkpoint of TensorFlow's V1 format, which appears at one stroke. */
public final class V1Writer {
    private static final int VERSION = 1;

    private V1Writer() {}

    public static void write(String name, List<SavedTensor> tensors) {
        SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
        Map<String, SavedSliceMeta.Builder> contents = new LinkedHashMap<>();
        for (SavedTensor tensor : tensors) {
            TensorSliceProto slice =
                    tensor.slice() == null ? whole(tensor) : tensor.slice().toProto();
            contents.computeIfAbsent(
                            tensor.name(),
                            key -> SavedSliceMeta.newBuilder()
                                    .setName(key)
                                    .setShape(Shapes.write(tensor.whole()))
                                    .setType(Shapes.write(tensor.value().dtype())))
                    .addSlice(slice);
            SavedSlice data = SavedSlice.newBuilder()
                    .setName(tensor.name())
                    .setSlice(slice)
                    .setData(TensorProtos.elements(tensor.value()))
                    .build();
            entries.put(
                    SliceKey.of(tensor.name(), slice),
                    SavedTensorSlices.newBuilder().setData(data).build().toByteArray());
        }
        SavedTensorSliceMeta.Builder meta = SavedTensorSliceMeta.newBuilder()
                .setVersions(VersionDef.newBuilder().setProducer(VERSION));
        contents.values().forEach(meta::addTensor);
        entries.put(
                new byte[0],
                SavedTensorSlices.newBuilder().setMeta(meta).build().toByteArray());
        Path file = BundlePaths.path(name);
        try (PendingFiles files = new PendingFiles()) {
            files.add(file, TableWriter.write(entries));
            files.commit();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }

    private static TensorSliceProto whole(SavedTensor tensor) {
        TensorSliceProto.Builder slice = TensorSliceProto.newBuilder();
        for (int axis = 0; axis < tensor.value().shape().rank(); axis++) {
            slice.addExtentBuilder();
        }
        return slice.build();
    }
}
