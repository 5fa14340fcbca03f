package dev.lamina.op.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Neg;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands that broadcast, of sizes around those of the chunks, against indices computed from coordinates. */
class BroadcastKernelTest {
    private final int threads = Parallel.threads();

    @AfterEach
    void restoreThreads() {
        Parallel.setThreads(threads);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "5000, 1",
        "1, 5000",
        "129 10, 10",
        "129 10, 129 1",
        "10, 129 10",
        "900 10, 10",
        "900 10, 1",
        "4500 10, 10",
        "4500 10, 4500 1",
        "17 2047, 2047",
        "17 2048, 17 1",
        "17 2049, 2049",
        "17 4999, 17 1",
        "17 4999, 4999",
        "1, 17 4999",
        "40 3 50, 40 1 50",
        "40 3 50, 3 1",
        "40 3 50, 1 50",
        "40 3 1, 1 3 500",
        "600 1, 1 700",
        "3 1 5 1 2, 1 4 1 6 1",
        "0 3, 3"
    })
    void givesWhatCoordinatesSay(String first, String second) {
        Random random = new Random(1);
        int[] a = dims(first);
        int[] b = dims(second);
        int[] c = joined(a, b);
        float[] x = values(random, a);
        float[] y = values(random, b);
        int[] xs = indices(a, c);
        int[] ys = indices(b, c);
        float[] difference = new float[xs.length];
        float[] sum = new float[xs.length];
        float[] least = new float[xs.length];
        for (int i = 0; i < xs.length; i++) {
            difference[i] = -x[xs[i]] - y[ys[i]];
            sum[i] = x[xs[i]] + y[ys[i]];
            least[i] = x[xs[i]] < y[ys[i]] ? x[xs[i]] : y[ys[i]];
        }
        for (int count = 1; count <= 3; count += 2) {
            Parallel.setThreads(count);
            Graph graph = new Graph();
            Scope scope = Scope.of(graph);
            Output p = Placeholder.of(scope, DType.FLOAT32, Shape.unknown());
            Output q = Placeholder.of(scope, DType.FLOAT32, Shape.unknown());
            Feed[] feeds = {Feed.of(p, tensor(x, a)), Feed.of(q, tensor(y, b))};
            // The negative is used nowhere else, so that the difference may be written over it.
            Output minus = Sub.of(scope, Neg.of(scope, p), q);
            Output plus = Add.of(scope, p, q);
            Output choice = SelectV2.of(scope, Less.of(scope, p, q), p, q);
            try (Session session = new Session(graph)) {
                for (int run = 0; run < 2; run++) {
                    assertThat(session.run(minus, feeds)).isEqualTo(tensor(difference, c));
                    assertThat(session.run(plus, feeds)).isEqualTo(tensor(sum, c));
                    assertThat(session.run(choice, feeds)).isEqualTo(tensor(least, c));
                }
            }
        }
    }

    private static int[] dims(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static int size(int[] dims) {
        return Arrays.stream(dims).reduce(1, (m, n) -> m * n);
    }

    private static float[] values(Random random, int[] dims) {
        float[] values = new float[size(dims)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static Tensor tensor(float[] values, int[] dims) {
        return Tensor.wrap(values.clone(), Arrays.stream(dims).asLongStream().toArray());
    }

    private static int[] joined(int[] a, int[] b) {
        int[] joined = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= joined.length; i++) {
            int x = i > a.length ? 1 : a[a.length - i];
            int y = i > b.length ? 1 : b[b.length - i];
            joined[joined.length - i] = x == 1 ? y : x;
        }
        return joined;
    }

    /** For each element of the result the index of the operand's. */
    private static int[] indices(int[] operand, int[] result) {
        int[] indices = new int[size(result)];
        for (int flat = 0; flat < indices.length; flat++) {
            int rest = flat;
            int stride = 1;
            for (int i = 1; i <= operand.length; i++) {
                int coordinate = rest % result[result.length - i];
                indices[flat] += operand[operand.length - i] == 1 ? 0 : coordinate * stride;
                stride *= operand[operand.length - i];
                rest /= result[result.length - i];
            }
        }
        return indices;
    }
}
