package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Accumulation;
import dev.lamina.GraphCall;
import dev.lamina.TensorArray;
import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Branches, loops and functions, each with lambdas of which the order shows. */
final class FlowCases {
    private static final Accumulation HALF_AND_ADD =
            (t, sofar, element) -> t.add(t.multiply(sofar, t.constant(0.5f)), element);

    private FlowCases() {}

    static List<FaceCase> all() {
        Function<Tf, Operand> one = t -> t.constant(1f);
        Function<Tf, Operand> two = t -> t.constant(2f);
        Function<Tf, Operand> three = t -> t.constant(3f);
        BiFunction<Tf, List<Output>, Operand> belowTen = (t, v) -> t.less(v.getFirst(), t.constant(10f));
        BiFunction<Tf, List<Output>, List<Operand>> doubled =
                (t, v) -> List.of(t.add(v.getFirst(), v.getFirst()), t.add(v.get(1), t.constant(1f)));
        return List.of(
                FaceCase.of("tf.cond(Operand,Function,Function)", gives("StatelessIf", 1f), in(true), one, two),
                FaceCase.of("tf.cond(Operand,Function,Function)", gives("StatelessIf", 2f), in(false), one, two),
                FaceCase.of(
                        "tf.condAll(Operand,Function,Function)",
                        gives("StatelessIf", 1f, 2f),
                        in(true),
                        lists(one, two),
                        lists(two, one)),
                FaceCase.of("tf.switchCase(Operand,List)", gives("StatelessCase", 2f), in(1), List.of(one, two, three)),
                FaceCase.of(
                        "tf.case_(List,List,Function)",
                        gives("StatelessIf", 2f),
                        List.of(in(false), in(true)),
                        List.of(one, two),
                        three),
                FaceCase.of(
                        "tf.case_(List,List,Function)",
                        gives("StatelessIf", 3f),
                        List.of(in(false), in(false)),
                        List.of(one, two),
                        three),
                FaceCase.of(
                        "tf.whileLoop(BiFunction,BiFunction,List)",
                        gives("StatelessWhile", 12f, 2f),
                        belowTen,
                        doubled,
                        List.of(in(3f), in(0f))),
                FaceCase.of(
                        "tf.whileLoop(BiFunction,BiFunction,List,int)",
                        gives("StatelessWhile", 6f, 1f),
                        belowTen,
                        doubled,
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
                        "tf.tensorArray(DType,Operand,Shape)",
                        call -> {
                            TensorArray array = call.result(TensorArray.class);
                            assertThat(array.asOutput().node().op().name()).isEqualTo("TensorListReserve");
                            assertThat(call.value(array.size())).isEqualTo(Tensor.of(2));
                            assertThat(call.value(array.read(call.tf.constant(1))))
                                    .isEqualTo(Tensor.of(new float[3]));
                        },
                        DType.FLOAT32,
                        in(2),
                        Shape.of(3)),
                FaceCase.of(
                        "tf.function(String,BiFunction)",
                        call -> {
                            GraphCall function = call.result(GraphCall.class);
                            Output y =
                                    function.call(call.tf, call.tf.constant(2f)).getFirst();
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
