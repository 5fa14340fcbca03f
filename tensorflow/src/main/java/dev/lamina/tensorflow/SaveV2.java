package dev.lamina.tensorflow;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.checkpoint.BundleWriter;
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves tensors in a checkpoint: {@code prefix} is what its files' names begin with, {@code tensor_names} are the tensors'
 * names in it, and {@code shape_and_slices} are empty texts for whole tensors, or say of which one each is a part:
 * {@code 10 4 0,5:-} for the first five rows of ten.
 */
@OpDef(
        inputs = {"prefix: string", "tensor_names: string", "shape_and_slices: string", "tensors: dtypes"},
        attrs = "dtypes: list(type)",
        stateful = true)
public record SaveV2() implements Op {
    /** Adds the operation. */
    public static Node of(
            Scope scope, Operand prefix, Operand tensorNames, Operand shapeAndSlices, List<? extends Operand> tensors) {
        List<Operand> inputs = new ArrayList<>(List.of(prefix, tensorNames, shapeAndSlices));
        inputs.addAll(tensors);
        return scope.node(new SaveV2(), inputs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                new BundleWriter(SavedTensor.texts(inputs[0]).getFirst()).write(SavedTensor.of(inputs, 2), null);
    }
}
