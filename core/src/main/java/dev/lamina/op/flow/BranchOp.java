package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch: one of several functions runs, which one the first input says. It takes all other inputs and gives the
 * outputs; the other functions do not run, nor do their effects happen.
 */
public sealed interface BranchOp extends RegionOp permits If, StatelessIf, Case, StatelessCase {
    /** The types of the outputs. */
    List<DType> tout();

    /** The shapes of the outputs as a file tells them; empty if it does not. */
    List<Shape> outputShapes();

    /** Which of {@link #functions} runs for a value of the first input. */
    int branch(Buffer selector);

    /**
     * What TensorFlow takes for true: a single number that is not 0, a string that is not empty, and, of any other shape,
     * that there are elements at all.
     */
    static boolean isTrue(Buffer condition) {
        if (condition.shape().rank() > 0) {
            return condition.size() > 0;
        }
        return switch (condition.dtype()) {
            case BOOL -> condition.bytes()[0] != 0;
            case STRING -> condition.strings()[0].length > 0;
            default -> condition.asDouble(0) != 0;
        };
    }

    /** The same with other branches and outputs. */
    BranchOp with(List<FunctionReference> branches, List<DType> types);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        List<Shape> shapes = null;
        for (FunctionReference branch : functions()) {
            FunctionBody body = FunctionShapes.body(c, branch, 1);
            List<Shape> own = FunctionShapes.results(c, branch, body, tout());
            shapes = shapes == null ? own : FunctionShapes.merged(shapes, own);
        }
        if (shapes == null) {
            throw c.error("it has no branches");
        }
        return FunctionShapes.refined(shapes, outputShapes());
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return BranchGradient.of(c, this);
    }
}
