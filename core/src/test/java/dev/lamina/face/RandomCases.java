package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;

/** Random numbers: by the operation that draws them, and what so many of them must have in common. */
final class RandomCases {
    private static final long[] MANY = {40, 500};
    private static final long[] SEED = {7, -8};

    private RandomCases() {}

    static List<FaceCase> all() {
        return List.of(
                FaceCase.of("tf.randomNormal(long[])", normal(0, 1), MANY),
                FaceCase.of("tf.randomNormal(float,float,long[])", normal(3, 0.5), 3f, 0.5f, MANY),
                FaceCase.of("tf.truncatedNormal(long[])", truncatedNormal(0, 1), MANY),
                FaceCase.of("tf.truncatedNormal(float,float,long[])", truncatedNormal(3, 0.5), 3f, 0.5f, MANY),
                FaceCase.of("tf.randomUniform(long[])", uniform(0, 1), MANY),
                FaceCase.of(
                        "tf.randomUniform(float,float,long[])",
                        uniform(-1, 3).andThen(RandomCases::beginsAtMinusOne),
                        -1f,
                        3f,
                        MANY),
                FaceCase.of(
                        "tf.randomShuffle(Operand)", RandomCases::isShuffled, in(new int[] {0, 1, 2, 3, 4, 5, 6, 7})),
                FaceCase.of("tf.randomGamma(Operand,long[])", moments("RandomGamma", 4, 2), in(4f), MANY),
                FaceCase.of("tf.randomPoisson(Operand,long[])", moments("RandomPoissonV2", 9, 3), in(9f), MANY),
                FaceCase.of(
                        "tf.multinomial(Operand,int)",
                        gives("Multinomial", (Object) new long[][] {{1, 1, 1}}),
                        in(new float[][] {{-400, 400}}),
                        3),
                FaceCase.of(
                        "tf.statelessRandomNormal(Operand,long[])",
                        moments("StatelessRandomNormal", 0, 1),
                        in(SEED),
                        MANY),
                FaceCase.of(
                        "tf.statelessTruncatedNormal(Operand,long[])",
                        moments("StatelessTruncatedNormal", 0, 0.87962566),
                        in(SEED),
                        MANY),
                FaceCase.of(
                        "tf.statelessRandomUniform(Operand,long[])",
                        moments("StatelessRandomUniform", 0.5, 1 / Math.sqrt(12)),
                        in(SEED),
                        MANY),
                FaceCase.of(
                        "tf.statelessRandomUniformInt(Operand,Operand,Operand,long[])",
                        gives("StatelessRandomUniformInt", (Object) new int[] {4, 4}),
                        in(SEED),
                        in(4),
                        in(5),
                        new long[] {2}),
                FaceCase.of(
                        "tf.statelessRandomGamma(Operand,Operand,long[])",
                        moments("StatelessRandomGammaV2", 4, 2),
                        in(SEED),
                        in(4f),
                        MANY),
                FaceCase.of(
                        "tf.statelessRandomPoisson(Operand,Operand,long[])",
                        moments("StatelessRandomPoisson", 9, 3),
                        in(SEED),
                        in(9f),
                        MANY),
                FaceCase.of(
                        "tf.statelessRandomBinomial(Operand,Operand,Operand,long[])",
                        gives("StatelessRandomBinomial", (Object) new long[] {7, 7, 7}),
                        in(SEED),
                        in(7f),
                        in(1f),
                        new long[] {3}),
                FaceCase.of(
                        "tf.statelessMultinomial(Operand,int,Operand)",
                        gives("StatelessMultinomial", (Object) new long[][] {{1, 1, 1}}),
                        in(new float[][] {{-400, 400}}),
                        3,
                        in(SEED)),
                FaceCase.of(
                        "tf.statelessParameterizedTruncatedNormal(Operand,Operand,Operand,Operand,Operand,long[])",
                        RandomCases::isBetweenBounds,
                        in(SEED),
                        in(3f),
                        in(0.5f),
                        in(2.5f),
                        in(6f),
                        MANY));
    }

    private static Consumer<FaceCall> moments(String op, double mean, double deviation) {
        return call -> {
            call.isMadeBy(op);
            Moments.of(call.value(call.outputs().getFirst()).floats()).are(mean, deviation);
        };
    }

    /** From one deviation below the mean on: the mean is moved up by φ(1) / Φ(1) of one. */
    private static void isBetweenBounds(FaceCall call) {
        call.isMadeBy("StatelessParameterizedTruncatedNormal");
        Moments moments = Moments.of(call.value(call.outputs().getFirst()).floats());
        assertThat(moments.mean()).isCloseTo(3 + 0.5 * 0.2875999, within(0.02));
        assertThat(moments.least()).isBetween(2.5, 2.51);
        assertThat(moments.largest()).isBetween(4.2, 6.0);
    }

    static Consumer<FaceCall> normal(double mean, double deviation) {
        return call -> {
            Moments moments = Moments.of(call, "RandomStandardNormal");
            moments.are(mean, deviation);
            assertThat(moments.largest()).isGreaterThan(mean + 3 * deviation);
        };
    }

    /** Cut at two standard deviations, what is left deviates by 0.88 of one. */
    static Consumer<FaceCall> truncatedNormal(double mean, double deviation) {
        return call -> {
            Moments moments = Moments.of(call, "TruncatedNormal");
            moments.are(mean, 0.87962566 * deviation);
            assertThat(moments.largest()).isBetween(mean + 1.9 * deviation, mean + 2 * deviation + 1e-6);
            assertThat(moments.least()).isBetween(mean - 2 * deviation - 1e-6, mean - 1.9 * deviation);
        };
    }

    static Consumer<FaceCall> uniform(double low, double high) {
        return call -> {
            Moments moments = Moments.of(call, "RandomUniform");
            moments.are((low + high) / 2, (high - low) / Math.sqrt(12));
            assertThat(moments.least()).isBetween(low, low + 0.01 * (high - low));
            assertThat(moments.largest()).isBetween(high - 0.01 * (high - low), high);
        };
    }

    /** Exchanged, low and high give numbers of the same range. */
    private static void beginsAtMinusOne(FaceCall call) {
        assertThat(call.value(call.outputs().getFirst().node().input(1)).floatValue())
                .isEqualTo(-1f);
    }

    private static void isShuffled(FaceCall call) {
        call.isMadeBy("RandomShuffle");
        assertThat(call.value(call.outputs().getFirst()).ints())
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7)
                .isNotEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7});
    }

    /** What the numbers of a result have in common. */
    record Moments(double mean, double deviation, double least, double largest) {
        static Moments of(FaceCall call, String op) {
            assertThat(call.tf.graph().nodes())
                    .anyMatch(node -> node.op().name().equals(op));
            assertThat(call.outputs().getFirst().node().name()).startsWith(FaceCall.NAME);
            return of(call.value(call.outputs().getFirst()).floats());
        }

        static Moments of(float[] x) {
            double sum = 0;
            double squares = 0;
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (float each : x) {
                sum += each;
                squares += (double) each * each;
                least = Math.min(least, each);
                largest = Math.max(largest, each);
            }
            double mean = sum / x.length;
            return new Moments(mean, Math.sqrt(squares / x.length - mean * mean), least, largest);
        }

        void are(double expectedMean, double expectedDeviation) {
            assertThat(mean).isCloseTo(expectedMean, within(0.03 * expectedDeviation));
            assertThat(deviation).isCloseTo(expectedDeviation, within(0.02 * expectedDeviation));
        }
    }
}
