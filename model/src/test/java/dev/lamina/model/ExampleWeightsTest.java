package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Dense;
import dev.lamina.loss.Loss;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SigmoidCrossEntropy;
import dev.lamina.loss.SoftmaxCrossEntropy;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientDescent;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExampleWeightsTest {
    private static final Tensor X = Tensor.of(new float[][] {{1}, {2}, {3}, {4}});

    private static Model model(int units, Compilation compilation) {
        return Model.of(Network.sequential(Shape.of(1), new Dense(units)), 1).compile(compilation);
    }

    private static Compilation of(Loss loss) {
        return Compilation.of(new GradientDescent(0.1f), loss);
    }

    private static double value(Map<String, Double> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    /** Zero is as if it were not there, in the loss, in the gradients, in metrics, and wherever batches are cut. */
    @Test
    void anExampleOfWeightZeroIsNotThere() {
        Pipeline all = Pipeline.of(X, Tensor.of(new int[] {0, 1, 1, 0}));
        Pipeline weighted = all.weighted(example -> example.index() < 2 ? 1 : 0);
        Pipeline left = all.take(2);
        Compilation compilation = of(new SparseSoftmaxCrossEntropy()).accuracy();
        try (Model one = model(2, compilation);
                Model other = model(2, compilation)) {
            assertThat(one.evaluate(weighted.batch(3))).isEqualTo(other.evaluate(left.batch(2)));
            assertThat(one.evaluate(weighted.batch(4))).isEqualTo(other.evaluate(left.batch(2)));
            one.fit(Fit.on(weighted.batch(4)).epochs(3).validation(weighted.batch(1)));
            other.fit(left.batch(2), 3);
            assertThat(one.weights()).isEqualTo(other.weights());
        }
    }

    @Test
    void theLossIsTheWeightedOne() {
        Tensor y = Tensor.of(new float[] {0, 0, 0, 0});
        try (Model model = model(1, of(new MeanSquaredError()))) {
            model.setWeights(Map.of("dense/kernel", Tensor.of(new float[][] {{1}})));
            Pipeline weighted = Pipeline.of(X, y, Tensor.of(new float[] {2, 0, 1, 0.5f}));
            // 2 · 1 + 1 · 9 + 0.5 · 16, of three examples
            for (int size = 1; size <= 4; size++) {
                assertThat(value(model.evaluate(weighted.batch(size)), "loss")).isCloseTo(19 / 3.0, within(1e-6));
            }
            model.fit(weighted.batch(4), 1);
            // The gradient is 2 · Σ w·x·x / 3
            float kernel =
                    Objects.requireNonNull(model.weights().get("dense/kernel")).floats()[0];
            assertThat(kernel).isCloseTo(1 - 0.1f * 2 * 19 / 3, within(1e-5f));
        }
    }

    @Test
    void metricsCountAsWeightsSay() {
        try (Model model = model(1, of(new SigmoidCrossEntropy()).accuracy())) {
            model.setWeights(Map.of("dense/kernel", Tensor.of(new float[][] {{1}})));
            Pipeline data = Pipeline.of(X, Tensor.of(new float[] {1, 0, 1, 1}), Tensor.of(new float[] {1, 3, 0, 0}));
            assertThat(value(model.evaluate(data.batch(3)), "accuracy")).isEqualTo(0.25);
        }
    }

    /** A class's weight is that of its examples, whatever form the labels have. */
    @Test
    void classesHaveWeights() {
        int[] classes = {0, 1, 1, 0};
        float[][] rows = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};
        float[] weights = {3, 0.5f, 0.5f, 3};
        try (Model byExample = model(2, of(new SparseSoftmaxCrossEntropy()));
                Model byClass = model(2, of(new SparseSoftmaxCrossEntropy()).classWeight(3, 0.5f));
                Model byRow = model(2, of(new SoftmaxCrossEntropy()).classWeight(3, 0.5f))) {
            var expected =
                    Pipeline.of(X, Tensor.of(classes), Tensor.of(weights)).batch(4);
            var numbers = Pipeline.of(X, Tensor.of(classes)).batch(4);
            var oneHot = Pipeline.of(X, Tensor.of(rows)).batch(4);
            double loss = value(byExample.evaluate(expected), "loss");
            assertThat(value(byClass.evaluate(numbers), "loss")).isEqualTo(loss);
            assertThat(value(byRow.evaluate(oneHot), "loss")).isCloseTo(loss, within(1e-6));
            byExample.fit(expected, 3);
            byClass.fit(numbers, 3);
            assertThat(byClass.weights()).isEqualTo(byExample.weights());
        }
        float[] column = {0, 1, 1, 0};
        try (Model byExample = model(1, of(new SigmoidCrossEntropy()));
                Model byClass = model(1, of(new SigmoidCrossEntropy()).classWeight(3, 0.5f))) {
            var expected = Pipeline.of(X, Tensor.of(column), Tensor.of(weights)).batch(4);
            var numbers = Pipeline.of(X, Tensor.of(column)).batch(4);
            assertThat(byClass.fit(numbers, 3).values("loss"))
                    .isEqualTo(byExample.fit(expected, 3).values("loss"));
        }
    }

    /** One number for all examples. */
    private record Whole() implements Loss {
        @Override
        public String name() {
            return "whole";
        }

        @Override
        public Output losses(Scope own, Operand labels, Operand predictions) {
            return Sum.of(own, new MeanSquaredError().losses(own, labels, predictions), 0, 1);
        }
    }

    @Test
    void aLossOfAllExamplesTogetherTakesNoWeights() {
        Compilation compilation = of(new Whole()).labels(DType.FLOAT32, 1);
        Pipeline data = Pipeline.of(X, X);
        try (Model model = model(1, compilation)) {
            assertThat(value(model.evaluate(data.batch(4)), "loss")).isPositive();
            assertThatThrownBy(() -> model.evaluate(data.weighted(_ -> 1).batch(4)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("gives no number for each of them");
        }
        assertThatThrownBy(() -> model(2, of(new Whole()).labels(DType.INT32, 1).classWeight(1, 2)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void weightsOfWhatIsNoClassAreRefused() {
        assertThatThrownBy(() -> model(1, of(new MeanSquaredError()).classWeight(1, 2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("does not tell one class from others");
        assertThatThrownBy(() -> model(3, of(new SigmoidCrossEntropy()).classWeight(1, 2, 3)))
                .hasMessageContaining("weigh the examples instead");
        assertThatThrownBy(() -> model(3, of(new SparseSoftmaxCrossEntropy()).classWeight(1, 2)))
                .hasMessageContaining("tells 3 classes, but 2 have weights");
    }
}
