package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TfTest {
    static Stream<Arguments> operationsWithConstants() {
        Map<String, BiFunction<Tf, Output, Output>> made = Map.ofEntries(
                Map.entry("Mean", Tf::reduceMean),
                Map.entry("Sum", (tf, x) -> tf.reduceSum(x, 1)),
                Map.entry("ArgMax", (tf, x) -> tf.argmax(x, 1)),
                Map.entry("Reshape", (tf, x) -> tf.reshape(x, -1)),
                Map.entry("Transpose", (tf, x) -> tf.transpose(x, 1, 0)),
                Map.entry("ConcatV2", (tf, x) -> tf.concat(List.of(x, x), 0)),
                Map.entry("Cumsum", (tf, x) -> tf.cumsum(x, 0)),
                Map.entry("ClipByValue", (tf, x) -> tf.clipByValue(x, 0, 1)),
                Map.entry("Range", (tf, _) -> tf.range(0, 3, 1)),
                Map.entry("Fill", (tf, _) -> tf.zeros(2, 3)));
        return made.entrySet().stream()
                .flatMap(each -> Stream.of(Shape.of(2, 3), Shape.unknown())
                        .map(shape -> Arguments.argumentSet(
                                each.getKey() + " of " + shape, each.getKey(), shape, each.getValue())));
    }

    /** And not the axes, shapes or bounds that come before it as constants: by the name it is found in a file. */
    @ParameterizedTest
    @MethodSource("operationsWithConstants")
    void aNameIsTheResults(String op, Shape shape, BiFunction<Tf, Output, Output> operation) {
        var tf = Tf.create();
        var x = tf.placeholder(DType.FLOAT32, shape, "x");
        var result = operation.apply(tf.named("result"), x);
        assertThat(result.node().op().name()).isEqualTo(op);
        assertThat(result.name()).isEqualTo("result:0");
    }
}
