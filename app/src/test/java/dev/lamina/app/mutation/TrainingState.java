package dev.lamina.app.mutation;

import dev.lamina.data.CsvExamples;
import dev.lamina.data.CsvLayout;
import dev.lamina.data.Pipeline;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Checkpoints;
import dev.lamina.model.Compilation;
import dev.lamina.model.EarlyStopping;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.train.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a training leaves for one that goes on. */
final class TrainingState {
    /** Of the state after one epoch. */
    static final String PREFIX = "state-3";

    static final String DATA = PREFIX + ".data-00000-of-00001";

    /** What is other in each run: when it began, and how long its epochs took. */
    private static final Map<String, Tensor> NO_TIME =
            Map.of("_lamina_state/began", Tensor.of(1L), "_lamina_state/history/seconds", Tensor.of(new double[] {1}));

    private TrainingState() {}

    static void write(Path folder) throws IOException {
        Seeds.csv(folder);
        fit(folder.resolve("table.csv"), folder, fit -> fit);
        Checkpoint checkpoint = Checkpoint.open(folder.resolve(PREFIX).toString());
        Map<String, Tensor> tensors = new TreeMap<>(NO_TIME);
        checkpoint.names().forEach(name -> tensors.putIfAbsent(name, checkpoint.tensor(name)));
        Files.delete(folder.resolve(DATA));
        Files.delete(folder.resolve(PREFIX + ".index"));
        Checkpoint.write(folder.resolve(PREFIX).toString(), tensors);
    }

    /** In a folder of its own: whatever the state says, it leaves no later one for the next. */
    static void resume(Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("resumed"));
        for (String file : new String[] {PREFIX + ".index", DATA}) {
            Files.copy(folder.resolve(file), own.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            fit(folder.resolve("table.csv"), own, fit -> fit.resume().stopWhen(() -> true));
        } finally {
            try (var left = Files.list(own)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void fit(Path table, Path folder, UnaryOperator<Fit> how) {
        Network network = Network.sequential(Shape.of(2), new Dense(2), Dropout.rate(0.5f), new Dense(2));
        try (CsvExamples examples = CsvExamples.open(table, CsvLayout.classes("kind"));
                Model model = Model.of(network, 1)) {
            model.compile(Compilation.of(new Adam(), new SparseSoftmaxCrossEntropy()));
            model.fit(how.apply(Fit.on(Pipeline.of(examples).batch(1))
                    .callbacks(EarlyStopping.lowest("loss"))
                    .checkpoints(Checkpoints.at(folder.resolve("state").toString()))));
        }
    }
}
