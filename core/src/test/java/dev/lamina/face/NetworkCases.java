package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Losses;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Phase;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.Reduction;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** Activations, layers and losses, each against its formula. */
final class NetworkCases {
    static final float[] X = {-3, -0.5f, 0, 0.5f, 7};

    private static final float[][] LABELS = {{1, 0}, {0.25f, 0.75f}};
    private static final float[][] LOGITS = {{2, -1}, {0.5f, 0.3f}};

    private NetworkCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(activations());
        all.addAll(rows());
        all.addAll(layers());
        all.addAll(losses());
        all.addAll(weighted());
        return all;
    }

    private static List<FaceCase> activations() {
        return List.of(
                activation("relu", "Relu", x -> Math.max(x, 0)),
                activation("relu6", "Relu6", x -> Math.min(Math.max(x, 0), 6)),
                activation("elu", "Elu", NetworkCases::elu),
                activation("selu", "Selu", NetworkCases::selu),
                activation("softplus", "Softplus", x -> Math.log1p(Math.exp(x))),
                activation("softsign", "Softsign", x -> x / (1 + Math.abs(x))),
                FaceCase.of(
                        "tf.nn.leakyRelu(Operand,float)",
                        gives("LeakyRelu", (Object) of(x -> x > 0 ? x : 0.2 * x)),
                        in(X),
                        0.2f),
                FaceCase.of("tf.nn.l2Loss(Operand)", gives("L2Loss", 12.5f), in(new float[] {3, -4})));
    }

    static double elu(double x) {
        return x > 0 ? x : Math.expm1(x);
    }

    static double selu(double x) {
        return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
    }

    static float[] of(DoubleUnaryOperator formula) {
        float[] y = new float[X.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) formula.applyAsDouble(X[i]);
        }
        return y;
    }

    private static FaceCase activation(String name, String op, DoubleUnaryOperator formula) {
        return FaceCase.of("tf.nn." + name + "(Operand)", gives(op, (Object) of(formula)), in(X));
    }

    private static List<FaceCase> rows() {
        float[][] p = softmax(LOGITS);
        float[][] logP = {
            {(float) Math.log(p[0][0]), (float) Math.log(p[0][1])},
            {(float) Math.log(p[1][0]), (float) Math.log(p[1][1])}
        };
        float[] entropy = {-logP[0][0], -0.25f * logP[1][0] - 0.75f * logP[1][1]};
        return List.of(
                FaceCase.of("tf.nn.softmax(Operand)", gives("Softmax", (Object) p), in(LOGITS)),
                FaceCase.of("tf.nn.logSoftmax(Operand)", gives("LogSoftmax", (Object) logP), in(LOGITS)),
                FaceCase.of(
                        "tf.nn.softmaxCrossEntropyWithLogits(Operand,Operand)",
                        gives("SoftmaxCrossEntropyWithLogits", (Object) entropy),
                        in(LOGITS),
                        in(LABELS)),
                FaceCase.of(
                        "tf.nn.sparseSoftmaxCrossEntropyWithLogits(Operand,Operand)",
                        gives("SparseSoftmaxCrossEntropyWithLogits", (Object) new float[] {-logP[0][0], -logP[1][1]}),
                        in(LOGITS),
                        in(new int[] {0, 1})),
                FaceCase.of(
                        "tf.nn.sigmoidCrossEntropyWithLogits(Operand,Operand)",
                        gives("Add", (Object) sigmoidEntropies()),
                        in(LOGITS),
                        in(LABELS)),
                FaceCase.of(
                        "tf.nn.biasAdd(Operand,Operand)",
                        gives("BiasAdd", (Object) new float[][] {{12, 19}, {10.5f, 20.3f}}),
                        in(LOGITS),
                        in(new float[] {10, 20})),
                FaceCase.of("tf.nn.dropout(Operand,float)", drops(0.75), ones(), 0.75f),
                FaceCase.of("tf.nn.dropout(Operand,Operand)", drops(0.75), ones(), in(0.75f)));
    }

    private static FaceCall.In ones() {
        float[] ones = new float[4000];
        Arrays.fill(ones, 1);
        return in(ones);
    }

    /** What is kept of ones is divided by the share that is kept. */
    private static Consumer<FaceCall> drops(double keepProb) {
        return call -> {
            int kept = 0;
            for (float each : call.value(call.outputs().getFirst()).floats()) {
                kept += each == 0 ? 0 : 1;
                assertThat(each).isIn(0f, (float) (1 / keepProb));
            }
            assertThat(kept / 4000.0).isCloseTo(keepProb, within(0.03));
        };
    }

    private static float[][] sigmoidEntropies() {
        float[][] y = new float[2][2];
        for (int i = 0; i < 4; i++) {
            double p = 1 / (1 + Math.exp(-LOGITS[i / 2][i % 2]));
            double z = LABELS[i / 2][i % 2];
            y[i / 2][i % 2] = (float) (-z * Math.log(p) - (1 - z) * Math.log(1 - p));
        }
        return y;
    }

    private static float[][] softmax(float[][] logits) {
        float[][] p = new float[2][2];
        for (int i = 0; i < 2; i++) {
            double sum = Math.exp(logits[i][0]) + Math.exp(logits[i][1]);
            p[i][0] = (float) (Math.exp(logits[i][0]) / sum);
            p[i][1] = (float) (Math.exp(logits[i][1]) / sum);
        }
        return p;
    }

    private static List<FaceCase> layers() {
        return List.of(
                FaceCase.of("tf.layers.dense(Operand,int)", dense("BiasAdd", x -> x), in(LOGITS), 3),
                FaceCase.of(
                        "tf.layers.dense(Operand,int,Activation)",
                        dense("Tanh", Math::tanh),
                        in(LOGITS),
                        3,
                        Activation.TANH),
                FaceCase.of(
                        "tf.layers.apply(Layer,Operand,Phase)",
                        dense("MatMul", x -> x),
                        new Dense(3).withoutBias(),
                        in(LOGITS),
                        Phase.TRAINING),
                FaceCase.of(
                        "tf.layers.flatten(Operand)",
                        gives("Reshape", (Object) new float[][] {{1, 2, 3, 4}}),
                        in(new float[][][] {{{1, 2}, {3, 4}}})),
                FaceCase.of("tf.layers.dropout(Operand,float,Phase)", drops(0.75), ones(), 0.25f, Phase.TRAINING),
                FaceCase.of(
                        "tf.layers.dropout(Operand,float,Phase)",
                        call -> assertThat(call.outputs()).containsExactly(call.argument(0, Output.class)),
                        ones(),
                        0.25f,
                        Phase.INFERENCE),
                FaceCase.of(
                        "tf.layers.batchNormalization(Operand,Phase)",
                        gives("Add", (Object) normalized()),
                        in(LOGITS),
                        Phase.TRAINING),
                FaceCase.of(
                        "tf.layers.batchNormalization(Operand,Phase)",
                        gives("Add", (Object) scaled(1 / Math.sqrt(1.001))),
                        in(LOGITS),
                        Phase.INFERENCE),
                FaceCase.of(
                        "tf.layers.activation(Operand,Activation)",
                        gives("Softsign", (Object) of(x -> x / (1 + Math.abs(x)))),
                        in(X),
                        Activation.SOFTSIGN));
    }

    private static float[][] scaled(double factor) {
        float[][] y = new float[2][2];
        for (int i = 0; i < 4; i++) {
            y[i / 2][i % 2] = (float) (LOGITS[i / 2][i % 2] * factor);
        }
        return y;
    }

    private static float[][] normalized() {
        float[][] y = new float[2][2];
        for (int c = 0; c < 2; c++) {
            double half = (LOGITS[0][c] - LOGITS[1][c]) / 2;
            y[0][c] = (float) (half / Math.sqrt(half * half + 0.001));
            y[1][c] = -y[0][c];
        }
        return y;
    }

    /** x · kernel + bias by the variables' own values; the kernel is as Glorot wants it. */
    private static Consumer<FaceCall> dense(String op, DoubleUnaryOperator activation) {
        return call -> {
            Output result = call.outputs().getFirst();
            assertThat(result.node().op().name()).isEqualTo(op);
            assertThat(result.node().name()).startsWith(FaceCall.NAME + "/");
            Tensor y = call.value(result);
            var variables = call.session().variables();
            float[] kernel = variables.get(FaceCall.NAME + "/kernel").floats();
            double limit = Math.sqrt(6.0 / (2 + 3));
            double largest = 0;
            float[][] expected = new float[2][3];
            for (int i = 0; i < 6; i++) {
                largest = Math.max(largest, Math.abs(kernel[i]));
                double sum = LOGITS[i / 3][0] * kernel[i % 3] + LOGITS[i / 3][1] * kernel[3 + i % 3];
                expected[i / 3][i % 3] = (float) activation.applyAsDouble(sum);
            }
            assertThat(largest).isBetween(limit / 3, limit);
            FaceCall.close(op, y, Tensor.of(expected));
        };
    }

    private static List<FaceCase> losses() {
        float[][] p = softmax(LOGITS);
        double[] entropies = {-Math.log(p[0][0]), -0.25 * Math.log(p[1][0]) - 0.75 * Math.log(p[1][1])};
        double smooth = -0.9 * Math.log(p[0][0])
                - 0.1 * Math.log(p[0][1])
                - (0.2 + 0.1) * Math.log(p[1][0])
                - (0.6 + 0.1) * Math.log(p[1][1]);
        float[][] sigmoid = sigmoidEntropies();
        double sigmoids = (sigmoid[0][0] + sigmoid[0][1] + sigmoid[1][0] + sigmoid[1][1]) / 4.0;
        float[][] q = {{0.9f, 0.1f}, {0.5f, 0.5f}};
        double divergence = (Math.log(1 / 0.9)
                        + 1e-7 * Math.log(1e-7 / 0.1)
                        + 0.25 * Math.log(0.25 / 0.5)
                        + 0.75 * Math.log(0.75 / 0.5))
                / 2;
        return List.of(
                loss("softmaxCrossEntropy(Operand,Operand)", (entropies[0] + entropies[1]) / 2, in(LABELS), in(LOGITS)),
                loss("softmaxCrossEntropy(Operand,Operand,float)", smooth / 2, in(LABELS), in(LOGITS), 0.2f),
                loss(
                        "sparseSoftmaxCrossEntropy(Operand,Operand)",
                        (-Math.log(p[0][1]) - Math.log(p[1][0])) / 2,
                        in(new int[] {1, 0}),
                        in(LOGITS)),
                loss("sigmoidCrossEntropy(Operand,Operand)", sigmoids, in(LABELS), in(LOGITS)),
                loss("meanSquaredError(Operand,Operand)", (9 + 4 + 0.25) / 3, in(new int[] {1, 2, 3}), in(new float[] {
                    4, 0, 3.5f
                })),
                loss("absoluteDifference(Operand,Operand)", (3 + 2 + 0.5) / 3, in(new int[] {1, 2, 3}), in(new float[] {
                    4, 0, 3.5f
                })),
                loss("huber(Operand,Operand)", (2.5 + 1.5 + 0.125) / 3, in(new int[] {1, 2, 3}), in(new float[] {
                    4, 0, 3.5f
                })),
                loss("hinge(Operand,Operand)", (0 + 0.7 + 1.4) / 3, in(new float[] {1, 1, 0}), in(new float[] {
                    2, 0.3f, 0.4f
                })),
                loss("kullbackLeiblerDivergence(Operand,Operand)", divergence, in(LABELS), in(q)),
                loss(
                        "cosineDistance(Operand,Operand,int)",
                        1 - (0.6 + 0) / 2,
                        in(new int[][] {{1, 0}, {0, 1}}),
                        in(new float[][] {{0.6f, 0.8f}, {1, 0}}),
                        1),
                loss(
                        "of(Loss,Operand,Operand)",
                        (9 + 4 + 0.25) / 3,
                        new MeanSquaredError(),
                        in(new int[] {1, 2, 3}),
                        in(new float[] {4, 0, 3.5f})));
    }

    private static FaceCase loss(String face, double expected, Object... arguments) {
        return FaceCase.of(
                "tf.losses." + face,
                call -> {
                    Output result = call.outputs().getFirst();
                    assertThat(call.tf.graph().collection("losses")).containsExactly(result);
                    assertThat(result.node().name()).startsWith(FaceCall.NAME);
                    FaceCall.close(face, call.value(result), Tensor.of((float) expected));
                },
                arguments);
    }

    private static List<FaceCase> weighted() {
        return List.of(
                FaceCase.of(
                        "tf.losses.classWeights(Operand,float[])",
                        gives("GatherV2", (Object) new float[] {5, 2, 5}),
                        in(new int[] {1, 0, 1}),
                        new float[] {2, 5}),
                FaceCase.of(
                        "tf.losses.weightedBy(Operand)",
                        call -> reduces(call, (3 * 1 + 0 * 4) / 1f),
                        in(new float[] {3, 0})),
                FaceCase.of("tf.losses.reducedBy(Reduction)", call -> reduces(call, 1 + 4), Reduction.SUM));
    }

    /** The squared errors are 1 and 4. */
    private static void reduces(FaceCall call, float expected) {
        Operand labels = call.tf.constant(new float[] {0, 0});
        Operand predictions = call.tf.constant(new float[] {1, 2});
        Output loss = call.result(Losses.class).meanSquaredError(labels, predictions);
        FaceCall.close("loss", call.value(loss), Tensor.of(expected));
    }
}
