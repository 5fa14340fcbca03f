package dev.lamina.tensorflow.checkpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.TableReader;
import dev.lamina.tensorflow.graph.Shapes;
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.SavedSlice;
import dev.lamina.tensorflow.proto.SavedSliceMeta;
import dev.lamina.tensorflow.proto.SavedTensorSlices;
import dev.lamina.tensorflow.proto.TensorProto;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint of TensorFlow's V1 format: a table, or several with a part of the tensors each. Its first entry says which
 * tensors there are in which slices; each of the others is a slice.
 */
public final class V1Checkpoint {
    private static final byte[] CONTENTS = {};

    private final SortedMap<String, V1Tensor> tensors = new TreeMap<>();

    private V1Checkpoint() {}

    /**
     * Reads these files.
     *
     * @throws dev.lamina.error.DataLossException if one is damaged
     */
    public static Map<String, V1Tensor> read(List<Path> files) {
        V1Checkpoint checkpoint = new V1Checkpoint();
        files.forEach(checkpoint::add);
        return checkpoint.tensors;
    }

    private void add(Path file) {
        SortedMap<byte[], byte[]> table = TableReader.read(file);
        byte[] contents = table.get(CONTENTS);
        if (contents == null) {
            throw Problems.corrupt(file, "it has no list of its tensors");
        }
        SavedTensorSlices first = parse(file, contents, "the list of its tensors");
        if (!first.hasMeta()) {
            throw Problems.corrupt(file, "it is no checkpoint of the V1 format: it has no list of its tensors");
        }
        for (SavedSliceMeta meta : first.getMeta().getTensorList()) {
            Shape shape = shape(file, meta);
            V1Tensor tensor = tensors.computeIfAbsent(
                    meta.getName(), name -> new V1Tensor(name, meta.getTypeValue(), shape, file, new HashMap<>()));
            if (tensor.typeNumber != meta.getTypeValue() || !tensor.shape.equals(shape)) {
                throw Problems.corrupt(
                        file, "'" + meta.getName() + "' is of another type or shape than in " + tensor.file);
            }
            for (TensorSliceProto slice : meta.getSliceList()) {
                byte[] value = table.get(SliceKey.of(meta.getName(), slice));
                if (value == null || tensor.slices.put(slice, value) != null) {
                    throw Problems.corrupt(file, "a slice of '" + meta.getName() + "' is missing, or there twice");
                }
            }
        }
    }

    private static Shape shape(Path file, SavedSliceMeta meta) {
        try {
            Shape shape = Shapes.read(meta.getShape());
            if (shape.isFullyDefined() && shape.elements() >= 0) {
                return shape;
            }
        } catch (LaminaException e) {
            throw Problems.corrupt(file, "the shape of '" + meta.getName() + "': " + e.problem());
        }
        throw Problems.corrupt(file, "the shape of '" + meta.getName() + "' is not known");
    }

    private static SavedTensorSlices parse(Path file, byte[] bytes, String what) {
        try {
            return SavedTensorSlices.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw Problems.corrupt(file, what + " is none: " + e.getMessage());
        }
    }

    /**
     * A tensor.
     *
     * @param file the first that has it or a part of it
     * @param slices what the entries of its slices hold
     */
    public record V1Tensor(String name, int typeNumber, Shape shape, Path file, Map<TensorSliceProto, byte[]> slices)
            implements StoredTensor {
        @Override
        public Tensor read() {
            return SliceAssembly.of(
                    file,
                    name,
                    StoredTensor.dtype(name, typeNumber),
                    shape,
                    new ArrayList<>(slices.keySet()),
                    this::part);
        }

        private Tensor part(TensorSliceProto slice, Shape part) {
            byte[] value = slices.get(slice);
            SavedSlice saved = parse(file, value == null ? CONTENTS : value, "a slice of '" + name + "'")
                    .getData();
            DType type = StoredTensor.dtype(name, typeNumber);
            TensorProto data = saved.getData().toBuilder()
                    .setDtypeValue(typeNumber)
                    .setTensorShape(Shapes.write(part))
                    .build();
            if (TensorProtos.count(data, type) != part.elements()) {
                throw Problems.corrupt(
                        file,
                        "a slice of '" + name + "' has " + TensorProtos.count(data, type) + " elements, not those of "
                                + part);
            }
            try {
                return TensorProtos.read(data, new MemoryBudget(0));
            } catch (LaminaException e) {
                throw Problems.corrupt(file, "a slice of '" + name + "': " + e.problem());
            }
        }
    }
}
