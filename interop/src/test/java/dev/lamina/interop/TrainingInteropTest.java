package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Batch;
import dev.lamina.data.MnistDataSets;
import dev.lamina.fashionmnist.FashionMnist;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Saver;
import dev.lamina.train.GradientDescent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lamina and TensorFlow train the same network from the same weights on the same batches. */
class TrainingInteropTest {
    private static final int STEPS = 429;
    private static final int BATCH_SIZE = 128;

    @TempDir
    private Path folder;

    /** MNIST where it lies beside the checkout, else the embedded Fashion-MNIST. */
    private static MnistDataSets data() {
        Path mnist =
                Path.of("").toAbsolutePath().resolve("../../shared/data/mnist").normalize();
        return Files.exists(mnist)
                ? MnistDataSets.read(mnist, true, true, MnistDataSets.VALIDATION_SIZE, 1)
                : FashionMnist.read(true, true, MnistDataSets.VALIDATION_SIZE, 1);
    }

    @Test
    void everyStepHasTensorFlowsLoss() {
        Perceptron network = new Perceptron(new GradientDescent(0.001f), 1);
        MnistDataSets data = data();
        try (Session session = network.tf.session()) {
            session.run(network.init);
            String prefix = new Saver(network.tf.graph())
                    .save(session, folder.resolve("initial").toString());
            try (TensorFlowModel model = TensorFlowModel.readMetaGraph(Path.of(prefix + ".meta"))) {
                model.restore(prefix);
                for (int step = 0; step < STEPS; step++) {
                    Batch batch = data.train().nextBatch(BATCH_SIZE);
                    Results ours = session.run(
                            List.of(network.cost, network.train),
                            Feed.of(network.x, batch.images()),
                            Feed.of(network.y, batch.labels()));
                    Tensor expected = model.graph()
                            .fetch(
                                    List.of(network.cost.name()),
                                    List.of(network.train.name()),
                                    Map.of(network.x.name(), batch.images(), network.y.name(), batch.labels()))
                            .getFirst();
                    float loss = ours.get(network.cost).floatValue();
                    assertThat(loss)
                            .as("loss of step %d", step)
                            .isCloseTo(expected.floatValue(), within(1e-5f * Math.abs(expected.floatValue())));
                }
            }
        }
    }
}
