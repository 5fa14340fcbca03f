package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.schedule.ReduceOnPlateau;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is resumed with another learning rate takes it, whether the rate may fall or not. */
class NewLearningRateTest {
    private static final BatchSource DATA = Pipeline.of(Tensor.of(new float[][] {{1}}), Tensor.of(new float[][] {{10}}))
            .batch(1);

    @TempDir
    Path folder;

    /** w goes to w + 2 · rate · (10 - w). */
    @Test
    void countsFromTheFirstStepOn() {
        History first = train(0.1f, 2);
        assertThat(first.problems()).isEmpty();
        History resumed = train(0.01f, 4);
        assertThat(resumed.problems())
                .containsExactly("the training began with a learning rate of 0.1; it goes on with 0.01");
        // 0, 2, 3.6; and then 3.728, 3.85344
        assertThat(weight).isEqualTo(3.85344f, org.assertj.core.data.Offset.offset(1e-5f));
        assertThat(train(0.01f, 5).problems()).isEmpty();
        assertThat(weight).isEqualTo(3.9763713f, org.assertj.core.data.Offset.offset(1e-5f));
    }

    private float weight;

    private History train(float rate, int epochs) {
        var plateau = new OnPlateau("loss", new ReduceOnPlateau(rate, 0.5f, 50), GradientDescent::new);
        var network =
                Network.sequential(Shape.of(1), new Dense(1).withoutBias().kernelInitializer(Initializer.zeros()));
        try (Model model = Model.of(network, 1)
                .compile(Compilation.of(plateau, new MeanSquaredError()).labels(DType.FLOAT32, 1))) {
            History history = model.fit(Fit.on(DATA)
                    .epochs(epochs)
                    .checkpoints(Checkpoints.at(folder.resolve("rate").toString()))
                    .resume());
            weight = Objects.requireNonNull(model.weights().get("dense/kernel")).floats()[0];
            return history;
        }
    }
}
