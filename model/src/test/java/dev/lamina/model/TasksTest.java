package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.OneHot;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.loss.Hinge;
import dev.lamina.loss.Loss;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SigmoidCrossEntropy;
import dev.lamina.loss.SoftmaxCrossEntropy;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.metric.Accuracy;
import dev.lamina.metric.ConfusionMatrix;
import dev.lamina.metric.Errors;
import dev.lamina.metric.Fraction;
import dev.lamina.metric.PrecisionRecall;
import dev.lamina.metric.RegressionErrors;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a right answer is: loss, labels and the network's end say it. */
class TasksTest {
    private static final Tensor X = Tensor.of(new float[][] {{-2}, {-1}, {1}, {2}});

    /** The accuracy of units that are the input times a factor each. */
    private static double accuracy(
            float[] kernel,
            @Nullable Activation activation,
            Loss loss,
            Object labels,
            UnaryOperator<Compilation> told) {
        Dense dense = activation == null ? new Dense(kernel.length) : new Dense(kernel.length, activation);
        try (Model model = Model.of(Network.sequential(Shape.of(1), dense), 1)) {
            model.compile(told.apply(Compilation.of(new Adam(), loss)).accuracy());
            model.setWeights(Map.of("dense/kernel", Tensor.of(new float[][] {kernel})));
            return Objects.requireNonNull(
                    model.evaluate(Pipeline.of(X, Tensor.of(labels)).batch(3)).get("accuracy"));
        }
    }

    private static double accuracy(float[] kernel, @Nullable Activation activation, Loss loss, Object labels) {
        return accuracy(kernel, activation, loss, labels, UnaryOperator.identity());
    }

    @Test
    void oneUnitIsBinary() {
        float[][] column = {{0}, {0}, {1}, {0}};
        float[] row = {0, 0, 1, 0};
        for (float scale : new float[] {0.1f, 1, 30}) {
            float[] kernel = {scale};
            assertThat(accuracy(kernel, null, new SigmoidCrossEntropy(), column))
                    .isEqualTo(0.75);
            assertThat(accuracy(kernel, null, new SigmoidCrossEntropy(), row)).isEqualTo(0.75);
            assertThat(accuracy(kernel, null, new Hinge(), column)).isEqualTo(0.75);
            assertThat(accuracy(kernel, Activation.SIGMOID, new MeanSquaredError(), column))
                    .isEqualTo(0.75);
            assertThat(accuracy(
                            kernel,
                            null,
                            new SigmoidCrossEntropy(),
                            new int[] {0, 0, 1, 0},
                            each -> each.labels(DType.INT32)))
                    .isEqualTo(0.75);
        }
    }

    @Test
    void severalSigmoidsAreAnAnswerEach() {
        float[][] labels = {{0, 1}, {0, 1}, {1, 1}, {1, 0}};
        assertThat(accuracy(new float[] {0.1f, -1}, null, new SigmoidCrossEntropy(), labels))
                .isEqualTo(0.875);
        assertThat(accuracy(new float[] {9, -1}, Activation.SIGMOID, new MeanSquaredError(), labels))
                .isEqualTo(0.875);
    }

    @Test
    void severalUnitsOfASoftmaxAreClasses() {
        float[] kernel = {-1, 1, 0};
        int[] classes = {0, 0, 1, 2};
        float[][] rows = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertThat(accuracy(kernel, null, new SparseSoftmaxCrossEntropy(), classes))
                .isEqualTo(0.75);
        assertThat(accuracy(kernel, null, new SoftmaxCrossEntropy(), rows)).isEqualTo(0.75);
        assertThat(accuracy(kernel, Activation.SOFTMAX, new MeanSquaredError(), rows))
                .isEqualTo(0.75);
    }

    /** A user's own. */
    private record Own() implements Loss {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Output losses(Scope own, Operand labels, Operand predictions) {
            return new SparseSoftmaxCrossEntropy().losses(own, labels, predictions);
        }
    }

    @Test
    void aLossOfOnesOwnIsOneOfClasses() {
        assertThat(accuracy(new float[] {-1, 1, 0}, null, new Own(), new int[] {0, 0, 1, 2}))
                .isEqualTo(0.75);
    }

    @Test
    void whatIsNoAnswerIsSaidWhenCompiled() {
        assertThatThrownBy(() -> accuracy(new float[] {1}, null, new MeanSquaredError(), X))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the accuracy of the output 'dense' is not defined: mean_squared_error")
                .hasMessageContaining("RegressionErrors");
        assertThatThrownBy(() -> accuracy(new float[] {1, 2}, null, new MeanSquaredError(), X))
                .hasMessageContaining("compares numbers, not classes");
        assertThatThrownBy(() -> accuracy(new float[] {1}, null, new SparseSoftmaxCrossEntropy(), new int[4]))
                .hasMessageContaining("a softmax over one unit is always 1");
        assertThatThrownBy(() -> accuracy(
                        new float[] {1, 2},
                        null,
                        new SigmoidCrossEntropy(),
                        new int[4],
                        each -> each.labels(DType.INT32, 3)))
                .hasMessageContaining("labels of shape [3] do not answer 2 questions");
        assertThatThrownBy(() -> accuracy(new float[] {1, 2, 3}, null, new SigmoidCrossEntropy(), new int[4]))
                .hasMessageContaining("the data's labels are int32[], the model was compiled for float32[3]");
        assertThatThrownBy(() -> accuracy(new float[] {1}, null, new SigmoidCrossEntropy(), new float[] {0, 2, 0, 1}))
                .hasMessageContaining("label 1 is not 0 or 1: 2.0");
    }

    private static void learn(Loss loss, int units, UnaryOperator<Compilation> told, Pipeline data) {
        try (Model model = Model.of(Network.sequential(Shape.of(1), new Dense(units)), 1)) {
            model.compile(told.apply(Compilation.of(new Adam(), loss)));
            model.fit(data.batch(4), 1);
        }
    }

    @Test
    void labelsThatDoNotFitAreToldWhatToWriteAndThatWorks() {
        Pipeline numbers = Pipeline.of(X, Tensor.of(new int[] {0, 1, 1, 0}));
        Pipeline rows = numbers.map(new OneHot(2));
        Pipeline quantities = Pipeline.of(X, Tensor.of(new float[] {0, 1, 1, 0}));
        UnaryOperator<Compilation> nothing = each -> each;
        assertThatThrownBy(() -> learn(new SparseSoftmaxCrossEntropy(), 2, nothing, rows))
                .hasMessageContaining("labels that are one-hot go with SoftmaxCrossEntropy");
        learn(new SoftmaxCrossEntropy(), 2, nothing, rows);
        assertThatThrownBy(() -> learn(new SoftmaxCrossEntropy(), 2, nothing, numbers))
                .hasMessageContaining(
                        "go with SparseSoftmaxCrossEntropy; or make them one-hot: pipeline.map(new OneHot(2))");
        learn(new SparseSoftmaxCrossEntropy(), 2, nothing, numbers);
        assertThatThrownBy(() -> learn(new SigmoidCrossEntropy(), 2, nothing, numbers))
                .hasMessageContaining("sigmoid_cross_entropy_loss needs a number for each unit");
        learn(new SigmoidCrossEntropy(), 2, nothing, rows);
        assertThatThrownBy(() -> learn(new SigmoidCrossEntropy(), 1, nothing, numbers))
                .hasMessageContaining("tell the compilation: .labels(DType.INT32)");
        learn(new SigmoidCrossEntropy(), 1, each -> each.labels(DType.INT32), numbers);
        assertThatThrownBy(() -> learn(new SparseSoftmaxCrossEntropy(), 2, nothing, quantities))
                .hasMessageContaining("read them as classes, or learn them by MeanSquaredError");
        learn(new MeanSquaredError(), 1, nothing, quantities);
        assertThatThrownBy(() -> learn(new MeanSquaredError(), 3, nothing, rows))
                .hasMessageContaining("give the output the shape of a label")
                .hasMessageContaining(".labels(DType.FLOAT32, 2)");
        learn(new MeanSquaredError(), 2, nothing, rows);
    }

    @Test
    void metricsOfProbabilitiesDoNotTakeLogits() {
        Network network = Network.sequential(Shape.of(1), new Dense(1));
        Compilation compilation = Compilation.of(new Adam(), new SigmoidCrossEntropy());
        try (Model model = Model.of(network, 1)) {
            assertThatThrownBy(() -> model.compile(compilation.metric("accuracy", Accuracy::new, Fraction::value)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the metric 'accuracy' takes the predictions")
                    .hasMessageContaining("threshold 0");
            model.compile(compilation
                    .metric("right", () -> new Accuracy(0), Fraction::value)
                    .metric(
                            "f1",
                            () -> new PrecisionRecall(2, 0),
                            result -> result.classes().get(1).f1()));
            model.setWeights(Map.of("dense/kernel", Tensor.of(new float[][] {{0.1f}})));
            Pipeline data = Pipeline.of(X, Tensor.of(new float[] {0, 0, 1, 0}));
            var matrix = new ConfusionMatrix(2, 0);
            Map<String, Double> values = model.evaluate(data.batch(4), List.of(matrix));
            assertThat(values.get("right")).isEqualTo(0.75);
            assertThat(values.get("f1")).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(matrix.result().count(0, 1)).isEqualTo(1);
            assertThatThrownBy(() -> model.evaluate(data.batch(4), List.of(new ConfusionMatrix(2))))
                    .hasMessageContaining("new ConfusionMatrix(…, 0)");
        }
    }

    @Test
    void regressionNeedsNothingTold() {
        try (Model model = Model.of(Network.sequential(Shape.of(1), new Dense(1)), 1)) {
            model.compile(Compilation.of(new Adam(0.1f), new MeanSquaredError())
                    .metric("error", RegressionErrors::new, Errors::meanAbsolute));
            Pipeline data = Pipeline.of(X, Tensor.of(new float[] {-4, -2, 2, 4}));
            model.fit(data.batch(4), 200);
            assertThat(model.evaluate(data.batch(4)).get("error")).isLessThan(0.05);
            Pipeline whole = Pipeline.of(X, Tensor.of(new int[] {-4, -2, 2, 4}));
            assertThatThrownBy(() -> model.evaluate(whole.batch(4)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the data's labels are int32[], the model was compiled for float32[1]")
                    .hasMessageContaining(".labels(");
            model.compile(Compilation.of(new Adam(), new MeanSquaredError()).labels(DType.INT32));
            assertThat(model.evaluate(whole.batch(4)).get("loss")).isLessThan(0.01);
        }
    }

    @Test
    void labelsThatASigmoidNeverReachesAreSaidOnce() {
        Tensor signs = Tensor.of(new float[] {-1, 1, -1, 1});
        Tensor parts = Tensor.of(new float[] {0, 1, 0.5f, 1});
        try (Model model = Model.of(Network.sequential(Shape.of(1), new Dense(1)), 1)) {
            model.compile(Compilation.of(new Adam(), new SigmoidCrossEntropy()));
            assertThat(model.fit(Pipeline.of(X, signs).batch(2), 3).problems())
                    .containsExactly(
                            "the labels of the output 'dense' are not all from 0 to 1: the first batch has -1.0, of"
                                    + " which sigmoid_cross_entropy_loss has no least value. Make them 0 for no and 1 for yes, or learn"
                                    + " quantities by MeanSquaredError");
            assertThat(model.fit(Pipeline.of(X, parts).batch(2), 3).problems()).isEmpty();
            model.compile(Compilation.of(new Adam(), new MeanSquaredError()));
            assertThat(model.fit(Pipeline.of(X, signs).batch(2), 1).problems()).isEmpty();
        }
    }

    @Test
    void aSigmoidUnderALossThatTakesLogitsIsSaid() {
        Pipeline data = Pipeline.of(X, Tensor.of(new float[] {0, 0, 1, 1}));
        try (Model twice = Model.of(Network.sequential(Shape.of(1), new Dense(1, Activation.SIGMOID)), 1);
                Model softmax = Model.of(Network.sequential(Shape.of(1), new Dense(2, Activation.SOFTMAX)), 1)) {
            twice.compile(Compilation.of(new Adam(), new SigmoidCrossEntropy()));
            assertThat(twice.fit(data.batch(4), 1).problems())
                    .containsExactly(
                            "the output 'dense' ends with a sigmoid, but sigmoid_cross_entropy_loss takes logits and"
                                    + " applies its own: it learns little so. Leave a sigmoid out of the last layer, and apply it to"
                                    + " what predict gives");
            softmax.compile(Compilation.of(new Adam(), new SparseSoftmaxCrossEntropy()));
            Pipeline classes = Pipeline.of(X, Tensor.of(new int[] {0, 0, 1, 1}));
            assertThat(softmax.fit(classes.batch(4), 1).problems())
                    .singleElement()
                    .asString()
                    .contains("ends with a softmax");
        }
    }
}
