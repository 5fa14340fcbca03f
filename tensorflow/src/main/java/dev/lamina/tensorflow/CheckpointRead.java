package dev.lamina.tensorflow;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import dev.lamina.tensorflow.checkpoint.ShapeAndSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operations that restore ask a checkpoint for.
 *
 * @param prefix the checkpoint
 * @param keys the names of tensors in it
 * @param slices for each which part of it, as {@link ShapeAndSlice} has it; empty for all
 * @param types the type that each has to have
 */
record CheckpointRead(String prefix, List<String> keys, List<String> slices, List<DType> types) {
    /**
     * The shape rule: the checkpoint says the shapes, so it is looked into when a step is going to run.
     *
     * @param slices the input with the slices, or -1
     */
    static List<Shape> shapes(ShapeContext c, int slices, List<DType> types) {
        List<Shape> unknown = Collections.nCopies(types.size(), Shape.unknown());
        if (c.isBuilding()) {
            return unknown;
        }
        @Nullable Tensor prefix = c.value(0);
        @Nullable Tensor keys = c.value(1);
        @Nullable Tensor parts = slices < 0 ? Tensor.zeros(DType.STRING, Shape.of(types.size())) : c.value(slices);
        if (prefix == null || keys == null || parts == null) {
            return unknown;
        }
        return of(prefix, keys, parts, types).shapes();
    }

    static CheckpointRead of(Tensor prefix, Tensor keys, Tensor slices, List<DType> types) {
        if (prefix.size() != 1) {
            throw new InvalidArgumentException(
                    "Input prefix should be a single element tensor, got " + prefix.size() + " elements instead");
        }
        if (keys.size() != types.size() || slices.size() != types.size()) {
            throw new InvalidArgumentException("Input arrays for restore ops must be the same size, got: " + keys.size()
                    + " tensor names, " + slices.size() + " slices, " + types.size() + " types");
        }
        return new CheckpointRead(
                SavedTensor.texts(prefix).getFirst(), SavedTensor.texts(keys), SavedTensor.texts(slices), types);
    }

    private List<Shape> shapes() {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            Shape stored = checkpoint.shape(key);
            DType type = checkpoint.dtype(key);
            if (type != types.get(i)) {
                throw new InvalidArgumentException("tensor_name = " + key + "; expected dtype "
                        + types.get(i).tensorFlowName() + " does not equal original dtype " + type.tensorFlowName()
                        + " in checkpoint " + prefix);
            }
            if (slices.get(i).isEmpty()) {
                shapes.add(stored);
                continue;
            }
            ShapeAndSlice slice = ShapeAndSlice.parse(slices.get(i));
            if (!slice.whole().equals(stored)) {
                throw new InvalidArgumentException("tensor_name = " + key + "; shape in shape_and_slice spec "
                        + slice.whole() + " does not match the shape stored in checkpoint: " + stored);
            }
            shapes.add(slice.part());
        }
        return shapes;
    }

    /** Reads the tensors. */
    void into(Buffer[] outputs) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        String last = "";
        Tensor whole = Tensor.of(0f);
        for (int i = 0; i < outputs.length; i++) {
            // The parts of a partitioned variable come one after the other.
            if (i == 0 || !last.equals(keys.get(i))) {
                last = keys.get(i);
                whole = checkpoint.tensor(last);
            }
            Tensor part = slices.get(i).isEmpty()
                    ? whole
                    : ShapeAndSlice.parse(slices.get(i)).of(whole);
            if (!part.shape().equals(outputs[i].shape()) || part.dtype() != outputs[i].dtype()) {
                throw new FailedPreconditionException(
                        "'" + last + "' of checkpoint " + prefix + " has become " + part.dtype() + part.shape()
                                + "; it was " + outputs[i].dtype() + outputs[i].shape()
                                + " when it was first restored here",
                        "restore it in a new session");
            }
            outputs[i].copyFrom(part.buffer());
        }
    }
}
