package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.ClipByValue;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.logic.IsNan;
import dev.lamina.op.logic.Less;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Neg;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.op.nn.Relu;
import dev.lamina.op.nn.Softmax;
import dev.lamina.op.reduce.Max;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Sum;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations on float16 and bfloat16 against the same on float32, rounded at the end: the same bits on any path. */
@Tag("simd")
class NarrowOperationsTest {
    private static final int THREADS = Parallel.threads();
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final int ROWS = 67;
    private static final int COLUMNS = 1031;

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void giveWhatFloat32GivesRoundedOnce(DType type) {
        Tf tf = Tf.create();
        Scope scope = tf.scope();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1), "x");
        Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1), "y");
        Output narrowX = Cast.of(scope, x, type);
        Output narrowY = Cast.of(scope, y, type);
        Output wideX = Cast.of(scope, narrowX, DType.FLOAT32);
        Output wideY = Cast.of(scope, narrowY, DType.FLOAT32);
        List<Output> pairs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        operations(scope).forEach((name, operation) -> {
            Output narrow = operation.apply(narrowX, narrowY);
            Output wide = operation.apply(wideX, wideY);
            boolean isFloat = narrow.dtype() == type;
            pairs.add(Cast.of(scope, narrow, DType.FLOAT32));
            pairs.add(Cast.of(scope, isFloat ? Cast.of(scope, wide, type) : wide, DType.FLOAT32));
            names.add(name);
        });
        try (var session = tf.session()) {
            for (int run = 0; run < 8; run++) {
                Simd.setEnabled(run % 2 == 0);
                Parallel.setThreads(run % 4 / 2 + 1);
                int rows = run < 4 ? ROWS : 3;
                Feed[] feeds = {
                    Feed.of(x, matrix(rows, COLUMNS, 1)), Feed.of(y, matrix(run % 3 == 0 ? rows : 1, COLUMNS, 2))
                };
                for (int i = 0; i < names.size(); i++) {
                    Results got = session.run(List.of(pairs.get(2 * i), pairs.get(2 * i + 1)), feeds);
                    assertThat(bits(got.get(0)))
                            .as("%s of %s, run %d", names.get(i), type, run)
                            .isEqualTo(bits(got.get(1)));
                }
            }
        }
    }

    private static Map<String, BinaryOperator<Output>> operations(Scope scope) {
        Output axis = Const.of(scope, 1);
        Map<String, BinaryOperator<Output>> all = new LinkedHashMap<>();
        all.put("Add", (x, y) -> Add.of(scope, x, y));
        all.put("Sub", (x, y) -> Sub.of(scope, y, x));
        all.put("Maximum", (x, y) -> Maximum.of(scope, x, y));
        all.put("Neg", (x, y) -> Neg.of(scope, x));
        all.put("Exp", (x, y) -> Exp.of(scope, x));
        all.put("Relu", (x, y) -> Relu.of(scope, x));
        all.put("Less", (x, y) -> Less.of(scope, x, y));
        all.put("IsNan", (x, y) -> IsNan.of(scope, x));
        all.put("BiasAdd", (x, y) -> BiasAdd.of(scope, x, Max.of(scope, y, Const.of(scope, 0), false)));
        all.put(
                "ClipByValue",
                (x, y) ->
                        ClipByValue.of(scope, x, Const.of(scope, -0.5f, x.dtype()), Const.of(scope, 1.5f, x.dtype())));
        all.put("Sum", (x, y) -> Sum.of(scope, x, axis, false));
        all.put("Mean", (x, y) -> Mean.of(scope, x, axis, true));
        all.put("Softmax", (x, y) -> Softmax.of(scope, x));
        all.put("MatMul", (x, y) -> MatMul.of(scope, x, y, false, true));
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void allocateNothingInASteadyState(DType type) {
        Tf tf = Tf.create();
        Scope scope = tf.scope();
        Output x = Cast.of(scope, tf.placeholder(DType.FLOAT32, Shape.of(-1, -1), "x"), type);
        List<Output> results = operations(scope).values().stream()
                .map(operation -> operation.apply(x, x))
                .toList();
        var all = tf.group(results.toArray(Output[]::new));
        Feed[] feeds = {Feed.of(x, Tensor.of(new float[] {1, 2, 3, 4}, type).reshape(2, 2))};
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Parallel.setThreads(1);
        try (var session = tf.session()) {
            long least = Long.MAX_VALUE;
            // Compilers in the background have first to be done: how many rounds that takes depends on what else the
            // machine does.
            for (long end = System.nanoTime() + PATIENCE; System.nanoTime() < end && least >= 1000; ) {
                long before = bean.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    session.run(all, feeds);
                }
                least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes in 1000 steps").isLessThan(1000);
        }
    }

    /** Numbers of all sizes, and what is not one. */
    private static Tensor matrix(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * columns];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-6, 2)));
        }
        if (rows > 1) {
            x[columns] = Float.NaN;
            x[columns + 1] = Float.POSITIVE_INFINITY;
            x[columns + 2] = -0f;
        }
        return Tensor.wrap(x, rows, columns);
    }

    private static int[] bits(Tensor x) {
        float[] values = x.buffer().floats();
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToIntBits(values[i]))
                .toArray();
    }
}
