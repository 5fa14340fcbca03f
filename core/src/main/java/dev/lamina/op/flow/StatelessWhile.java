package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Runs a function on values over and over, as long as another one says so. Neither has effects.
 *
 * @param cond the function that says whether to go on
 * @param body the function that gives the next values
 * @param outputShapes the shapes of the values, as far as a file tells them
 * @param parallelIterations kept for TensorFlow
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {
            "T: list(type)",
            "cond: func",
            "body: func",
            "output_shapes: list(shape) = []",
            "parallel_iterations: int = 10"
        })
public record StatelessWhile(
        FunctionReference cond, FunctionReference body, List<Shape> outputShapes, long parallelIterations)
        implements LoopOp {
    /** Adds a loop that begins with these values. */
    public static List<Output> of(
            Scope scope, FunctionReference cond, FunctionReference body, List<? extends Operand> inputs) {
        return scope.node(new StatelessWhile(cond, body, List.of(), 10), inputs).outputs();
    }

    @Override
    public StatelessWhile with(FunctionReference otherCond, FunctionReference otherBody) {
        return new StatelessWhile(otherCond, otherBody, List.of(), parallelIterations);
    }

    static List<Sample> samples() {
        return LoopSamples.ofWhile((cond, body) -> new StatelessWhile(cond, body, List.of(), 10));
    }
}
