package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.logic.Less;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.BiFunction;

/** Samples of loops: x·y, i times. */
final class LoopSamples {
    private static final FunctionReference COND = FunctionReference.of("below");
    private static final FunctionReference BODY = FunctionReference.of("power");

    private LoopSamples() {}

    /** (i, x, y) to whether i is below 3. */
    private static GraphFunction cond() {
        FunctionBuilder builder = new FunctionBuilder(new Graph());
        Output i = builder.parameter(DType.INT32, Shape.scalar(), "i");
        builder.parameter(DType.FLOAT32, Shape.of(2), "x");
        builder.parameter(DType.FLOAT32, Shape.of(2), "y");
        Scope scope = builder.scope();
        return GraphFunction.of("below", builder.body(List.of(Less.of(scope, i, Const.of(scope, 3))), List.of()));
    }

    /** (i, x, y) to (i + 1, x·y, y). */
    private static GraphFunction body() {
        FunctionBuilder builder = new FunctionBuilder(new Graph());
        Output i = builder.parameter(DType.INT32, Shape.scalar(), "i");
        Output x = builder.parameter(DType.FLOAT32, Shape.of(2), "x");
        Output y = builder.parameter(DType.FLOAT32, Shape.of(2), "y");
        Scope scope = builder.scope();
        return GraphFunction.of(
                "power",
                builder.body(List.of(Add.of(scope, i, Const.of(scope, 1)), Mul.of(scope, x, y), y), List.of()));
    }

    static List<Sample> ofWhile(BiFunction<FunctionReference, FunctionReference, Op> loop) {
        Op op = loop.apply(COND, BODY);
        float[] x = {1, -2};
        float[] y = {2, 0.5f};
        return List.of(
                Sample.of(op, 0, x, y).gives(3, new float[] {8, -0.25f}, y).with(cond(), body()),
                Sample.of(op, 3, x, y).gives(3, x, y).with(cond(), body()),
                Sample.refused("function 'below' is given 2 inputs, but takes 3", op, 0, x)
                        .with(cond(), body()),
                Sample.refused(
                                "function 'power' gives 3 results, where one says whether the loop goes on",
                                loop.apply(BODY, BODY),
                                0,
                                x,
                                y)
                        .with(cond(), body()));
    }
}
