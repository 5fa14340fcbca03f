package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.error.InvalidArgumentException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine lamina =
            Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void versionNamesLaminaAndJava() {
        assertThat(Main.run(lamina, "--version")).isZero();
        assertThat(out.toString())
                .matches("(?s)Lamina \\d+\\.\\d+\\.\\d+.*Java "
                        + Runtime.version().feature() + ".*");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpListsCommandsOptionsAndExitCodes() {
        assertThat(Main.run(lamina, "--help")).isZero();
        assertThat(out.toString()).contains("completion", "--debug", "--version", "Exit codes:");
    }

    @Test
    void commandsAreListedByTheirNames() {
        Main.commands()
                .forEach((name, command) ->
                        assertThat(command.getAnnotation(Command.class).name()).isEqualTo(name));
    }

    @Test
    void theCommandLineHasTheCommandThatIsMeantAlone() {
        assertThat(Main.commandLine("show", "train").getSubcommands()).containsOnlyKeys("show");
        assertThat(Main.commandLine("--version").getSubcommands()).isEmpty();
        for (String[] all :
                new String[][] {{}, {"--help"}, {"shwo"}, {"completion"}, {"--version", "show"}, {"--debug", "show"}}) {
            assertThat(Main.commandLine(all).getSubcommands())
                    .containsOnlyKeys(Main.commands().keySet());
        }
    }

    @Test
    void completionIsAScriptThatKnowsTheOptions() {
        assertThat(Main.run(lamina, "completion")).isZero();
        assertThat(out.toString()).startsWith("#!").contains("complete -F", "--debug");
    }

    @Test
    void commandMustBeGiven() {
        assertThat(Main.run(lamina)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(lines("lamina: Which command?", "Try 'lamina --help'."));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void unknownCommandIsWrongUse() {
        assertThat(Main.run(lamina, "completoin")).isEqualTo(2);
        assertThat(err.toString()).contains("completoin", "completion", "Try 'lamina --help'.");
    }

    @Test
    void unknownOptionIsWrongUse() {
        assertThat(Main.run(lamina, "completion", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--colour", "Try 'lamina completion --help'.");
    }

    @Test
    void failureIsOneLine() {
        assertThat(failing(() -> {
                    throw new UncheckedIOException(new NoSuchFileException("images.gz"));
                }))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo(lines("lamina: NoSuchFileException: images.gz"));
    }

    @Test
    void debugAddsTheStackTrace() {
        Callable<Integer> failure = () -> {
            throw new UncheckedIOException(new NoSuchFileException("images.gz"));
        };
        assertThat(failing(failure, "--debug")).isEqualTo(1);
        assertThat(err.toString()).contains("lamina: NoSuchFileException: images.gz", "\tat dev.lamina.app.MainTest");
    }

    @Test
    void ownExceptionsSpeakForThemselves() {
        assertThat(failing(() -> {
                    throw new InvalidArgumentException("no such layer: conv9");
                }))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith(lines("lamina: no such layer: conv9"));
    }

    @Test
    void failureWithoutMessageIsNamed() {
        assertThat(failing(() -> {
                    throw new IllegalStateException();
                }))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo(lines("lamina: IllegalStateException; --debug shows where"));
    }

    @Test
    void outOfMemorySaysHowToGiveMore() {
        assertThat(failing(() -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isEqualTo(1);
        assertThat(err.toString()).contains("out of memory (Java heap space)", "LAMINA_JAVA_OPTS");
    }

    @Test
    void exitCodeOfACommandIsKept() {
        assertThat(failing(() -> 1)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    private int failing(Callable<Integer> work, String... more) {
        lamina.addSubcommand("fail", new CommandLine(new Fail(work)).setErr(lamina.getErr()));
        String[] args = new String[more.length + 1];
        args[0] = "fail";
        System.arraycopy(more, 0, args, 1, more.length);
        return Main.run(lamina, args);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Command
    private record Fail(Callable<Integer> work) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return work.call();
        }
    }
}
