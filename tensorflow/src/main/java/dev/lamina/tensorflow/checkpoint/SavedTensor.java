package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that is going to a checkpoint.
 *
 * @param name its name there
 * @param value its value
 * @param slice of which part of the tensor of that name it is; {@code null} for all of it
 */
public record SavedTensor(
        String name, Tensor value, @Nullable ShapeAndSlice slice) {
    public static List<SavedTensor> of(Map<String, Tensor> tensors) {
        List<SavedTensor> all = new ArrayList<>();
        tensors.forEach((name, value) -> all.add(new SavedTensor(name, value, null)));
        return all;
    }

    /**
     * What an operation that saves is given.
     *
     * @param inputs its inputs: the values are the last ones
     * @param slices the input with the slices, or -1
     */
    public static List<SavedTensor> of(Buffer[] inputs, int slices) {
        List<String> names = texts(inputs[1]);
        int first = slices < 0 ? 2 : 3;
        int count = inputs.length - first;
        if (names.size() != count || (slices >= 0 && inputs[slices].size() != count)) {
            throw new InvalidArgumentException("Expected " + count + " names for the tensors and as many slices, got "
                    + names.size() + (slices < 0 ? "" : " names and " + inputs[slices].size() + " slices"));
        }
        List<SavedTensor> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = slices < 0 ? "" : texts(inputs[slices]).get(i);
            ShapeAndSlice slice = text.isEmpty() ? null : ShapeAndSlice.parse(text);
            Tensor value = inputs[first + i].toTensor();
            if (slice != null && !slice.part().equals(value.shape())) {
                throw new InvalidArgumentException(
                        "Slice in shape_and_slice specification does not match the shape of the" + " tensor to save: "
                                + text + ", tensor: " + value.shape());
            }
            all.add(new SavedTensor(names.get(i), value, slice));
        }
        return all;
    }

    /** The shape of the tensor of which this is all or a part. */
    public Shape whole() {
        return slice == null ? value.shape() : slice.whole();
    }

    public static List<String> texts(Tensor tensor) {
        return texts(tensor.buffer());
    }

    public static List<String> texts(Buffer buffer) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            texts.add(new String(buffer.strings()[i], StandardCharsets.UTF_8));
        }
        return texts;
    }
}
