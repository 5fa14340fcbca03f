package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call: the function takes the operation's inputs and gives its outputs. */
public sealed interface CallOp extends RegionOp permits PartitionedCall, StatefulPartitionedCall {
    /** What is called. */
    FunctionReference f();

    /** The types of the outputs. */
    List<DType> tout();

    /** The same of another function. */
    CallOp with(FunctionReference other, List<DType> types);

    @Override
    default List<FunctionReference> functions() {
        return List.of(f());
    }

    /** The function's nodes are those of the call. */
    @Override
    default String prefix(FunctionReference function) {
        return "";
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        FunctionBody body = FunctionShapes.body(c, f(), 0);
        return FunctionShapes.results(c, f(), body, tout());
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return CallGradient.of(c, this);
    }
}
