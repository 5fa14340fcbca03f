package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a session.
 *
 * @param feeds values by the name of the tensor, as {@link FeedValue} reads them
 * @param targets operations that run for their effect
 * @param fetches the tensors to compute
 * @param out the folder for them
 */
record Step(
        Map<String, JsonNode> feeds,
        List<String> targets,
        List<String> fetches,
        @Nullable Path out) {
    private static final Pattern UNFED = Pattern.compile("You must feed a value for placeholder tensor '([^']*)'");

    /**
     * Runs it, and writes what was fetched if there is a folder for it.
     *
     * @param base what the names of files are relative to
     * @return the values by the tensors' names
     */
    Map<String, Tensor> run(LoadedGraph graph, Path base) {
        List<String> names = fetches.isEmpty() && targets.isEmpty()
                ? List.copyOf(graph.outputs().keySet())
                : fetches.stream().map(graph::fullName).distinct().toList();
        List<Fetch> wanted = new ArrayList<>(names.stream().map(graph::output).toList());
        targets.forEach(target -> wanted.add(graph.node(target)));
        if (wanted.isEmpty()) {
            throw new InvalidArgumentException("nothing to run: neither fetch nor target is given");
        }
        Results results = results(graph.session(), wanted, feeds(graph, base));
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), results.get(i));
        }
        if (out != null) {
            write(values, out);
        }
        return values;
    }

    /** The session's hint is for those who program. */
    private static Results results(Session session, List<Fetch> wanted, Feed[] feeds) {
        try {
            return session.run(wanted, feeds);
        } catch (InvalidArgumentException e) {
            Matcher unfed = UNFED.matcher(e.problem());
            if (!unfed.lookingAt()) {
                throw e;
            }
            String name = unfed.group(1);
            throw new InvalidArgumentException(
                    e.problem(),
                    "give it one: --feed " + name + "=…, or \"feed\": {\"" + name + "\": …} in a manifest",
                    e);
        }
    }

    private Feed[] feeds(LoadedGraph graph, Path base) {
        List<Feed> all = new ArrayList<>();
        feeds.forEach((name, value) -> {
            Output target = graph.input(name);
            all.add(Feed.of(target, new FeedValue(name, target.dtype(), base).read(value)));
        });
        return all.toArray(Feed[]::new);
    }

    private static void write(Map<String, Tensor> values, Path out) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw UnavailableException.of("cannot make the folder " + out, e);
        }
        values.forEach((name, value) -> Npy.write(out.resolve(fileName(name)), value));
    }

    private static String fileName(String tensor) {
        return tensor.replace("/", "____").replace(':', '.') + ".npy";
    }
}
