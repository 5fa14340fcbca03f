package dev.lamina.app;

import dev.lamina.app.plot.PlotCommand;
import dev.lamina.app.predict.PredictCommand;
import dev.lamina.app.reproduce.ReproduceCommand;
import dev.lamina.app.run.RunCommand;
import dev.lamina.app.show.ShowCommand;
import dev.lamina.app.train.EvaluateCommand;
import dev.lamina.app.train.TrainCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line {@code lamina}.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 used wrongly. A failure is one message on standard error, with the
 * stack trace after {@code --debug}.
 */
@Command(
        name = "lamina",
        description = "Deep learning in pure Java.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:used wrongly"})
final class Main implements Runnable {
    private static final String COMPLETION = "completion";
    private static final Set<String> VERSION = Set.of("--version", "-V");

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "With an error, print its stack trace.")
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(commandLine(args), args));
    }

    /** The commands there are, by name: a new one is a class of its own and a line here. */
    static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("train", TrainCommand.class);
        commands.put("evaluate", EvaluateCommand.class);
        commands.put("predict", PredictCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("show", ShowCommand.class);
        commands.put("reproduce", ReproduceCommand.class);
        commands.put("plot", PlotCommand.class);
        commands.put(COMPLETION, Completion.class);
        return commands;
    }

    /**
     * The command line for these arguments. Reading the annotations of all commands takes picocli a fifth of a start,
     * so it has the one that is meant alone; all where none or all are meant.
     */
    static CommandLine commandLine(String... args) {
        CommandLine lamina = new CommandLine(new Main());
        Map<String, Class<?>> commands = commands();
        String first = args.length == 0 ? "" : args[0];
        if (!first.equals(COMPLETION) && commands.containsKey(first)) {
            return lamina.addSubcommand(commands.get(first));
        }
        if (args.length == 1 && VERSION.contains(first)) {
            return lamina;
        }
        commands.values().forEach(lamina::addSubcommand);
        return lamina;
    }

    /** Runs one command line and returns its exit code. */
    static int run(CommandLine lamina, String... args) {
        lamina.setExecutionExceptionHandler((failure, command, _) -> report(failure, command));
        lamina.setParameterExceptionHandler((wrong, _) -> explain(wrong));
        try {
            return lamina.execute(args);
        } catch (OutOfMemoryError | StackOverflowError failure) { // picocli hands on exceptions alone
            return report(failure, lamina);
        }
    }

    /** Runs where no command was given. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int report(Throwable failure, CommandLine command) {
        PrintWriter err = command.getErr();
        Main main = command.getCommandSpec().root().commandLine().getCommand();
        err.println("lamina: " + Failure.message(failure));
        if (main.debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int explain(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("lamina: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }
}
