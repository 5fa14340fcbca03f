package dev.lamina.app.train;

import dev.lamina.data.Batch;
import dev.lamina.data.DataSet;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.MetaGraphFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A network that {@code train --save} saved, ready to be used. */
public final class TrainedModel implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final List<String> NAMES = List.of(
            SavedNetwork.IMAGES,
            SavedNetwork.LABELS,
            SavedNetwork.PROBABILITIES,
            SavedNetwork.CORRECT,
            SavedNetwork.IMAGE_SHAPE,
            SavedNetwork.CLASS_NAMES,
            SavedNetwork.DATA);

    private final Session session;
    private final Output images;
    private final int rows;
    private final int columns;
    private final List<String> classNames;
    private final String data;

    private TrainedModel(Session session) {
        this.session = session;
        images = output(SavedNetwork.IMAGES);
        int[] shape = constant(SavedNetwork.IMAGE_SHAPE, DType.INT32, 1).ints();
        if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
            throw new InvalidArgumentException(
                    "'" + SavedNetwork.IMAGE_SHAPE + "' is no size of images: " + Arrays.toString(shape));
        }
        rows = shape[0];
        columns = shape[1];
        classNames = List.of(constant(SavedNetwork.CLASS_NAMES, DType.STRING, 1).strings());
        data = constant(SavedNetwork.DATA, DType.STRING, 0).strings()[0];
    }

    private Tensor constant(String name, DType dtype, int rank) {
        Tensor value = session.run(output(name));
        if (value.dtype() != dtype || value.shape().rank() != rank) {
            throw new InvalidArgumentException(
                    "'" + name + "' is " + value.dtype() + value.shape() + ", not " + dtype + " of rank " + rank);
        }
        return value;
    }

    /**
     * Loads a network.
     *
     * @param prefix what {@code --save} was given
     * @throws NotFoundException if there are no such files, or they hold another kind of model
     * @throws InvalidArgumentException if what the graph says of the network is not what it should be
     * @throws dev.lamina.error.DataLossException if a file is damaged
     */
    public static TrainedModel open(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix); // first: it knows what else there is
        Graph graph = MetaGraphFile.read(Path.of(checkpoint.prefix() + ".meta"));
        List<String> missing =
                NAMES.stream().filter(name -> !graph.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new NotFoundException(
                    "the graph of " + prefix + " has no nodes " + missing,
                    "this is for models of 'lamina train --save'; 'lamina run' runs any");
        }
        Session session = new Session(graph);
        boolean done = false;
        try {
            checkpoint.restore(session);
            TrainedModel model = new TrainedModel(session);
            done = true;
            return model;
        } catch (LaminaException e) {
            throw e.problem().contains(prefix) ? e : e.at("the network in " + prefix);
        } finally {
            if (!done) {
                session.close();
            }
        }
    }

    private Output output(String name) {
        return session.graph().output(name);
    }

    /** The height of the images that it knows, in pixels. */
    public int rows() {
        return rows;
    }

    /** Their width in pixels. */
    public int columns() {
        return columns;
    }

    /** What the classes are called, from class 0 on. */
    public List<String> classNames() {
        return classNames;
    }

    /** What it has learned from, as {@code --data} names it. */
    String data() {
        return data;
    }

    /**
     * How probable each class is for an image.
     *
     * @param pixels row by row, from 0, the background, to 1
     */
    public float[] probabilities(float[] pixels) {
        return session.run(output(SavedNetwork.PROBABILITIES), Feed.of(images, Tensor.wrap(pixels, 1, pixels.length)))
                .floats();
    }

    /**
     * The share of the examples that is recognised, from 0 to 1.
     *
     * @throws InvalidArgumentException if they are images of another size, or of more classes
     */
    double accuracy(DataSet examples) {
        if (examples.rows() != rows || examples.columns() != columns || examples.numClasses() > classNames.size()) {
            throw new InvalidArgumentException("the model knows images of " + rows + "x" + columns + " pixels in "
                    + classNames.size() + " classes, but these are of " + examples.rows() + "x" + examples.columns()
                    + " in " + examples.numClasses());
        }
        Output labels = output(SavedNetwork.LABELS);
        Output recognised = output(SavedNetwork.CORRECT);
        long correct = 0;
        for (Batch batch : examples.batches(BATCH).inOrder().reuseArrays()) {
            correct += session.run(recognised, Feed.of(images, batch.images()), Feed.of(labels, batch.labels()))
                    .longValue();
        }
        return (double) correct / examples.numExamples();
    }

    @Override
    public void close() {
        session.close();
    }
}
