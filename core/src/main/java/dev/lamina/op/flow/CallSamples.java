package dev.lamina.op.flow;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.DType;
import java.util.List;
import java.util.function.BiFunction;

/** Samples of calls. */
final class CallSamples {
    private CallSamples() {}

    static List<Sample> of(BiFunction<List<DType>, FunctionReference, Op> call) {
        FunctionReference f = FunctionReference.of("squares");
        List<DType> two = List.of(DType.FLOAT32, DType.FLOAT32);
        GraphFunction squares = SampleFunctions.productAndSquare("squares");
        float[] x = {1, 2, -3};
        float[] y = {4, 0.5f, 2};
        return List.of(
                Sample.of(call.apply(two, f), x, y)
                        .gives(new float[] {4, 1, -6}, new float[] {1, 4, 9})
                        .with(squares),
                Sample.refused("function 'squares' is given 1 inputs, but takes 2", call.apply(two, f), (Object) x)
                        .with(squares),
                Sample.refused(
                                "function 'squares' takes float32 for 'y', but input 1 is int32",
                                call.apply(two, f),
                                x,
                                new int[] {1, 2, 3})
                        .with(squares),
                Sample.refused(
                                "function 'squares' gives [float32, float32], not [float32]",
                                call.apply(List.of(DType.FLOAT32), f),
                                x,
                                y)
                        .with(squares),
                Sample.refused("the graph has no function 'squares'", call.apply(two, f), x, y));
    }
}
