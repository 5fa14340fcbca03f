package dev.lamina.app.run;

import dev.lamina.app.profile.ProfileOptions;
import dev.lamina.app.profile.TraceFile;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.SavedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code lamina run}: any graph, fed and fetched from the command line, or many of them from a manifest. */
@Command(
        name = "run",
        description = {
            "Run a graph, and write what it computes as .npy files.",
            "In a file's name, '/' of the tensor's is '____' and ':' is '.'."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; of a batch, any of it", "2:used wrongly"})
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--graph",
            paramLabel = "PATH",
            description =
                    "A GraphDef (.pb, .pbtxt), a MetaGraphDef (.meta), or a SavedModel's folder or file; of a folder"
                            + " with versions the highest is taken.")
    private @Nullable Path graph;

    @Option(
            names = "--checkpoint",
            paramLabel = "PREFIX",
            description = "A checkpoint with values of the graph's variables.")
    private @Nullable String checkpoint;

    @Option(
            names = "--tags",
            paramLabel = "TAG,…",
            split = ",",
            defaultValue = SavedModel.SERVE,
            description = "Which graph of a SavedModel (default: ${DEFAULT-VALUE}).")
    private List<String> tags = List.of();

    @Option(
            names = "--signature",
            paramLabel = "NAME",
            description = "The signature of a SavedModel whose keys --feed and --fetch name;"
                    + " without --fetch, all of its outputs are fetched.")
    private @Nullable String signature;

    @Option(
            names = "--feed",
            paramLabel = "NAME=FILE.npy|TEXT",
            arity = "1..*",
            description = "A tensor's value: an .npy file, a number, or a short list such as 1,2 or [[1,2],[3,4]].")
    private Map<String, String> feeds = new LinkedHashMap<>();

    @Option(
            names = "--target",
            paramLabel = "NAME",
            arity = "1..*",
            description = "An operation to run for its effect.")
    private List<String> targets = List.of();

    @Option(
            names = "--fetch",
            paramLabel = "NAME",
            arity = "1..*",
            description = "A tensor to compute; NAME without :N means NAME:0.")
    private List<String> fetches = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the .npy files; without it, the tensors are printed.")
    private @Nullable Path out;

    @Mixin
    private ProfileOptions profile = new ProfileOptions();

    @Option(
            names = "--batch",
            paramLabel = "MANIFEST.json",
            description = "Run the jobs of this file instead, each in a session of its own; each answers with a line of"
                    + " JSON. Its paths are relative to the file.")
    private @Nullable Path batch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public RunCommand() {}

    /** Runs; returns the exit code. */
    @Override
    public Integer call() {
        PrintWriter printer = spec.commandLine().getOut();
        if (batch != null) {
            requireNothingElse();
            return new BatchRun(Manifest.read(batch), printer, this::tell).run() ? 0 : 1;
        }
        if (graph == null) {
            throw new ParameterException(spec.commandLine(), "What to run? Give --graph or --batch");
        }
        if (fetches.isEmpty() && targets.isEmpty() && signature == null) {
            throw new ParameterException(spec.commandLine(), "What to compute? Give --fetch, --target or --signature");
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        feeds.forEach((name, text) -> values.put(name, FeedValue.text(text)));
        Step step = new Step(values, targets, fetches, out);
        try (LoadedGraph loaded = LoadedGraph.open(new GraphSource(graph, checkpoint, tags, signature), this::tell)) {
            Map<String, Tensor> results = run(step, loaded);
            if (out == null) {
                results.forEach((name, value) ->
                        printer.println(name + " " + value.dtype() + value.shape() + System.lineSeparator() + value));
                printer.flush();
            }
        }
        return 0;
    }

    private Map<String, Tensor> run(Step step, LoadedGraph loaded) {
        try (TraceFile _ = profile.watch(loaded.session(), this::tell)) {
            return step.run(loaded, Path.of(""));
        }
    }

    private void tell(String notice) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(notice);
        err.flush();
    }

    private void requireNothingElse() {
        boolean more = graph != null
                || checkpoint != null
                || signature != null
                || out != null
                || profile.isGiven()
                || !feeds.isEmpty()
                || !targets.isEmpty()
                || !fetches.isEmpty();
        if (more) {
            throw new ParameterException(spec.commandLine(), "--batch takes everything from its manifest");
        }
    }
}
