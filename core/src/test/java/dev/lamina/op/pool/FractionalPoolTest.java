package dev.lamina.op.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The regions that fractional pooling draws from run to run. */
class FractionalPoolTest {
    private static final int LENGTH = 50;
    private static final int COUNT = 33;
    private static final int RUNS = 5;

    private static List<Tensor> rowBegins(boolean isMax, boolean pseudoRandom, boolean deterministic) {
        Scope scope = Scope.of(new Graph());
        List<Float> ratio = List.of(1f, 1.5f, 1f, 1f);
        Op op = isMax
                ? new FractionalMaxPool(ratio, pseudoRandom, false, deterministic, 7, 8)
                : new FractionalAvgPool(ratio, pseudoRandom, false, deterministic, 7, 8);
        Tensor image = Tensor.zeros(DType.FLOAT32, Shape.of(1, LENGTH, 2, 1));
        Output begins = scope.node(op, List.of(Const.of(scope, image))).output(1);
        try (Session session = new Session(scope.graph())) {
            return Stream.generate(() -> session.run(begins)).limit(RUNS).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void theyDifferFromRunToRunUnlessTheyAreToStay(boolean isMax, boolean pseudoRandom) {
        List<Tensor> all = rowBegins(isMax, pseudoRandom, false);
        assertThat(all).doesNotHaveDuplicates();
        for (Tensor begins : all) {
            long[] places = begins.longs();
            assertThat(places).hasSize(COUNT + 1).startsWith(0).endsWith(LENGTH);
            assertThat(IntStream.range(0, COUNT).allMatch(i -> {
                        long length = places[i + 1] - places[i];
                        return length == 1 || length == 2;
                    }))
                    .isTrue();
        }
        List<Tensor> stay = rowBegins(isMax, pseudoRandom, true);
        assertThat(stay).containsOnly(all.getFirst());
    }
}
