package dev.lamina.op.flow;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does nothing if the condition is true, and stops the step with an error that shows the data if it is false.
 *
 * @param summarize how many elements of each tensor the error shows
 */
@OpDef(
        inputs = {"condition: bool", "data: T"},
        attrs = {"T: list(type)", "summarize: int = 3"},
        stateful = true)
public record Assert(long summarize) implements ComplexOp.Alike {
    /** Adds an assertion. */
    public static Node of(Scope scope, Operand condition, List<? extends Operand> data) {
        List<Operand> inputs = new ArrayList<>();
        inputs.add(condition);
        inputs.addAll(data);
        return scope.node(new Assert(3), inputs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "condition");
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            if (inputs[0].bytes()[0] == 0) {
                String data = Arrays.stream(inputs)
                        .skip(1)
                        .map(buffer -> Summary.of(buffer, summarize))
                        .collect(Collectors.joining(" "));
                throw c.error("assertion failed: " + data);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2.5f}, {-1e-5f, 4}};
        return List.of(
                Sample.rough(new Assert(3), true, "unused"),
                Sample.refused("assertion failed: [x is] [[1 2.5][-1e-05...]...]", new Assert(3), false, "x is", x),
                Sample.refused("assertion failed: [[1 2.5][-1e-05 4]]", new Assert(-1), false, x),
                Sample.refused("condition must have rank 0", new Assert(3), new boolean[] {true}, x));
    }
}
