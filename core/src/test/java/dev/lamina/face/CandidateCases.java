package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;

/** Candidates and the losses over them: the candidates are random, what is made of them has a formula. */
final class CandidateCases {
    private static final long[][] CLASSES = {{1, 0}, {3, 3}};
    private static final float[][] WEIGHTS = {{1, 2}, {-1, 0.5f}, {0.25f, 1}, {2, -1}};
    private static final float[] BIASES = {0.5f, -0.25f, 1, 0};
    private static final float[][] INPUTS = {{1, 0.5f}, {-2, 1}};

    private CandidateCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(sampler("uniform", "Uniform", k -> 0.25));
        all.addAll(sampler("logUniform", "LogUniform", k -> Math.log((k + 2.0) / (k + 1)) / Math.log(5)));
        all.addAll(sampler("learnedUnigram", "LearnedUnigram", k -> 0.25));
        double[] weights = {1, 9, 4, 4};
        all.add(FaceCase.of(
                "tf.fixedUnigramCandidateSampler(Operand,int,boolean,List,float)",
                counts("FixedUnigram", k -> Math.sqrt(weights[(int) k]) / 8),
                in(CLASSES),
                6,
                false,
                List.of(1f, 9f, 4f, 4f),
                0.5f));
        all.add(FaceCase.of(
                "tf.allCandidateSampler(Operand,int)",
                gives("AllCandidateSampler", new long[] {0, 1, 2, 3}, new float[][] {{1, 1}, {1, 1}}, new float[] {
                    1, 1, 1, 1
                }),
                in(CLASSES),
                4));
        float out = -Float.MAX_VALUE;
        all.add(FaceCase.of(
                "tf.computeAccidentalHits(Operand,Operand)",
                gives("ComputeAccidentalHits", new int[] {1, 1}, new long[] {2, 2}, new float[] {out, out}),
                in(CLASSES),
                in(new long[] {5, 2, 3})));
        all.add(loss("sampledSoftmaxLoss", CandidateCases::softmax));
        all.add(loss("nceLoss", CandidateCases::contrast));
        return all;
    }

    private static List<FaceCase> sampler(String name, String op, LongToDoubleFunction probability) {
        String face = "tf." + name + "CandidateSampler(Operand,int,boolean,long)";
        return List.of(
                FaceCase.of(face, counts(op, probability), in(CLASSES), 6, false, 4L),
                FaceCase.of(face, call -> areAll(call, op), in(CLASSES), 4, true, 4L));
    }

    private static Consumer<FaceCall> counts(String op, LongToDoubleFunction probability) {
        return call -> {
            call.isMadeBy(op + "CandidateSampler");
            Tensor drawn = call.value(call.outputs().getFirst());
            assertThat(drawn.longs()).hasSize(6);
            assertThat(Arrays.stream(drawn.longs()).allMatch(k -> k >= 0 && k < 4))
                    .isTrue();
            float[][] expected = new float[2][2];
            for (int i = 0; i < 4; i++) {
                expected[i / 2][i % 2] = (float) (6 * probability.applyAsDouble(CLASSES[i / 2][i % 2]));
            }
            // As often in a first run, before any class was seen to be true.

            try (var fresh = call.tf.session()) {
                Output counts = call.outputs().get(1);
                FaceCall.close(
                        "expected counts", fresh.run(counts, call.feeds().toArray(Feed[]::new)), Tensor.of(expected));
            }
        };
    }

    private static void areAll(FaceCall call, String op) {
        call.isMadeBy(op + "CandidateSampler");
        assertThat(call.value(call.outputs().getFirst()).longs()).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    private static FaceCase loss(String name, Loss formula) {
        return FaceCase.of(
                "tf.nn." + name + "(Operand,Operand,Operand,Operand,int,int)",
                call -> check(call, formula),
                in(WEIGHTS),
                in(BIASES),
                in(CLASSES),
                in(INPUTS),
                3,
                4);
    }

    /** Of an example's logits, of which the first are those of its true classes. */
    private interface Loss {
        double of(double[] logits, int ofTrue, boolean[] isHit);
    }

    private static void check(FaceCall call, Loss formula) {
        Node sampler = call.tf.graph().nodes().stream()
                .filter(node -> node.op().name().equals("LogUniformCandidateSampler"))
                .findFirst()
                .orElseThrow();
        Output loss = call.outputs().getFirst();
        assertThat(loss.node().name()).startsWith(FaceCall.NAME);
        Results results = call.session()
                .run(
                        List.of(loss, sampler.output(0), sampler.output(1), sampler.output(2)),
                        call.feeds().toArray(Feed[]::new));
        long[] sampled = results.get(1).longs();
        assertThat(sampled).hasSize(3).doesNotHaveDuplicates();
        for (int example = 0; example < 2; example++) {
            int number = example;
            long[] classes = LongStream.concat(Arrays.stream(CLASSES[number]), Arrays.stream(sampled))
                    .toArray();
            double[] logits = new double[classes.length];
            boolean[] isHit = new boolean[classes.length];
            for (int i = 0; i < classes.length; i++) {
                int k = (int) classes[i];
                double count = i < 2
                        ? results.get(2).buffer().asDouble(2 * number + i)
                        : results.get(3).buffer().asDouble(i - 2);
                logits[i] = INPUTS[number][0] * WEIGHTS[k][0]
                        + INPUTS[number][1] * WEIGHTS[k][1]
                        + BIASES[k]
                        - Math.log(count);
                isHit[i] = i >= 2 && Arrays.stream(CLASSES[number]).anyMatch(each -> each == k);
            }
            assertThat(results.get(0).buffer().asDouble(number)).isCloseTo(formula.of(logits, 2, isHit), within(1e-4));
        }
    }

    private static double softmax(double[] logits, int ofTrue, boolean[] isHit) {
        double sum = 0;
        double own = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += isHit[i] ? 0 : Math.exp(logits[i]);
            own += i < ofTrue ? logits[i] / ofTrue : 0;
        }
        return Math.log(sum) - own;
    }

    private static double contrast(double[] logits, int ofTrue, boolean[] isHit) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double label = i < ofTrue ? 1.0 / ofTrue : 0;
            sum += Math.log1p(Math.exp(logits[i])) - label * logits[i];
        }
        return sum;
    }
}
