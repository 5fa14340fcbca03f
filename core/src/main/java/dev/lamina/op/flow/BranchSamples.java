package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.BiFunction;

/** Samples of branches: x·y and x² in one, x + y and -y in the other. */
final class BranchSamples {
    private static final FunctionReference PRODUCT = FunctionReference.of("product");
    private static final FunctionReference SUM = FunctionReference.of("sum");
    private static final List<DType> TWO = List.of(DType.FLOAT32, DType.FLOAT32);

    private static final float[] X = {1, 2, -3};
    private static final float[] Y = {4, 0.5f, 2};
    private static final float[] X_TIMES_Y = {4, 1, -6};
    private static final float[] X_SQUARED = {1, 4, 9};
    private static final float[] X_PLUS_Y = {5, 2.5f, -1};
    private static final float[] MINUS_Y = {-4, -0.5f, -2};

    private BranchSamples() {}

    private static GraphFunction sum() {
        FunctionBuilder builder = new FunctionBuilder(new Graph());
        Output x = builder.parameter(DType.FLOAT32, Shape.of(3), "x");
        Output y = builder.parameter(DType.FLOAT32, Shape.of(3), "y");
        return GraphFunction.of(
                "sum", builder.body(List.of(Add.of(builder.scope(), x, y), Neg.of(builder.scope(), y)), List.of()));
    }

    private static Sample with(Sample sample) {
        return sample.with(SampleFunctions.productAndSquare("product"), sum());
    }

    static List<Sample> ofIf(BiFunction<List<DType>, List<FunctionReference>, Op> branch) {
        Op op = branch.apply(TWO, List.of(PRODUCT, SUM));
        return List.of(
                with(Sample.of(op, true, X, Y).gives(X_TIMES_Y, X_SQUARED)),
                with(Sample.of(op, false, X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.rough(op, -0.0, X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.of(op, "any", X, Y).gives(X_TIMES_Y, X_SQUARED)),
                with(Sample.of(op, new int[0], X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.of(op, new int[] {0}, X, Y).gives(X_TIMES_Y, X_SQUARED)),
                with(Sample.refused("function 'product' is given 1 inputs, but takes 2", op, true, 1f)),
                with(Sample.refused("function 'product' takes float32 for 'x', but input 1 is int32", op, true, 1, 2f)),
                with(Sample.refused(
                        "function 'product' gives [float32, float32], not [float32]",
                        branch.apply(List.of(DType.FLOAT32), List.of(PRODUCT, SUM)),
                        true,
                        new float[3],
                        new float[3])));
    }

    static List<Sample> ofCase(BiFunction<List<DType>, List<FunctionReference>, Op> branch) {
        Op op = branch.apply(TWO, List.of(PRODUCT, SUM));
        return List.of(
                with(Sample.of(op, 0, X, Y).gives(X_TIMES_Y, X_SQUARED)),
                with(Sample.of(op, 1, X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.of(op, 7, X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.of(op, -1, X, Y).gives(X_PLUS_Y, MINUS_Y)),
                with(Sample.refused("function 'product' is given 1 inputs, but takes 2", op, 0, 1f)),
                with(Sample.refused("it has no branches", branch.apply(TWO, List.of()), 0, 1f, 2f)));
    }
}
