package dev.lamina.app.profile;

import dev.lamina.session.Session;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that run programs to write what each step took. */
public final class ProfileOptions {
    @Option(
            names = "--profile",
            paramLabel = "FILE.json",
            description =
                    "Write when each operation ran, as a trace that Perfetto and Chrome open, and print the ten that took"
                            + " longest.")
    private @Nullable Path file;

    /** Made by the command line. */
    public ProfileOptions() {}

    /** Says whether a profile is asked for. */
    public boolean isGiven() {
        return file != null;
    }

    /**
     * Watches a session until it is closed, if that is asked for.
     *
     * @param lines told the table, line by line
     * @return what to close before the session, or {@code null}
     * @throws dev.lamina.error.UnavailableException if the file cannot be written
     */
    public @Nullable TraceFile watch(Session session, Consumer<String> lines) {
        return file == null ? null : TraceFile.of(file, session, lines);
    }
}
