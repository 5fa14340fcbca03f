package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.face.FaceCall.Made;
import dev.lamina.face.RandomCases.Moments;
import dev.lamina.graph.Output;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Regularizer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Clipping;
import dev.lamina.train.Constraint;
import dev.lamina.train.GradientAndVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** The parts that layers and optimizers are given. */
final class FactoryCases {
    private static final float[][] W = {{3, -0.3f}, {-4, 0.4f}};

    private FactoryCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(activations());
        all.addAll(initializers());
        all.addAll(penalties());
        all.addAll(clips());
        return all;
    }

    private static List<FaceCase> activations() {
        return List.of(
                activation("RELU", "Relu", x -> Math.max(x, 0)),
                activation("RELU6", "Relu6", x -> Math.min(Math.max(x, 0), 6)),
                activation("ELU", "Elu", NetworkCases::elu),
                activation("SELU", "Selu", NetworkCases::selu),
                activation("SIGMOID", "Sigmoid", x -> 1 / (1 + Math.exp(-x))),
                activation("TANH", "Tanh", Math::tanh),
                activation("SOFTPLUS", "Softplus", x -> Math.log1p(Math.exp(x))),
                activation("SOFTSIGN", "Softsign", x -> x / (1 + Math.abs(x))),
                activation("SWISH", "Mul", x -> x / (1 + Math.exp(-x))),
                // The normal distribution at -3, -0.5 and 0.5; at 7 it is 1.
                activation(
                        "GELU",
                        "Mul",
                        x -> x * (x == -3 ? 0.0013498980 : x == -0.5 ? 0.3085375387 : x == 0.5 ? 0.6914624613 : 1)),
                FaceCase.of("Activation.SOFTMAX()", call -> {
                    Output y =
                            call.result(Activation.class).of(call.tf.scope(), call.tf.constant(new float[][] {{1, 1}}));
                    assertThat(y.node().op().name()).isEqualTo("Softmax");
                    assertThat(call.value(y)).isEqualTo(Tensor.of(new float[][] {{0.5f, 0.5f}}));
                }),
                FaceCase.of("Activation.leakyRelu(float)", applied("LeakyRelu", x -> x > 0 ? x : 0.2 * x), 0.2f));
    }

    private static FaceCase activation(String name, String op, DoubleUnaryOperator formula) {
        return FaceCase.of("Activation." + name + "()", applied(op, formula));
    }

    private static Consumer<FaceCall> applied(String op, DoubleUnaryOperator formula) {
        return call -> {
            Output y = call.result(Activation.class).of(call.tf.scope(), call.tf.constant(NetworkCases.X));
            assertThat(y.node().op().name()).isEqualTo(op);
            FaceCall.close(op, call.value(y), Tensor.of(NetworkCases.of(formula)));
        };
    }

    /** Of a kernel with 200 inputs and 50 outputs. */
    private static List<FaceCase> initializers() {
        return List.of(
                FaceCase.of("Initializer.zeros()", filled(0)),
                FaceCase.of("Initializer.ones()", filled(1)),
                FaceCase.of("Initializer.constant(float)", filled(0.3f), 0.3f),
                drawn("normal(float,float)", m -> isNormal(m, 3, 0.5), 3f, 0.5f),
                drawn("truncatedNormal(float,float)", m -> isTruncated(m, 3, 0.5), 3f, 0.5f),
                drawn("uniform(float,float)", m -> isUniform(m, -1, 3), -1f, 3f),
                drawn("glorotUniform()", m -> isUniform(m, Math.sqrt(6.0 / 250))),
                drawn("glorotNormal()", m -> isTruncated(m, 0, Math.sqrt(2.0 / 250) / 0.87962566)),
                drawn("heUniform()", m -> isUniform(m, Math.sqrt(6.0 / 200))),
                drawn("heNormal()", m -> isTruncated(m, 0, Math.sqrt(2.0 / 200) / 0.87962566)),
                drawn("lecunUniform()", m -> isUniform(m, Math.sqrt(3.0 / 200))),
                drawn("lecunNormal()", m -> isTruncated(m, 0, Math.sqrt(1.0 / 200) / 0.87962566)),
                FaceCase.of("Initializer.orthogonal(float)", FactoryCases::isTwiceOrthogonal, 2f));
    }

    private static Tensor initial(FaceCall call, long... dims) {
        return call.value(call.result(Initializer.class).of(call.tf.scope(), DType.FLOAT32, Shape.of(dims)));
    }

    private static Consumer<FaceCall> filled(float value) {
        return call -> assertThat(initial(call, 2)).isEqualTo(Tensor.of(new float[] {value, value}));
    }

    private static FaceCase drawn(String face, Consumer<Moments> expectation, Object... arguments) {
        return FaceCase.of(
                "Initializer." + face,
                call -> expectation.accept(Moments.of(initial(call, 200, 50).floats())),
                arguments);
    }

    private static void isNormal(Moments moments, double mean, double deviation) {
        moments.are(mean, deviation);
        assertThat(moments.largest()).isGreaterThan(mean + 3 * deviation);
    }

    private static void isTruncated(Moments moments, double mean, double deviation) {
        moments.are(mean, 0.87962566 * deviation);
        assertThat(moments.largest()).isBetween(mean + 1.9 * deviation, mean + 2.0001 * deviation);
    }

    private static void isUniform(Moments moments, double limit) {
        isUniform(moments, -limit, limit);
    }

    private static void isUniform(Moments moments, double low, double high) {
        moments.are((low + high) / 2, (high - low) / Math.sqrt(12));
        assertThat(moments.least()).isBetween(low - 1e-6, low + 0.01 * (high - low));
        assertThat(moments.largest()).isBetween(high - 0.01 * (high - low), high + 1e-6);
    }

    private static void isTwiceOrthogonal(FaceCall call) {
        float[] q = initial(call, 3, 2).floats();
        assertThat(q[0] * q[0] + q[2] * q[2] + q[4] * q[4]).isCloseTo(4, within(1e-4f));
        assertThat(q[1] * q[1] + q[3] * q[3] + q[5] * q[5]).isCloseTo(4, within(1e-4f));
        assertThat(q[0] * q[1] + q[2] * q[3] + q[4] * q[5]).isCloseTo(0, within(1e-4f));
    }

    private static List<FaceCase> penalties() {
        return List.of(
                penalty("l1(float)", 2 * 7.7, 2f),
                penalty("l2(float)", 2 * 25.25 / 2, 2f),
                penalty("l1L2(float,float)", 2 * 7.7 + 3 * 25.25 / 2, 2f, 3f),
                constraint("maxNorm(float)", new float[][] {{1.5f, -0.3f}, {-2, 0.4f}}, 2.5f),
                constraint("nonNegative()", new float[][] {{3, 0}, {0, 0.4f}}),
                constraint("unitNorm()", new float[][] {{0.6f, -0.6f}, {-0.8f, 0.8f}}),
                FaceCase.of("Dropout.keep(float)", call -> keeps(call, 0.2f), 0.2f),
                FaceCase.of("Dropout.rate(float)", call -> keeps(call, 0.8f), 0.2f),
                FaceCase.of(
                        "Dropout.of(Scope,Operand,Operand)",
                        FaceCase.gives("Mul", 5f),
                        (Made) tf -> tf.named(FaceCall.NAME).scope(),
                        in(5f),
                        in(1f)));
    }

    private static void keeps(FaceCall call, float keepProb) {
        assertThat(call.result(Dropout.class).keepProb()).isCloseTo(keepProb, within(1e-6f));
    }

    private static FaceCase penalty(String face, double expected, Object... arguments) {
        return FaceCase.of(
                "Regularizer." + face,
                call -> FaceCall.close(
                        face,
                        call.value(call.result(Regularizer.class).of(call.tf.scope(), call.tf.constant(W))),
                        Tensor.of((float) expected)),
                arguments);
    }

    private static FaceCase constraint(String face, float[][] expected, Object... arguments) {
        return FaceCase.of(
                "Constraint." + face,
                call -> FaceCall.close(
                        face,
                        call.value(call.result(Constraint.class).of(call.tf.scope(), call.tf.constant(W))),
                        Tensor.of(expected)),
                arguments);
    }

    private static List<FaceCase> clips() {
        Made scope = tf -> tf.named(FaceCall.NAME).scope();
        float[] t = {3, -4};
        return List.of(
                clipping("byValue(float,float)", new float[] {2, -1}, new float[] {2}, -1f, 2f),
                clipping("byNorm(float)", new float[] {0.6f, -0.8f}, new float[] {1}, 1f),
                clipping("byGlobalNorm(float)", new float[] {3 / 13f, -4 / 13f}, new float[] {12 / 13f}, 1f),
                FaceCase.of(
                        "Clip.byValue(Scope,Operand,Operand,Operand)",
                        FaceCase.gives("Maximum", (Object) new float[] {2, -1})
                                .andThen(call -> assertThat(call.outputs()
                                                .getFirst()
                                                .node()
                                                .input(0)
                                                .node()
                                                .inputs())
                                        .containsExactly(
                                                call.argument(1, Output.class), call.argument(3, Output.class))),
                        scope,
                        in(t),
                        in(-1f),
                        in(2f)),
                FaceCase.of(
                        "Clip.byNorm(Scope,Operand,Operand)",
                        FaceCase.gives("Identity", (Object) new float[] {0.6f, -0.8f}),
                        scope,
                        in(t),
                        in(1f)),
                FaceCase.of(
                        "Clip.globalNorm(Scope,List)",
                        FaceCase.gives("Sqrt", 13f),
                        scope,
                        List.of(in(t), in(new float[] {12}))),
                FaceCase.of(
                        "Clip.byGlobalNorm(Scope,List,Operand)",
                        FaceCase.gives("Mul", new float[] {3 / 13f, -4 / 13f}, new float[] {12 / 13f}),
                        scope,
                        List.of(in(t), in(new float[] {12})),
                        in(1f)));
    }

    /** Of gradients (3, -4) and (12). */
    private static FaceCase clipping(String face, float[] first, float[] second, Object... arguments) {
        return FaceCase.of(
                "Clipping." + face,
                call -> {
                    var w = call.tf.variable(call.tf.constant(1f), "w");
                    List<GradientAndVariable> clipped = call.result(Clipping.class)
                            .apply(
                                    call.tf.scope(),
                                    List.of(
                                            new GradientAndVariable(call.tf.constant(new float[] {3, -4}), w),
                                            new GradientAndVariable(call.tf.constant(new float[] {12}), w)));
                    List<Tensor> expected = Arrays.asList(Tensor.of(first), Tensor.of(second));
                    for (int i = 0; i < 2; i++) {
                        Output gradient = clipped.get(i).gradient();
                        assertThat(gradient).isNotNull();
                        if (gradient != null) {
                            FaceCall.close(face, call.value(gradient), expected.get(i));
                        }
                    }
                },
                arguments);
    }
}
