package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Sheet;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.session.Threads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina reproduce}: trains what a published figure shows. */
@Command(
        name = "reproduce",
        description = "Train what a published figure shows; draw it, and set the numbers beside the published ones.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReproduceCommand implements Callable<Integer> {
    private static final Map<String, Experiment> EXPERIMENTS = new TreeMap<>(Map.of(
            "early-termination", new EarlyTermination(),
            "l2", new L2(),
            "dropout", new DropoutFigure(),
            "srivastava2014", new Srivastava2014(),
            "logistic", new Logistic()));

    /** The names of the experiments. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EXPERIMENTS.keySet().iterator();
        }
    }

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "DIR|mnist",
            defaultValue = "mnist",
            description =
                    "mnist, which is downloaded once; fashion-mnist; or a folder of four IDX files named as MNIST's.")
    private String data = "";

    @Option(names = "--quick", description = "Minutes in place of hours: fewer images, networks and epochs.")
    private boolean quick;

    @Option(names = "--epochs", paramLabel = "N", description = "How often each image is seen (default: the recipe's).")
    private @Nullable Integer epochs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is random.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads share the work (default: one a processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "reproductions",
            description =
                    "The folder for NAME.png, NAME.csv and the epochs of each training (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "TRAINING",
            split = ",",
            description = "Some of the trainings of srivastava2014 or dropout, as in --only standard,max-norm.")
    private List<String> only = List.of();

    @Option(
            names = "--resume",
            description =
                    "Go on where a run with the same options was interrupted; trainings that were done are not repeated.")
    private boolean resume;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public ReproduceCommand() {}

    /** Trains; returns the exit code. */
    @Override
    public Integer call() {
        Experiment experiment = EXPERIMENTS.get(name);
        if (experiment == null) {
            throw wrong("there is no experiment '" + name + "', but " + String.join(", ", EXPERIMENTS.keySet()));
        }
        if (epochs != null && epochs < 1) {
            throw wrong("--epochs must be 1 or more, got " + epochs);
        }
        List<String> trainings = experiment.trainings(quick);
        if (!trainings.containsAll(only)) {
            throw wrong("--only " + String.join(",", only) + ": "
                    + (trainings.isEmpty()
                            ? "the trainings of " + name + " belong together"
                            : "expected some of " + String.join(", ", trainings)));
        }
        if (threads != null) {
            if (threads < 1) {
                throw wrong("--threads must be 1 or more, got " + threads);
            }
            Threads.set(threads);
        }
        requireWritable();
        say(experiment.description());
        Findings findings = run(experiment);
        Path picture = out.resolve(name + ".png");
        new Sheet(findings.charts()).write(picture);
        Path numbers = out.resolve(name + ".csv");
        write(numbers, Figure.csv(findings.figures()));
        say("");
        Figure.table(findings.figures()).forEach(this::say);
        say("");
        say("drawn in " + picture + ", numbers in " + numbers + " and, epoch by epoch, in " + name
                + "-*.csv beside it");
        return 0;
    }

    private Findings run(Experiment experiment) {
        try {
            return experiment.run(new Laboratory(data, quick, epochs, seed, name, out, only, resume, this::say));
        } catch (NotFoundException e) {
            throw new ParameterException(spec.commandLine(), "--data: " + e.getMessage(), e);
        }
    }

    /** Before hours of training, not after them. */
    private void requireWritable() {
        write(out.resolve(name + ".csv"), Figure.csv(List.of()));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw UnavailableException.of("cannot write " + file, e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void say(String line) {
        PrintWriter print = spec.commandLine().getOut();
        print.println(line);
        print.flush();
    }
}
