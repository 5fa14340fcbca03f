package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * Calls a function without effects.
 *
 * @param tout the types of what the function gives
 * @param f the function
 */
@OpDef(
        inputs = "args: Tin",
        outputs = "output: Tout",
        attrs = {"Tin: list(type)", "Tout: list(type)", "f: func"})
public record PartitionedCall(List<DType> tout, FunctionReference f) implements CallOp {
    /** Adds a call of a function of the graph. */
    public static List<Output> of(Scope scope, FunctionReference f, List<? extends Operand> args) {
        return scope.node(new PartitionedCall(FunctionShapes.types(scope, f), f), args)
                .outputs();
    }

    @Override
    public PartitionedCall with(FunctionReference other, List<DType> types) {
        return new PartitionedCall(types, other);
    }

    static List<Sample> samples() {
        return CallSamples.of(PartitionedCall::new);
    }
}
