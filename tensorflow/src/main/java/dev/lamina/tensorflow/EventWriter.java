package dev.lamina.tensorflow;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.event.HistogramBuckets;
import dev.lamina.tensorflow.event.SummaryImage;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.TfRecordWriter;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.proto.Event;
import dev.lamina.tensorflow.proto.SessionLog;
import dev.lamina.tensorflow.proto.Summary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Writes what happens while a network learns to a file that TensorBoard shows, as TensorFlow 1's {@code FileWriter} does.
 *
 * <p>Every value has the time at which it was added and belongs to a step. It is in the file after {@link #flush},
 * {@link #close}, or when a value is added two minutes after the last flush. Several threads may add values.
 */
public final class EventWriter implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";
    private static final Duration FLUSH = Duration.ofMinutes(2);

    private final Path file;
    private final TfRecordWriter records;
    private final InstantSource clock;
    private Instant flushed;
    private boolean closed;

    private EventWriter(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        flushed = clock.instant();
        records = new TfRecordWriter(new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    }

    /**
     * Begins a file {@code events.out.tfevents.<seconds since 1970>.<host>} in a folder, which is made if it is not there. If
     * there is such a file already, the new one's name goes on with {@code .1}, {@code .2} and so on.
     *
     * @throws dev.lamina.error.UnavailableException if no file can be written there
     */
    public static EventWriter open(Path folder) {
        return open(folder, InstantSource.system(), host());
    }

    static EventWriter open(Path folder, InstantSource clock, String host) {
        String name = String.format(
                Locale.ROOT, "events.out.tfevents.%010d.%s", clock.instant().getEpochSecond(), host);
        try {
            Files.createDirectories(folder);
            EventWriter writer = create(folder.resolve(name), clock);
            writer.add(Event.newBuilder().setFileVersion(VERSION));
            writer.flush();
            return writer;
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
    }

    private static EventWriter create(Path wanted, InstantSource clock) throws IOException {
        Path file = wanted;
        for (int i = 1; ; i++) {
            try {
                return new EventWriter(file, clock);
            } catch (FileAlreadyExistsException e) {
                file = wanted.resolveSibling(wanted.getFileName() + "." + i);
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine without a network: the name only tells writers apart.
            return "localhost";
        }
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /**
     * Adds a point of a curve, as TensorFlow's {@code ScalarSummary} does: float32, and not a number if the value is not.
     *
     * @param tag the curve's name; what stands before a {@code /} groups curves
     */
    public void addScalar(String tag, double value, long step) {
        add(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value), step);
    }

    /**
     * Adds how the elements of a tensor are distributed, as TensorFlow's {@code HistogramSummary} does.
     *
     * @param values of any shape, of a floating or an integer type
     * @throws InvalidArgumentException if an element is not a finite number, or of another type
     */
    public void addHistogram(String tag, Tensor values, long step) {
        add(Summary.Value.newBuilder().setTag(tag).setHisto(HistogramBuckets.of(tag, values)), step);
    }

    /**
     * Adds an image, as TensorFlow's {@code ImageSummary} does: uint8 as it is; floating types in float32, scaled so that the
     * largest value is 255, or if there are negative ones so that 0 becomes 128 and the one farthest from it fits. A pixel that
     * is not finite is red.
     *
     * @param image of shape {@code [height, width, channels]}, with 1 (gray), 3 (RGB) or 4 (RGBA) channels
     * @throws InvalidArgumentException if it is of another shape or type, or has no pixels
     */
    public void addImage(String tag, Tensor image, long step) {
        add(Summary.Value.newBuilder().setTag(tag).setImage(SummaryImage.of(tag, image)), step);
    }

    /** Adds a graph, which TensorBoard draws; of several it draws the last one. */
    public void addGraph(Graph graph) {
        add(Event.newBuilder().setGraphDef(GraphDefs.write(graph).toByteString()));
    }

    /**
     * Says that a training began at that step, after an interruption for instance: of what older files of the folder have
     * from there on, TensorBoard shows nothing.
     */
    public void addStart(long step) {
        add(Event.newBuilder()
                .setStep(step)
                .setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
    }

    private void add(Summary.Value.Builder value, long step) {
        add(Event.newBuilder().setStep(step).setSummary(Summary.newBuilder().addValue(value)));
    }

    private synchronized void add(Event.Builder event) {
        if (closed) {
            throw new FailedPreconditionException("the event file " + file + " is closed");
        }
        Instant now = clock.instant();
        try {
            records.write(event.setWallTime(seconds(now)).build().toByteArray());
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
        if (flushed.plus(FLUSH).compareTo(now) <= 0) {
            flush();
        }
    }

    /** Seconds since 1970, as TensorFlow has them: whole microseconds. */
    private static double seconds(Instant time) {
        return (time.getEpochSecond() * 1_000_000 + time.getNano() / 1000) / 1e6;
    }

    /**
     * Hands all that was added to the system, so that others see it in the file.
     *
     * @throws dev.lamina.error.UnavailableException if it cannot be written
     */
    public synchronized void flush() {
        if (closed) {
            return;
        }
        try {
            records.flush();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
        flushed = clock.instant();
    }

    /**
     * Flushes and ends the file; a second time nothing happens.
     *
     * @throws dev.lamina.error.UnavailableException if it cannot be written
     */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            records.close();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }
}
