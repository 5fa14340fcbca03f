package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The program that a session would run for tensors of a graph in a file, as text. */
public final class ProgramText {
    private static final Pattern SHAPE = Pattern.compile("\\[?((\\d{1,18}(\\s*,\\s*\\d{1,18})*)?)\\]?");

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
            List<Feed> given = new ArrayList<>();
            feeds.forEach((name, text) -> {
                Output target = loaded.input(name);
                given.add(new Feed(target, Tensor.zeros(target.dtype(), shape(name, text))));
            });
            return loaded.session().explain(outputs, given.toArray(Feed[]::new));
        }
    }

    private static Shape shape(String name, String text) {
        var matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidArgumentException(
                    "the shape of " + name + " is '" + text + "', which is none",
                    "write its sizes with commas: 128,784");
        }
        String sizes = matcher.group(1);
        return sizes.isEmpty()
                ? Shape.scalar()
                : Shape.of(Arrays.stream(sizes.split(",", -1))
                        .mapToLong(size -> Long.parseLong(size.strip()))
                        .toArray());
    }
}
