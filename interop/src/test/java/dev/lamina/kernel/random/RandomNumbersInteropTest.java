package dev.lamina.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The numbers TensorFlow's random operations draw in two runs of a session, against ours. */
class RandomNumbersInteropTest {
    private static final long[][] SEEDS = {
        {1, 0}, {0, 7}, {42, 87654321}, {-5, -9876543210L}, {1L << 40 | 3, Long.MIN_VALUE}
    };
    private static final int[] SIZES = {1, 7, 1000, 100_003};
    private static final int ROWS = 5;
    private static final int CLASSES = 6;
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float[] LOGITS = {
        0, 1, 2, 3, 4, 5, -1, -2, 0.5f, 0.25f, 3, -INFINITY, 100, 101, 99.5f, -50, 20, 100, 0, 0, 0, 0, 0, 0, Float.NaN,
        1, INFINITY, 2, -3, -1
    };
    private static final int INT_LOW = -17;
    private static final int INT_HIGH = 1_000_003;
    private static final long LONG_LOW = Long.MIN_VALUE / 2 - 3;
    private static final long LONG_HIGH = Long.MAX_VALUE - 1;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (long[] seeds : SEEDS) {
            for (int n : SIZES) {
                cases.add(Arguments.of(seeds[0], seeds[1], n));
            }
        }
        return cases.stream();
    }

    private static void addOperations(TensorFlowRandom tensorFlow, int n) {
        int[] rising = new int[n];
        for (int i = 0; i < n; i++) {
            rising[i] = i;
        }
        try (TInt32 shape = TInt32.vectorOf(n);
                TInt32 samples = TInt32.scalarOf(n);
                TInt32 low = TInt32.scalarOf(INT_LOW);
                TInt32 high = TInt32.scalarOf(INT_HIGH);
                TInt64 lowLong = TInt64.scalarOf(LONG_LOW);
                TInt64 highLong = TInt64.scalarOf(LONG_HIGH);
                TInt32 rows = TInt32.vectorOf(rising);
                TFloat32 logits = TFloat32.tensorOf(Shape.of(ROWS, CLASSES), DataBuffers.of(LOGITS, true, false))) {
            for (DataType type : new DataType[] {DataType.DT_FLOAT, DataType.DT_DOUBLE}) {
                for (String operation : new String[] {"RandomUniform", "RandomStandardNormal", "TruncatedNormal"}) {
                    tensorFlow.add(operation, operation + type, type, shape);
                }
            }
            tensorFlow.add("RandomUniformInt", "ints", DataType.DT_INVALID, shape, low, high);
            tensorFlow.add("RandomUniformInt", "longs", DataType.DT_INVALID, shape, lowLong, highLong);
            tensorFlow.add("RandomShuffle", "shuffle", DataType.DT_INVALID, new Tensor[] {rows});
            tensorFlow.add("Multinomial", "multinomial", DataType.DT_INVALID, logits, samples);
        }
    }

    private static final List<String> NAMES = List.of(
            "RandomUniformDT_FLOAT",
            "RandomStandardNormalDT_FLOAT",
            "TruncatedNormalDT_FLOAT",
            "RandomUniformDT_DOUBLE",
            "RandomStandardNormalDT_DOUBLE",
            "TruncatedNormalDT_DOUBLE",
            "ints",
            "longs",
            "shuffle",
            "multinomial");

    @ParameterizedTest
    @MethodSource("cases")
    void drawsTensorFlowsNumbers(long seed, long seed2, int n) {
        int fours = (n + 3) / 4;
        int twos = (n + 1) / 2;
        PhiloxStream outputs = new PhiloxStream(seed, seed2);
        PhiloxStream words = new PhiloxStream(seed, seed2);
        PhiloxStream categories = new PhiloxStream(seed, seed2);
        Philox start = new Philox(0, 0);
        float[] floats = new float[n];
        double[] doubles = new double[n];
        int[] ints = new int[n];
        long[] longs = new long[n];
        try (TensorFlowRandom tensorFlow = new TensorFlowRandom(seed, seed2)) {
            addOperations(tensorFlow, n);
            for (int run = 0; run < 2; run++) {
                List<ByteBuffer> theirs = tensorFlow.run(NAMES);
                outputs.reserveOutputs(n, start);

                UniformFloat.fill(floats, 0, n, start, 0, fours);
                Ulps.of(floats, theirs.get(0)).assertWithin(0, 0);
                NormalFloat.fill(floats, 0, n, start, 0, fours);
                Ulps.of(floats, theirs.get(1)).assertWithin(3, 0.025);
                TruncatedNormalFloat.fill(floats, 0, n, start, 0, fours);
                Ulps.of(floats, theirs.get(2)).assertWithin(3, 0.025);

                UniformDouble.fill(doubles, 0, n, start, 0, twos);
                Ulps.of(doubles, theirs.get(3)).assertWithin(0, 0);
                NormalDouble.fill(doubles, 0, n, start, 0, twos);
                Ulps.of(doubles, theirs.get(4)).assertWithin(3, 0.09);
                TruncatedNormalDouble.fill(doubles, 0, n, start, 0, twos);
                Ulps.of(doubles, theirs.get(5)).assertWithin(3, 0.09);

                UniformInt.fill(ints, 0, n, INT_LOW, INT_HIGH, start, 0, fours);
                assertThat(ints).isEqualTo(ints(theirs.get(6)));
                UniformLong.fill(longs, 0, n, LONG_LOW, LONG_HIGH, start, 0, twos);
                assertThat(longs).isEqualTo(longs(theirs.get(7)));

                words.reserveWords(Permutation.words(n), start);
                Permutation.fill(ints, n, start);
                assertThat(ints).isEqualTo(ints(theirs.get(8)));
                categories.reserveOutputs(CategoricalSampler.reservedOutputs(ROWS, n), start);
                assertThat(categories(n, start)).isEqualTo(longs(theirs.get(9)));
            }
        }
    }

    /** The comparison itself can fail. */
    @Test
    void otherSeedsGiveOtherNumbers() {
        float[] floats = new float[1000];
        UniformFloat.fill(floats, 0, 1000, new Philox(1, 1), 0, 250);
        try (TensorFlowRandom tensorFlow = new TensorFlowRandom(1, 2);
                TInt32 shape = TInt32.vectorOf(1000)) {
            tensorFlow.add("RandomUniform", "uniform", DataType.DT_FLOAT, shape);
            ByteBuffer theirs = tensorFlow.run(List.of("uniform")).getFirst();
            assertThat(Ulps.of(floats, theirs).differing()).isGreaterThan(990);
        }
    }

    private static long[] categories(int samples, Philox start) {
        double[] logits = new double[LOGITS.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = LOGITS[i];
        }
        long[] out = new long[ROWS * samples];
        CategoricalSampler.sample(logits, 0, ROWS, CLASSES, samples, new double[CLASSES], out, 0, start);
        return out;
    }

    private static int[] ints(ByteBuffer bytes) {
        int[] values = new int[bytes.remaining() / 4];
        bytes.asIntBuffer().get(values);
        return values;
    }

    private static long[] longs(ByteBuffer bytes) {
        long[] values = new long[bytes.remaining() / 8];
        bytes.asLongBuffer().get(values);
        return values;
    }
}
