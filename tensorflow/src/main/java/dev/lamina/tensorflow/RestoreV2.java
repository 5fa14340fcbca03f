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
 * Tensors of a checkpoint, whichever format it has: {@code prefix} is the checkpoint's, {@code tensor_names} are the names in
 * it, and {@code shape_and_slices} are empty texts for whole tensors, or say which part of one is wanted:
 * {@code 10 4 0,5:-} for the first five rows of ten. In a run they come before all changes of variables that they do not depend
 * on: if one cannot be read, no variable is changed.
 *
 * @param dtypes the type that each tensor has to have
 */
@OpDef(
        inputs = {"prefix: string", "tensor_names: string", "shape_and_slices: string"},
        outputs = "tensors: dtypes",
        attrs = "dtypes: list(type)",
        stateful = true)
public record RestoreV2(List<DType> dtypes) implements Op {
    /** Adds the operation. */
    public static List<Output> of(
            Scope scope, Operand prefix, Operand tensorNames, Operand shapeAndSlices, List<DType> dtypes) {
        return scope.node(new RestoreV2(dtypes), List.of(prefix, tensorNames, shapeAndSlices))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return CheckpointRead.shapes(c, 2, dtypes);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        CheckpointRead read = CheckpointRead.of(c.value(0), c.value(1), c.value(2), dtypes);
        return (inputs, outputs) -> read.into(outputs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}
