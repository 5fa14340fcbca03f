package dev.lamina.tensorflow;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a checkpoint or a part of it, as {@link RestoreV2}, which took its place.
 *
 * @param dt the type that the tensor has to have
 * @param preferredShard kept for TensorFlow: which file of several to look into first
 */
@OpDef(
        inputs = {"file_pattern: string", "tensor_name: string", "shape_and_slice: string"},
        outputs = "tensor: dt",
        attrs = {"dt: type", "preferred_shard: int = -1"},
        stateful = true)
public record RestoreSlice(DType dt, long preferredShard) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand filePattern, Operand tensorName, Operand shapeAndSlice, DType dt) {
        return scope.output(new RestoreSlice(dt, -1), filePattern, tensorName, shapeAndSlice);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return CheckpointRead.shapes(c, 2, List.of(dt));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        CheckpointRead read = CheckpointRead.of(c.value(0), c.value(1), c.value(2), List.of(dt));
        return (inputs, outputs) -> read.into(outputs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}
