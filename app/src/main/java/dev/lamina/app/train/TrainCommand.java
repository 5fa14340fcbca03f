package dev.lamina.app.train;

import dev.lamina.app.profile.ProfileOptions;
import dev.lamina.app.profile.TraceFile;
import dev.lamina.data.MnistDataSets;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.model.Callback;
import dev.lamina.session.Threads;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lamina train}: the options, and what happens in which order. */
@Command(
        name = "train",
        description = {"Train a network to recognise images.", "Ctrl-C ends it early and tells what was learned so far."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, such as by a loss that is not a number",
            "2:used wrongly",
            "130:ended by Ctrl-C"
        })
public final class TrainCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "fashion-mnist|mnist|DIR",
            defaultValue = "fashion-mnist",
            description = "What to learn: the images that come with Lamina, MNIST (downloaded once), or a folder"
                    + " of four IDX files named as MNIST's.")
    private String data = "";

    @Mixin
    private SettingsOptions learning = new SettingsOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads share the work (default: one a processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--check-numerics",
            description = "Look at every value of every operation, and break off at the first that is not finite: slow."
                    + " Without it, a loss that is not finite has the training done once more to find that value.")
    private boolean checkNumerics;

    @Mixin
    private ProfileOptions profile = new ProfileOptions();

    @Mixin
    private DestinationOptions kept = new DestinationOptions();

    @Option(names = "--json", description = "Print a JSON object a line and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public TrainCommand() {}

    /** Trains; returns the exit code. */
    @Override
    public Integer call() {
        Settings settings = learning.read(spec.commandLine(), new DataSource(data).mayMirror());
        if (threads != null) {
            if (threads < 1) {
                throw new ParameterException(spec.commandLine(), "--threads must be 1 or more, got " + threads);
            }
            Threads.set(threads);
        }
        Destinations destinations = kept.read(spec.commandLine());
        destinations.requireWritable();
        MnistDataSets images = read();
        Report report = report();
        try (var stopped = new Interrupt();
                var learner = Learner.start(settings, images);
                TraceFile _ = profile.watch(learner.model().session(), this::tell)) {
            report.started(experiment(images, learner, settings));
            var reached = new Reached();
            try {
                if (checkNumerics) {
                    learner.checkNumerics();
                }
                var training = new Training(learner, settings, images, report, stopped, this::tell);
                return finish(
                        learner,
                        settings,
                        images,
                        destinations,
                        training.run(destinations, callbacks(destinations, reached)));
            } catch (NonFiniteLoss failure) {
                report.failed();
                return explain(new FirstNonFinite(settings, failure, stopped), failure);
            } catch (InvalidArgumentException failure) {
                report.failed();
                throw checkNumerics
                        ? FirstNonFinite.explained("the training cannot go on", settings, reached, failure)
                        : failure;
            }
        }
    }

    private Callback[] callbacks(Destinations destinations, Reached reached) {
        String prefix = destinations.save();
        return prefix != null && destinations.resume()
                ? new Callback[] {reached, new ResumeNotice(prefix, this::tell)}
                : new Callback[] {reached};
    }

    /** Writes what is to be kept; returns the exit code. */
    private int finish(
            Learner learner,
            Settings settings,
            MnistDataSets images,
            Destinations destinations,
            Training.Result result) {
        boolean interrupted = result.outcome().interrupted();
        var source = new DataSource(data);
        String prefix = destinations.save();
        if (prefix != null) {
            save(learner, images, source, prefix);
            tell("saved as " + prefix + (interrupted ? "; --resume goes on from here" : ""));
        }
        if (destinations.report() != null) {
            tell("report in "
                    + TrainingReport.write(destinations.report(), learner, settings, source, images.test(), result));
        }
        return interrupted ? Interrupt.EXIT_CODE : 0;
    }

    private static void save(Learner learner, MnistDataSets images, DataSource source, String prefix) {
        try {
            SavedNetwork.write(learner, images.train(), source, prefix);
        } catch (UnavailableException e) {
            throw new UnavailableException(
                    e.problem(),
                    "make it writable or make room, then give the same command with --resume: it goes on from the latest"
                            + " state that was saved",
                    e);
        }
    }

    private int explain(FirstNonFinite search, NonFiniteLoss failure) {
        tell(failure.getMessage() + "; training once more up to there to find the first such value…");
        LaminaException found = search.find(read());
        if (found == null) {
            return Interrupt.EXIT_CODE;
        }
        throw found;
    }

    private MnistDataSets read() {
        try {
            return new DataSource(data).read(learning.seed(), this::tell);
        } catch (NotFoundException e) {
            throw new ParameterException(spec.commandLine(), "--data: " + e.getMessage(), e);
        }
    }

    private Report report() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return new JsonReport(out);
        }
        return Terminal.isThere()
                ? new TerminalReport(out, Terminal.columns(), Terminal.showsBlocks(), System::nanoTime)
                : new PlainReport(out);
    }

    private Report.Experiment experiment(MnistDataSets images, Learner learner, Settings settings) {
        var train = images.train();
        var counts = new Report.Images(
                train.numExamples(),
                images.validation().numExamples(),
                images.test().numExamples(),
                train.rows(),
                train.columns(),
                train.numClasses());
        return new Report.Experiment(data, counts, learner.classifier().layers(), settings, Threads.count());
    }

    /** Says on standard error what goes on. */
    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
