package dev.lamina.tensorflow.graph;

import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Stands in a graph for a tensor that comes from what was left out of it: to be fed, or where a variable's initializer has it.
 * To run it is an error that says what is missing. In a file the tensor itself stands there.
 *
 * @param dtype the tensor's type
 * @param shape its shape, as far as it is known
 * @param tensor its name in the file: {@code parse:1}
 * @param problem why it cannot be computed
 */
@OpDef(
        outputs = "output: dtype",
        attrs = {"dtype: type", "shape: shape", "tensor: string", "problem: string"},
        stateful = true)
public record MissingOutput(DType dtype, Shape shape, String tensor, String problem) implements Op {
    public Output addTo(Graph graph, String prefix) {
        String name = prefix + NodeInput.parse(tensor).node() + "/missing";
        return Scope.of(graph).reserve(name).output(new MissingOutput(dtype, shape, prefix + tensor, problem));
    }

    /** How files name a tensor: {@code parse:1} for one of this operation. */
    public static String nameOf(Output output) {
        if (output.node().op() instanceof MissingOutput missing) {
            NodeInput input = NodeInput.parse(missing.tensor);
            return input.node() + ":" + input.index();
        }
        return output.name();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!c.isBuilding()) {
            throw new NotFoundException("'" + tensor + "' cannot be computed: " + problem);
        }
        return List.of(shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        throw new NotFoundException("'" + tensor + "' cannot be computed: " + problem);
    }
}
