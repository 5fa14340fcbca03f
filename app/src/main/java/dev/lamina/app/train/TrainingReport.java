package dev.lamina.app.train;

import dev.lamina.app.insight.AttentionGallery;
import dev.lamina.app.insight.FeatureGallery;
import dev.lamina.app.insight.FilterGallery;
import dev.lamina.app.insight.Network;
import dev.lamina.app.insight.SaliencyGallery;
import dev.lamina.app.insight.Specimens;
import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.LineChart;
import dev.lamina.app.report.ReportPage;
import dev.lamina.data.DataSet;
import dev.lamina.error.UnavailableException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.model.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The page that {@code --report} asks for. */
final class TrainingReport {
    /** The name of its file. */
    static final String FILE = "report.html";

    private static final int MISTAKES = 40;

    private TrainingReport() {}

    /**
     * Tests once more, image by image, and writes the page.
     *
     * @return the file
     * @throws UnavailableException if it cannot be written
     */
    static Path write(
            Path folder, Learner learner, Settings settings, DataSource source, DataSet test, Training.Result result) {
        var tested = TestedImages.of(learner, test, MISTAKES);
        var page = new ReportPage(
                "Training on " + source.name(),
                facts(settings, result),
                charts(result),
                source.classNames(tested.confusion().classes()),
                tested.confusion(),
                tested.worst(),
                galleries(
                        learner, settings, source.classNames(tested.confusion().classes()), test));
        Path file = folder.resolve(FILE);
        try {
            replace(file, page.toHtml());
        } catch (IOException e) {
            throw UnavailableException.of("cannot write " + file, e);
        }
        return file;
    }

    /** Pictures of what goes on in networks of convolutions and of attention. */
    private static List<Gallery> galleries(Learner learner, Settings settings, List<String> classNames, DataSet test) {
        Graph graph = learner.model().graph();
        var network = new Network(
                learner.model().session(),
                graph.output(SavedNetwork.IMAGES),
                graph.output(Classifier.OUTPUT + "/BiasAdd"),
                classNames);
        return switch (settings.network()) {
            case CNN -> {
                Specimens specimens = Specimens.of(test);
                yield List.of(
                        FilterGallery.of(network, LayerStack.CONVOLUTION + "1/kernel"),
                        FeatureGallery.of(
                                network,
                                outputs(graph, LayerStack.FEATURES, "/Relu", Classifier.CONVOLUTIONS),
                                specimens),
                        SaliencyGallery.of(network, specimens));
            }
            case TRANSFORMER ->
                List.of(AttentionGallery.of(
                        network,
                        outputs(
                                graph,
                                LayerStack.BLOCK,
                                "/Softmax",
                                settings.hidden().size()),
                        Specimens.of(test)));
            case MLP, LOGISTIC, LSTM -> List.of();
        };
    }

    /** What layers give that are numbered from 1 on, by an operation of theirs. */
    private static List<Output> outputs(Graph graph, String layer, String operation, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> graph.output(layer + i + operation))
                .toList();
    }

    /** At one stroke: a disk that fills up meanwhile leaves the page of an earlier training whole. */
    private static void replace(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(FILE + ".tmp");
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Map<String, String> facts(Settings settings, Training.Result result) {
        Report.Outcome outcome = result.outcome();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", settings.network().toString());
        facts.put(
                "hidden layers",
                settings.hidden().isEmpty() ? "none" : settings.hidden().toString());
        facts.put("parameters", String.format(Locale.ROOT, "%,d", outcome.parameters()));
        facts.put("optimizer", settings.optimizer().toString());
        facts.put("learning rate", settings.schedule().describe(settings.learningRate()));
        facts.put("batch", Integer.toString(settings.batch()));
        facts.put("augmentation", settings.augmentation().toString());
        facts.put("dropout keeps", Float.toString(settings.keepProb()));
        facts.put("L2 penalty", Float.toString(settings.l2()));
        facts.put("max-norm", settings.maxNorm() > 0 ? Float.toString(settings.maxNorm()) : "none");
        facts.put("patience", settings.patience() > 0 ? Integer.toString(settings.patience()) : "none");
        facts.put("seed", Long.toString(settings.seed()));
        facts.put("epochs", outcome.epochs() + " of " + settings.epochs());
        Report.Best best = outcome.best();
        if (best != null) {
            facts.put("weights of epoch", Integer.toString(best.epoch()));
        }
        facts.put("validation accuracy", percent(outcome.validationAccuracy()));
        facts.put("test accuracy", percent(outcome.testAccuracy()));
        facts.put("seconds", String.format(Locale.ROOT, "%.1f", outcome.seconds()));
        return facts;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }

    private static List<LineChart> charts(Training.Result result) {
        Report.Best best = result.outcome().best();
        int marked = best == null ? 0 : best.epoch();
        List<EpochResult> epochs = result.history().epochs();
        return List.of(
                new LineChart(
                        "Loss",
                        List.of(
                                curve("training, with penalty and dropout", "loss", epochs),
                                curve("validation", "val_loss", epochs)),
                        marked),
                new LineChart("Accuracy", List.of(curve("validation", "val_accuracy", epochs)), marked));
    }

    private static LineChart.Curve curve(String name, String value, List<EpochResult> epochs) {
        return new LineChart.Curve(
                name, epochs.stream().map(epoch -> epoch.value(value)).toList());
    }
}
