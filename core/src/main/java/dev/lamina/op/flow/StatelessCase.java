package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one of several functions, whose number the first input says: of one that is not there, the last. None of them has effects.
 *
 * @param tout the types of what they give
 * @param branches the functions
 * @param outputShapes the shapes of the outputs, as far as a file tells them
 */
@OpDef(
        inputs = {"branch_index: int32", "input: Tin"},
        outputs = "output: Tout",
        attrs = {"Tin: list(type)", "Tout: list(type)", "branches: list(func) >= 1", "output_shapes: list(shape) = []"})
public record StatelessCase(List<DType> tout, List<FunctionReference> branches, List<Shape> outputShapes)
        implements BranchOp {
    /** Adds a choice of functions, all of which give the same types. */
    public static List<Output> of(
            Scope scope, Operand index, List<FunctionReference> branches, List<? extends Operand> inputs) {
        List<Operand> all = new ArrayList<>(List.of(index));
        all.addAll(inputs);
        List<DType> types = FunctionShapes.types(scope, branches.getFirst());
        return scope.node(new StatelessCase(types, branches, List.of()), all).outputs();
    }

    @Override
    public List<FunctionReference> functions() {
        return branches;
    }

    @Override
    public int branch(Buffer selector) {
        int index = selector.ints()[0];
        return index < 0 || index >= branches.size() ? branches.size() - 1 : index;
    }

    @Override
    public StatelessCase with(List<FunctionReference> others, List<DType> types) {
        return new StatelessCase(types, others, List.of());
    }

    static List<Sample> samples() {
        return BranchSamples.ofCase((types, branches) -> new StatelessCase(types, branches, List.of()));
    }
}
