package dev.lamina.app.show;

import dev.lamina.app.run.ProgramText;
import dev.lamina.tensorflow.ModelDescription;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina show}: what is in one of TensorFlow's files, or in a table. */
@Command(
        name = "show",
        description =
                "Show what is in a file: the variables, operations and signatures of TensorFlow's, or a table's columns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; of values, any of them", "2:used wrongly"})
public final class ShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            description =
                    "The prefix of a checkpoint, a GraphDef (.pb, .pbtxt), a MetaGraphDef (.meta), NumPy's .npy or .npz,"
                            + " a table (in Parquet, or a text that ends in .csv, .tsv, .tab or .psv), or a SavedModel's folder or file; of a folder with"
                            + " checkpoints the latest, of one with versions of a SavedModel the highest is shown. What a file is, its content tells, not its"
                            + " name, but for tables of text.")
    private Path path = Path.of("");

    @Option(
            names = "--values",
            description = "Show the variables' numbers as well; with --json all of them, otherwise long ones with their"
                    + " middle left out.")
    private boolean values;

    @Option(names = "--json", description = "Print a JSON object and nothing else.")
    private boolean json;

    @Option(
            names = "--program",
            description = "Show the program that a session compiles for --fetch: what is folded, shared and dropped, a"
                    + " sentence for each step, and the memory it takes.")
    private boolean program;

    @Option(
            names = "--fetch",
            paramLabel = "NAME",
            arity = "1..*",
            description = "With --program: a tensor to compute.")
    private List<String> fetches = List.of();

    @Option(
            names = "--feed",
            paramLabel = "NAME=SHAPE",
            arity = "1..*",
            description = "With --program: a tensor that is fed, and the shape of what it is fed, such as x=128,784.")
    private Map<String, String> feeds = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public ShowCommand() {}

    /** Shows it; returns the exit code. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (program || !fetches.isEmpty() || !feeds.isEmpty()) {
            showProgram(out);
            return 0;
        }
        if (TableDescription.isTable(path)) {
            show(TableDescription.read(path), out);
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        ModelDescription model = ModelDescription.read(path, err::println);
        err.flush();
        Values shown = values ? new Values(model) : null;
        if (json) {
            out.println(new JsonDescription(shown).of(model));
        } else {
            new TextDescription(out, shown).print(model);
        }
        out.flush();
        return shown != null && shown.haveFailed() ? 1 : 0;
    }

    private void showProgram(PrintWriter out) {
        if (!program || fetches.isEmpty() || json || values) {
            throw new ParameterException(
                    spec.commandLine(), "--program goes with --fetch, may have --feed, and nothing else");
        }
        PrintWriter err = spec.commandLine().getErr();
        String text = ProgramText.of(path, fetches, feeds, err::println);
        err.flush();
        out.println(text);
        out.flush();
    }

    private void show(TableDescription table, PrintWriter out) {
        if (json) {
            out.println(new TableJson().of(table));
        } else {
            new TableText(out).print(table);
        }
        out.flush();
    }
}
