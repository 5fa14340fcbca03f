package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import dev.lamina.train.GradientDescent;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileAgainTest {
    @TempDir
    Path folder;

    private static Compilation compilation() {
        return Compilation.of(new Adam(0.01f), new SparseSoftmaxCrossEntropy()).accuracy();
    }

    /** As a model that never was anything else, but for the weights. */
    @Test
    void itGoesOnWithItsWeightsAsIfItWereNew() {
        try (Model again = Model.of(Samples.network(), 7)
                        .compile(Compilation.of(new GradientDescent(0.1f), new SparseSoftmaxCrossEntropy()));
                Model once = Model.of(Samples.network(), 7)) {
            again.fit(Samples.training(80), 2);
            Map<String, Tensor> weights = again.weights();
            again.compile(compilation());
            assertThat(again.weights()).isEqualTo(weights);
            once.setWeights(weights);
            once.compile(compilation());
            assertThat(again.fit(Samples.training(80), 2).values("loss"))
                    .isEqualTo(once.fit(Samples.training(80), 2).values("loss"));
            assertThat(again.session().variables()).isEqualTo(once.session().variables());
            assertThat(again.graph().size()).isEqualTo(once.graph().size());
        }
    }

    @Test
    void aTrainingOfItIsResumedByOneThatWasCompiledOnce() {
        Checkpoints checkpoints = Checkpoints.at(folder.resolve("run").toString());
        try (Model again = Model.of(Samples.network(), 7).compile(compilation()).compile(compilation());
                Model once = Samples.model()) {
            again.fit(Fit.on(Samples.training(80)).epochs(1).checkpoints(checkpoints));
            once.fit(Fit.on(Samples.training(80))
                    .epochs(2)
                    .checkpoints(checkpoints)
                    .resume());
            again.fit(Fit.on(Samples.training(80))
                    .epochs(2)
                    .checkpoints(checkpoints)
                    .resume());
            assertThat(again.session().variables()).isEqualTo(once.session().variables());
        }
    }

    @Test
    void oneThatFailedLeavesNothingBehind() {
        try (Model model = Model.of(Samples.network(), 7)) {
            Compilation wrong =
                    Compilation.of(new Adam(), new MeanSquaredError()).accuracy();
            assertThatThrownBy(() -> model.compile(wrong)).isInstanceOf(InvalidArgumentException.class);
            model.compile(compilation());
            try (Model fresh = Samples.model()) {
                assertThat(model.session().variables())
                        .isEqualTo(fresh.session().variables());
                assertThat(model.graph().size()).isEqualTo(fresh.graph().size());
            }
        }
    }
}
