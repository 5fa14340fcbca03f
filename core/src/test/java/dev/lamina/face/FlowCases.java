package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Accumulation;
import dev.lamina.GraphCall;
import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Branches, loops and functions, each with lambdas of which the order shows. */
final class FlowCases {
    private static final Function<Tf, Operand> ONE = t -> t.constant(1f);
    private static final Function<Tf, Operand> TWO = t -> t.constant(2f);
    private static final Function<Tf, Operand> THREE = t -> t.constant(3f);
    private static final BiFunction<Tf, List<Output>, Operand> BELOW_TEN =
            (t, v) -> t.less(v.getFirst(), t.constant(10f));
    private static final BiFunction<Tf, List<Output>, List<Operand>> DOUBLED =
            (t, v) -> List.of(t.add(v.getFirst(), v.getFirst()), t.add(v.get(1), t.constant(1f)));
    private static final Accumulation HALF_AND_ADD =
            (t, sofar, element) -> t.add(t.multiply(sofar, t.constant(0.5f)), element);

    private FlowCases() {}

    static List<FaceCase> all() {
        return List.of(
                FaceCase.of("tf.cond(Operand,Function,Function)", gives("StatelessIf", 1f), in(true), ONE, TWO),
                FaceCase.of("tf.cond(Operand,Function,Function)", gives("StatelessIf", 2f), in(false), ONE, TWO),
                FaceCase.of(
                        "tf.condAll(Operand,Function,Function)",
                        gives("StatelessIf", 1f, 2f),
                        in(true),
                        lists(ONE, TWO),
                        lists(TWO, ONE)),
                FaceCase.of("tf.switchCase(Operand,List)", gives("StatelessCase", 2f), in(1), List.of(ONE, TWO, THREE)),
                FaceCase.of(
                        "tf.case_(List,List,Function)",
                        gives("StatelessIf", 2f),
                        List.of(in(false), in(true)),
                        List.of(ONE, TWO),
                        THREE),
                FaceCase.of(
                        "tf.case_(List,List,Function)",
                        gives("StatelessIf", 3f),
                        List.of(in(false), in(false)),
                        List.of(ONE, TWO),
                        THREE),
                FaceCase.of(
                        "tf.whileLoop(BiFunction,BiFunction,List)",
                        gives("StatelessWhile", 12f, 2f),
                        BELOW_TEN,
                        DOUBLED,
                        List.of(in(3f), in(0f))),
                FaceCase.of(
                        "tf.whileLoop(BiFunction,BiFunction,List,int)",
                        gives("StatelessWhile", 6f, 1f),
                        BELOW_TEN,
                        DOUBLED,
                        List.of(in(3f), in(0f)),
                        1),
                FaceCase.of(
                        "tf.mapFn(BiFunction,Operand)",
                        gives("TensorListStack", (Object) new float[] {3, 7}),
                        (BiFunction<Tf, Output, Operand>) (t, row) -> t.reduceSum(row),
                        in(new float[][] {{1, 2}, {3, 4}})),
                FaceCase.of(
                        "tf.foldl(Accumulation,Operand,Operand)",
                        gives("StatelessWhile", 3.5f),
                        HALF_AND_ADD,
                        in(new float[] {1, 2}),
                        in(4f)),
                FaceCase.of(
                        "tf.scan(Accumulation,Operand,Operand)",
                        gives("TensorListStack", (Object) new float[] {3, 3.5f}),
                        HALF_AND_ADD,
                        in(new float[] {1, 2}),
                        in(4f)),
                FaceCase.of(
                        "tf.function(String,BiFunction)",
                        call -> {
                            GraphCall function = call.result(GraphCall.class);
                            Output y = function.call(call.tf.constant(2f)).getFirst();
                            assertThat(y.node().op().name()).isEqualTo("PartitionedCall");
                            assertThat(call.tf.graph().functions().find("square"))
                                    .isPresent();
                            assertThat(call.value(y)).isEqualTo(Tensor.of(4f));
                        },
                        "square",
                        (BiFunction<Tf, List<Output>, List<Operand>>)
                                (t, inputs) -> List.of(t.square(inputs.getFirst()))));
    }

    private static Function<Tf, List<Operand>> lists(Function<Tf, Operand> one, Function<Tf, Operand> other) {
        return tf -> List.of(one.apply(tf), other.apply(tf));
    }
}
