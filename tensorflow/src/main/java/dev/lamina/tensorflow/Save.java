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
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import dev.lamina.tensorflow.checkpoint.V1Writer;
import java.util.ArrayList;
import java.util.List;

/** Saves whole tensors as {@link SaveV2} does, which took its place, in one file of the format before. */
@OpDef(
        inputs = {"filename: string", "tensor_names: string", "data: T"},
        attrs = "T: list(type)",
        stateful = true)
public record Save() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand filename, Operand tensorNames, List<? extends Operand> data) {
        List<Operand> inputs = new ArrayList<>(List.of(filename, tensorNames));
        inputs.addAll(data);
        return scope.node(new Save(), inputs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> V1Writer.write(SavedTensor.texts(inputs[0]).getFirst(), SavedTensor.of(inputs, -1));
    }
}
