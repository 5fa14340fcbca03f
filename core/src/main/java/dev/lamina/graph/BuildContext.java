package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a shape rule may know while the graph is built: static shapes, and the values of constants. */
record BuildContext(Graph graph, Op op, List<Output> given) implements ShapeContext {
    @Override
    public int inputs() {
        return given.size();
    }

    @Override
    public Shape shape(int input) {
        return given.get(input).shape();
    }

    @Override
    public DType type(int input) {
        return given.get(input).dtype();
    }

    @Override
    public @Nullable Tensor value(int input) {
        return given.get(input).node().op().constant();
    }

    @Override
    public @Nullable Tensor peek(int input) {
        return value(input);
    }

    @Override
    public @Nullable VariableOp variable(int input) {
        return graph.handle(given.get(input));
    }

    @Override
    public FunctionBody function(FunctionReference reference) {
        return graph.functions().body(reference);
    }

    @Override
    public Op producer(int input) {
        return given.get(input).node().op();
    }

    @Override
    public boolean isBuilding() {
        return true;
    }

    @Override
    public InvalidArgumentException error(String problem) {
        String shapes = given.stream()
                .map(output -> output.name() + " " + output.dtype() + output.shape())
                .collect(Collectors.joining(", "));
        return new InvalidArgumentException(op.name() + ": " + problem + " (inputs: " + shapes + ")");
    }
}
