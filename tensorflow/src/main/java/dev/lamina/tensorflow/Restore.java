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
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole tensor of a checkpoint, as {@link RestoreV2}, which took its place.
 *
 * @param dt the type that the tensor has to have
 * @param preferredShard kept for TensorFlow: which file of several to look into first
 */
@OpDef(
        inputs = {"file_pattern: string", "tensor_name: string"},
        outputs = "tensor: dt",
        attrs = {"dt: type", "preferred_shard: int = -1"},
        stateful = true)
public record Restore(DType dt, long preferredShard) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand filePattern, Operand tensorName, DType dt) {
        return scope.output(new Restore(dt, -1), filePattern, tensorName);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return CheckpointRead.shapes(c, -1, List.of(dt));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        CheckpointRead read =
                CheckpointRead.of(c.value(0), c.value(1), Tensor.zeros(DType.STRING, Shape.of(1)), List.of(dt));
        return (inputs, outputs) -> read.into(outputs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}
