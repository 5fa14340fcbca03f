package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The program that a session would run for tensors of a graph in a file, as text. */
public final class ProgramText {
    private static final Pattern SIZES = Pattern.compile("\\d{1,18}(\\s*,\\s*\\d{1,18})*");

    private ProgramText() {}

    /**
     * Compiles it without running it.
     *
     * @param graph a graph or a SavedModel
     * @param fetches the names of tensors
     * @param feeds by the name of a tensor the shape of what it is fed: {@code 128,784}, or {@code []} for a single number
     * @param notices told which version of a model is taken, where there are several
     * @throws dev.lamina.error.LaminaException if the file is no graph, has no such tensor, or the shapes do not fit
     */
    public static String of(Path graph, List<String> fetches, Map<String, String> feeds, Consumer<String> notices) {
        GraphSource source = new GraphSource(graph, null, List.of(SavedModel.SERVE), null);
        try (LoadedGraph loaded = LoadedGraph.open(source, notices)) {
            List<Output> outputs = fetches.stream().map(loaded::output).toList();
            Map<Output, Shape> given = new LinkedHashMap<>();
            feeds.forEach((name, text) -> {
                Output target = loaded.input(name);
                if (given.put(target, shape(name, text)) != null) {
                    throw new InvalidArgumentException("Tensor '" + target.name() + "' is fed twice.");
                }
            });
            return loaded.session().explain(outputs, given);
        }
    }

    private static Shape shape(String name, String text) {
        String sizes = text.strip();
        boolean isBracketed = sizes.startsWith("[") && sizes.endsWith("]");
        if (isBracketed) {
            sizes = sizes.substring(1, sizes.length() - 1).strip();
        }
        if (sizes.isEmpty() && isBracketed) {
            return Shape.scalar();
        }
        if (!SIZES.matcher(sizes).matches()) {
            throw new InvalidArgumentException(
                    "the shape of " + name + " is '" + text + "', which is none",
                    sizes.contains("?")
                            ? "a program is made for known sizes: write a number for each '?'"
                            : "write its sizes with commas: 128,784, or [] for a single number");
        }
        return Shape.of(Arrays.stream(sizes.split(",", -1))
                .mapToLong(size -> Long.parseLong(size.strip()))
                .toArray());
    }
}
