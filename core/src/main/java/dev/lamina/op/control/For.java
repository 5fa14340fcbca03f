package dev.lamina.op.control;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.LoopOp;
import dev.lamina.op.flow.StatelessWhile;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function once for each number from a start to before a limit: it takes the number and values, and gives the next values.
 *
 * <p>Errors: a limit that the numbers do not come to.
 *
 * @param body the function
 */
@OpDef(
        inputs = {"start: int32", "limit: int32", "delta: int32", "input: T"},
        outputs = "output: T",
        attrs = {"T: list(type)", "body: func"})
public record For(FunctionReference body) implements RegionOp {
    /** The operation's inputs before the values. */
    public static final int RANGE = 3;

    /** Adds a loop. */
    public static List<Output> of(
            Scope scope,
            Operand start,
            Operand limit,
            Operand delta,
            FunctionReference body,
            List<? extends Operand> inputs) {
        List<Operand> all = new ArrayList<>(List.of(start, limit, delta));
        all.addAll(inputs);
        return scope.node(new For(body), all).outputs();
    }

    @Override
    public List<FunctionReference> functions() {
        return List.of(body);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "start");
        c.withRank(1, 0, "limit");
        c.withRank(2, 0, "delta");
        return LoopOp.carried(c, body, RANGE - 1, 1);
    }

    /** That of the same loop as a {@link StatelessWhile}, which runs again for it. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Functions functions = c.node().graph().functions();
        FunctionBody given = functions.body(body);
        if (given.isStateful()) {
            throw new UnimplementedException(
                    c.node().describe() + " is not differentiable: function '" + body.name()
                            + "' has effects or draws random numbers, and would run again",
                    "build the loop with tf.whileLoop");
        }
        Counting loop = new Counting(c.node().graph(), body, given);
        List<Output> inputs = c.node().inputs();
        List<Output> outputs = StatelessWhile.of(
                c.scope(),
                functions.add(body.name() + "_cond", loop.cond()),
                functions.add(body.name() + "_body", loop.body()),
                inputs);
        List<Output> ys = new ArrayList<>();
        List<Output> gradYs = new ArrayList<>();
        for (int i = 0; i < c.node().outputCount(); i++) {
            if (c.hasUpstream(i)) {
                ys.add(outputs.get(RANGE + i));
                gradYs.add(c.upstream(i));
            }
        }
        return c.gradients(c.scope(), ys, inputs, gradYs);
    }

    static List<Sample> samples() {
        float[] x = {1, -2};
        float[] y = {2, 0.5f};
        For op = new For(FunctionReference.of("grow"));
        return List.of(
                Sample.of(op, 1, 4, 1, x, y).gives(new float[] {19, 4}, y).with(sampleBody()),
                Sample.of(op, 5, 1, -2, x, y).gives(new float[] {17, 5}, y).with(sampleBody()),
                Sample.of(op, 2, 2, 0, x, y).gives(x, y).with(sampleBody()),
                Sample.refused("Invalid start/limit/delta: 4 1 1", op, 4, 1, 1, x, y)
                        .with(sampleBody()),
                Sample.refused("Invalid start/limit/delta: 1 4 0", op, 1, 4, 0, x, y)
                        .with(sampleBody()),
                Sample.refused("limit must have rank 0", op, 1, new int[] {4}, 1, x, y)
                        .with(sampleBody()),
                Sample.refused("function 'grow' is given 2 inputs, but takes 3", op, 1, 4, 1, x)
                        .with(sampleBody()));
    }

    /** (i, x, y) to (x·y + i, y). */
    private static GraphFunction sampleBody() {
        FunctionBuilder builder = new FunctionBuilder(new Graph());
        Output i = builder.parameter(DType.INT32, Shape.scalar(), "i");
        Output x = builder.parameter(DType.FLOAT32, Shape.of(2), "x");
        Output y = builder.parameter(DType.FLOAT32, Shape.of(2), "y");
        Scope scope = builder.scope();
        Output sum = Add.of(scope, Mul.of(scope, x, y), Cast.of(scope, i, DType.FLOAT32));
        return GraphFunction.of("grow", builder.body(List.of(sum, y), List.of()));
    }
}
