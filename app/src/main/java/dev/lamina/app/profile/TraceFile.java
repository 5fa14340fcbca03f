package dev.lamina.app.profile;

import dev.lamina.error.UnavailableException;
import dev.lamina.session.Profile;
import dev.lamina.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A profile on its way to a file in the format of Chrome's traces, which Perfetto and {@code chrome://tracing} open. Closed, it
 * writes the file and tells which operations took longest.
 */
public final class TraceFile implements AutoCloseable {
    private static final int COSTLIEST = 10;
    private static final double NANOS_OF_MICRO = 1000;

    private final Path file;
    private final Session session;
    private final Consumer<String> lines;
    private final Profile profile = new Profile();

    private TraceFile(Path file, Session session, Consumer<String> lines) {
        this.file = file;
        this.session = session;
        this.lines = lines;
    }

    /**
     * Watches a session until it is closed.
     *
     * @param file what is to be written
     * @param lines told the table, line by line
     * @return what to close before the session
     * @throws UnavailableException if the file cannot be written
     */
    static TraceFile of(Path file, Session session, Consumer<String> lines) {
        try {
            Files.write(file, new byte[0]); // it would be a pity to learn at the end that it cannot be
        } catch (IOException e) {
            throw UnavailableException.of("cannot write the profile " + file, e);
        }
        TraceFile trace = new TraceFile(file, session, lines);
        session.setProfile(trace.profile);
        return trace;
    }

    @Override
    public void close() {
        session.setProfile(null);
        write();
        table().forEach(lines);
    }

    private void write() {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonMapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("displayTimeUnit", "ns");
            json.writeArrayPropertyStart("traceEvents");
            List<Profile.Event> events = profile.events();
            long start = events.stream().mapToLong(Profile.Event::start).min().orElse(0);
            for (Profile.Event event : events) {
                write(event, start, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw UnavailableException.of("cannot write the profile " + file, e);
        } catch (JacksonException e) {
            throw new UnavailableException("cannot write the profile " + file + ": " + e.getOriginalMessage(), null, e);
        }
    }

    private static void write(Profile.Event event, long start, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", event.operations());
        json.writeStringProperty("cat", event.holdsOthers() ? "region" : "step");
        json.writeStringProperty("ph", "X");
        json.writeNumberProperty("ts", (event.start() - start) / NANOS_OF_MICRO);
        json.writeNumberProperty("dur", event.nanos() / NANOS_OF_MICRO);
        json.writeNumberProperty("pid", 1);
        json.writeNumberProperty("tid", event.thread());
        json.writeObjectPropertyStart("args");
        json.writeStringProperty("node", event.name());
        json.writeEndObject();
        json.writeEndObject();
    }

    private List<String> table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%10s %6s %8s %8s %8s  %s%n", "ms", "%", "runs", "GFLOP/s", "GB/s", "operations"));
        for (Profile.Total total : profile.costliest(COSTLIEST)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%10.3f %6.1f %8d %8.2f %8.2f  %s (%s)%n",
                    total.nanos() / 1e6,
                    100.0 * total.nanos() / profile.nanos(),
                    total.count(),
                    total.gigaflops(),
                    total.gigabytes(),
                    total.operations(),
                    total.name()));
        }
        text.append("profile in ").append(file);
        if (profile.dropped() > 0) {
            text.append(": the first million steps, without the ")
                    .append(profile.dropped())
                    .append(" after them");
        }
        return text.toString().lines().toList();
    }
}
