package dev.lamina.app.plot;

import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Event;
import dev.lamina.tensorflow.EventContent;
import dev.lamina.tensorflow.EventReader;
import dev.lamina.tensorflow.SummaryValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The scalars of one run: of all event files of a folder, in the order of their names, which is that of their time. What a
 * resumed training wrote again for a step takes the place of what was there.
 *
 * @param name of the run
 * @param byTag the values by step, by tag
 */
record EventCurves(String name, Map<String, NavigableMap<Long, Double>> byTag) {
    private static final String MARK = ".tfevents.";

    /**
     * The runs below a folder: each folder with event files in it is one, as TensorBoard has it; so is a single file.
     *
     * @param notices told of files that end within an event
     * @throws NotFoundException if there is no such folder or no event file in it
     */
    static List<EventCurves> below(Path folder, Consumer<String> notices) {
        if (Files.isRegularFile(folder)) {
            return List.of(read(folder.toString(), List.of(folder), notices));
        }
        if (!Files.isDirectory(folder)) {
            throw new NotFoundException("no folder " + folder);
        }
        NavigableMap<Path, List<Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(EventCurves::isEventFile)
                    .sorted()
                    .forEach(file -> files.computeIfAbsent(file.resolveSibling(""), _ -> new ArrayList<>())
                            .add(file));
        } catch (UncheckedIOException e) {
            throw UnavailableException.of("cannot list " + folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw UnavailableException.of("cannot list " + folder, e);
        }
        if (files.isEmpty()) {
            throw new NotFoundException("no event file (…" + MARK + "…) in " + folder);
        }
        return files.entrySet().stream()
                .map(run -> read(run.getKey().toString(), run.getValue(), notices))
                .toList();
    }

    private static boolean isEventFile(Path file) {
        return file.getFileName().toString().contains(MARK) && Files.isRegularFile(file);
    }

    private static EventCurves read(String name, List<Path> files, Consumer<String> notices) {
        Map<String, NavigableMap<Long, Double>> byTag = new TreeMap<>();
        for (Path file : files) {
            try (EventReader reader = EventReader.open(file)) {
                for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                    add(byTag, event.get());
                }
                if (reader.isCutOff()) {
                    notices.accept(file + " ends within an event: those before it are drawn");
                }
            }
        }
        return new EventCurves(name, byTag);
    }

    private static void add(Map<String, NavigableMap<Long, Double>> byTag, Event event) {
        if (event.content() instanceof EventContent.Summaries summaries) {
            summaries.values().forEach(value -> add(byTag, event.step(), value));
        }
    }

    private static void add(Map<String, NavigableMap<Long, Double>> byTag, long step, SummaryValue value) {
        switch (value) {
            case SummaryValue.Scalar scalar -> add(byTag, scalar.tag(), step, scalar.value());
            case SummaryValue.OfTensor(String tag, String plugin, Tensor tensor)
            when plugin.equals("scalars") && tensor.shape().rank() == 0 -> add(byTag, tag, step, tensor.doubleValue());
            default -> {} // an image, a histogram: no point of a curve
        }
    }

    private static void add(Map<String, NavigableMap<Long, Double>> byTag, String tag, long step, double value) {
        byTag.computeIfAbsent(tag, _ -> new TreeMap<>()).put(step, value);
    }
}
