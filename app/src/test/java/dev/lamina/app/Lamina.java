package dev.lamina.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command line gave. */
public record Lamina(int exitCode, String out, String err) {
    /** Runs it in this process. */
    public static Lamina run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine lamina = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = Main.run(lamina, args);
        return new Lamina(exitCode, out.toString(), err.toString());
    }

    /** The same as a process of its own. */
    static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** Its output as JSON, an object a line. */
    List<JsonNode> jsonLines() {
        JsonMapper mapper = new JsonMapper();
        return out.lines().map(mapper::readTree).toList();
    }
}
