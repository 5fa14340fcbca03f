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
 * Runs one of two functions, as the first input holds ({@link BranchOp#isTrue}) or does not.
 *
 * @param tout the types of what they give
 * @param thenBranch the function that runs if it holds
 * @param elseBranch the one that runs if it does not
 * @param outputShapes the shapes of the outputs, as far as a file tells them
 */
@OpDef(
        inputs = {"cond: Tcond", "input: Tin"},
        outputs = "output: Tout",
        attrs = {
            "Tcond: type",
            "Tin: list(type)",
            "Tout: list(type)",
            "then_branch: func",
            "else_branch: func",
            "output_shapes: list(shape) = []"
        },
        stateful = true)
public record If(List<DType> tout, FunctionReference thenBranch, FunctionReference elseBranch, List<Shape> outputShapes)
        implements BranchOp {
    /** Adds a condition with its two functions, which give the same types. */
    public static List<Output> of(
            Scope scope,
            Operand cond,
            FunctionReference thenBranch,
            FunctionReference elseBranch,
            List<? extends Operand> inputs) {
        List<Operand> all = new ArrayList<>(List.of(cond));
        all.addAll(inputs);
        List<DType> types = FunctionShapes.types(scope, thenBranch);
        return scope.node(new If(types, thenBranch, elseBranch, List.of()), all).outputs();
    }

    @Override
    public List<FunctionReference> functions() {
        return List.of(thenBranch, elseBranch);
    }

    @Override
    public int branch(Buffer selector) {
        return BranchOp.isTrue(selector) ? 0 : 1;
    }

    @Override
    public If with(List<FunctionReference> branches, List<DType> types) {
        return new If(types, branches.get(0), branches.get(1), List.of());
    }

    static List<Sample> samples() {
        return BranchSamples.ofIf((types, branches) -> new If(types, branches.get(0), branches.get(1), List.of()));
    }
}
