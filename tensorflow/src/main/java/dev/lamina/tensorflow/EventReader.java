package dev.lamina.tensorflow;

import dev.lamina.error.DataLossException;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.file.TfRecordReader;
import dev.lamina.tensorflow.proto.Event.WhatCase;
import dev.lamina.tensorflow.proto.GraphDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the event files that {@link EventWriter}, TensorFlow and others write for TensorBoard; every checksum is checked. A
 * file whose writer was killed ends within an event: that one is lost, those before it are read.
 */
public final class EventReader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.lamina.tensorflow");

    private final Path file;
    private final TfRecordReader records;
    private final SummaryValues values;

    private EventReader(Path file) {
        this.file = file;
        values = new SummaryValues(file);
        records = TfRecordReader.open(file);
    }

    /**
     * Opens an event file.
     *
     * @throws dev.lamina.error.NotFoundException if there is none
     */
    public static EventReader open(Path file) {
        return new EventReader(file);
    }

    /**
     * All events of a file. If it ends within one, a warning is logged.
     *
     * @throws dev.lamina.error.NotFoundException if there is none
     * @throws DataLossException if it is damaged
     * @throws dev.lamina.error.ResourceExhaustedException if they do not fit into the memory; {@link #next} needs memory for one
     */
    public static List<Event> readAll(Path file) {
        return Reading.of(file, () -> {
            try (EventReader reader = open(file)) {
                List<Event> events = new ArrayList<>();
                for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                    events.add(event.get());
                }
                if (reader.isCutOff()) {
                    LOG.log(System.Logger.Level.WARNING, "{0}", reader.cutOff());
                }
                return events;
            }
        });
    }

    /**
     * The next event; nothing at the file's end, or where its last event is cut off. Later calls find what was written since.
     *
     * @throws DataLossException with the file and the place in it, if the event is damaged, or the file does not begin like an
     *     event file
     */
    public Optional<Event> next() {
        long offset = records.offset();
        return records.next().map(record -> Reading.of(file, () -> event(record, offset)));
    }

    /**
     * Says whether there is the beginning of an event where {@link #next} found none: the file's writer was killed, or has not
     * written the rest yet.
     */
    public boolean isCutOff() {
        return records.isCutOff();
    }

    /** The warning for it. */
    private String cutOff() {
        return file + " ends within an event at byte " + records.offset() + ": those before it are read";
    }

    private Event event(byte[] record, long offset) {
        var event = ProtoFile.parse(
                record, dev.lamina.tensorflow.proto.Event.getDefaultInstance(), file + " at byte " + offset);
        if (offset == 0 && !beginsFile(event)) {
            throw Problems.corrupt(file, 0, "it does not begin like an event file");
        }
        return new Event(event.getWallTime(), event.getStep(), content(event, offset));
    }

    /** Not all writers begin a file with its version; records of another kind have nothing that an event has. */
    private static boolean beginsFile(dev.lamina.tensorflow.proto.Event event) {
        return event.hasFileVersion()
                ? event.getFileVersion().startsWith("brain.Event:")
                : event.getWallTime() > 0 || event.getWhatCase() != WhatCase.WHAT_NOT_SET;
    }

    private EventContent content(dev.lamina.tensorflow.proto.Event event, long offset) {
        return switch (event.getWhatCase()) {
            case FILE_VERSION -> new EventContent.FileVersion(event.getFileVersion());
            case SUMMARY ->
                new EventContent.Summaries(event.getSummary().getValueList().stream()
                        .map(value -> values.of(value, offset))
                        .toList());
            case GRAPH_DEF -> {
                String name = "the graph in " + file + " at byte " + offset;
                yield new EventContent.GraphDefinition(
                        ProtoFile.parse(event.getGraphDef().toByteArray(), GraphDef.getDefaultInstance(), name),
                        file,
                        name);
            }
            case WHAT_NOT_SET -> new EventContent.Other("");
            default ->
                new EventContent.Other(dev.lamina.tensorflow.proto.Event.getDescriptor()
                        .findFieldByNumber(event.getWhatCase().getNumber())
                        .getName());
        };
    }

    @Override
    public void close() {
        records.close();
    }
}
