package dev.lamina.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes where each operation's class is: to look for it in one package after the other takes its time with every name. */
final class OperationIndexSource {
    /** The package below which the operations are. */
    static final String PACKAGE = "dev.lamina.op";

    /** A record with a signature: one of the file, or one within that. */
    private static final Pattern OPERATION = Pattern.compile(
            "^(?<indent> *)@OpDef\\b(?s:.*?)^\\k<indent>(?:public )?record (?<name>\\w+)", Pattern.MULTILINE);

    private OperationIndexSource() {}

    /** The text of the class, for the operations below a folder of sources. */
    static String text(Path sources) throws IOException {
        Path root = sources.resolve(PACKAGE.replace('.', '/'));
        TreeSet<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String room = root.relativize(file.getParent())
                        .toString()
                        .replace('\\', '/')
                        .replace('/', '.');
                String outer = file.getFileName().toString().replace(".java", "");
                for (String name : operations(Files.readString(file))) {
                    classes.add(room + "." + (name.equals(outer) ? name : outer + "$" + name));
                }
            }
        }
        return """
                package %s;

                /** Where operations are. %s */
                final class OperationIndex {
                    /** The names of their classes below this package, a line each. */
                    static final String CLASSES = \"""
                            %s
                            \""";

                    private OperationIndex() {}
                }
                """.formatted(PACKAGE, Generator.NOTE, String.join("\n            ", classes));
    }

    /** The names of the operations in a file. */
    static List<String> operations(String source) {
        List<String> names = new ArrayList<>();
        Matcher operation = OPERATION.matcher(source);
        while (operation.find()) {
            names.add(operation.group("name"));
        }
        return names;
    }
}
