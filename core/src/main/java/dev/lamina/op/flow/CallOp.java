package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** A call: the function takes the operation's inputs and gives its outputs. */
public sealed interface CallOp extends RegionOp permits PartitionedCall, StatefulPartitionedCall {
    /** What is called. */
    FunctionReference f();

    /** The types of the outputs. */
    List<DType> tout();

    @Override
    default List<FunctionReference> functions() {
        return List.of(f());
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        FunctionBody body = Regions.body(c, f(), 0);
        return Regions.results(c, f(), body, tout());
    }
}
