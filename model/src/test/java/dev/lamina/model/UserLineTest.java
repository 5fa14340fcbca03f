package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Pipeline;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.schedule.ExponentialDecay;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a model, the error names a line of the user's code: here, of this file. */
class UserLineTest {
    private static final Compilation CLASSES = Compilation.of(new Adam(), new SparseSoftmaxCrossEntropy());

    private static Model model(int units) {
        return Model.of(Network.sequential(Shape.of(2), new Dense(units)), 1);
    }

    private static Pipeline data(int... labels) {
        return Pipeline.of(Tensor.of(new float[labels.length][2]), Tensor.of(labels));
    }

    private static void namesThisFile(ThrowingCallable wrong) {
        assertThatThrownBy(wrong).hasMessageMatching("(?s).*(made|called) at UserLineTest\\.java:\\d+.*");
    }

    @Test
    void ofALayer() {
        namesThisFile(() -> new Dense(0));
        namesThisFile(() -> Model.of(Network.sequential(Shape.of(2, -1), new Dense(1)), 1));
        namesThisFile(() -> Model.of(Network.sequential(Shape.of(-1), new BatchNormalization()), 1));
        namesThisFile(() -> Model.of(Network.sequential(Shape.of(2), Dropout.keep(2)), 1));
        namesThisFile(() -> Model.of(Network.sequential(Shape.of(2), new Dense(1).named("_bad")), 1));
    }

    @Test
    void ofALoss() {
        try (Model model = model(1)) {
            Compilation three =
                    Compilation.of(new Adam(), new MeanSquaredError()).labels(DType.FLOAT32, 3);
            namesThisFile(() -> model.compile(three));
        }
    }

    @Test
    void ofAScheduleOrAnOptimizer() {
        namesThisFile(() -> new ExponentialDecay(1, 0, 0.5f, false));
        try (Model model = model(2);
                Model other = model(2)) {
            OptimizerFactory foreign = (_, _) ->
                    new GradientDescent(other.graph().trainableVariables().getFirst());
            namesThisFile(() -> model.compile(Compilation.of(foreign, new SparseSoftmaxCrossEntropy())));
        }
    }

    @Test
    void ofARunIsWhereTheOperationWasMadeAndWhereItWasCalled() {
        try (Model model = model(2)) {
            model.compile(CLASSES);
            assertThatThrownBy(() -> model.fit(data(0, 1, 2).batch(3), 1))
                    .hasMessageContaining("Received a label value of 2")
                    .hasMessageMatching("(?s).*made at UserLineTest\\.java:\\d+.*called at UserLineTest\\.java:\\d+.*");
        }
    }

    @Test
    void ofDataThatDoNotFit() {
        try (Model model = model(2)) {
            namesThisFile(() -> model.fit(data(0, 1).batch(2), 1));
            model.compile(CLASSES);
            namesThisFile(() -> model.predict(Tensor.of(new float[3][3])));
            namesThisFile(() -> model.evaluate(Pipeline.of(Tensor.of(new float[2][3]), Tensor.of(new int[2]))
                    .batch(2)));
            namesThisFile(() -> model.setWeights(Map.of("none", Tensor.of(1f))));
        }
    }

    @Test
    void ofAValueThatIsNoNumber() {
        try (Model model = model(2)) {
            model.compile(CLASSES);
            model.session().setCheckNumerics(true);
            assertThatThrownBy(() -> model.predict(Tensor.of(new float[][] {{Float.NaN, 1}})))
                    .hasMessageContaining("not finite")
                    .hasMessageMatching("(?s).*made at UserLineTest\\.java:\\d+.*");
            List.of(model)
                    .forEach(each -> namesThisFile(() -> each.predict(Tensor.of(new float[][] {{Float.NaN, 1}}))));
        }
    }
}
