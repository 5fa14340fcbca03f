package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop: as long as what {@link #cond} gives holds ({@link BranchOp#isTrue}), {@link #body} takes the loop's values and gives those of the
 * next iteration. The inputs are the first ones, the outputs those for which the condition did not hold. A value that the body
 * gives back as it is ("loop invariant") is the same in all iterations.
 */
public sealed interface LoopOp extends RegionOp permits While, StatelessWhile {
    /** Takes the values and says whether to go on. */
    FunctionReference cond();

    /** Takes the values and gives the next ones. */
    FunctionReference body();

    /** The shapes of the values as a file tells them; empty if it does not. */
    List<Shape> outputShapes();

    /** How many iterations TensorFlow may run at once; kept for it. */
    long parallelIterations();

    /** The same with other functions. */
    LoopOp with(FunctionReference cond, FunctionReference body);

    @Override
    default List<FunctionReference> functions() {
        return List.of(cond(), body());
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        FunctionBody cond = FunctionShapes.body(c, cond(), 0);
        if (cond.results().size() != 1) {
            throw c.error("function '" + cond().name() + "' gives "
                    + cond.results().size() + " results, where one says whether the loop goes on");
        }
        return FunctionShapes.refined(carried(c, body(), 0, 0), outputShapes());
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return LoopGradient.of(c, this);
    }

    /**
     * The shapes of values that are given to a function and come back from it, any number of times.
     *
     * @param first the operation's first input that the function takes
     * @param fixed how many of the function's parameters are not carried
     */
    static List<Shape> carried(ShapeContext c, FunctionReference function, int first, int fixed) {
        FunctionBody body = FunctionShapes.body(c, function, first);
        List<Output> parameters =
                body.parameters().subList(fixed, body.parameters().size());
        List<Shape> results = FunctionShapes.results(
                c, function, body, parameters.stream().map(Output::dtype).toList());
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Shape given = c.shape(first + fixed + i);
            boolean isInvariant = body.results().get(i).equals(parameters.get(i));
            if (!isInvariant && !parameters.get(i).shape().isCompatibleWith(results.get(i))) {
                throw c.error("function '" + function.name() + "' takes the shape "
                        + parameters.get(i).shape() + " for '"
                        + parameters.get(i).node().name() + "', but gives " + results.get(i)
                        + " for the next iteration");
            }
            shapes.add(isInvariant ? given : given.common(results.get(i)));
        }
        return shapes;
    }
}
