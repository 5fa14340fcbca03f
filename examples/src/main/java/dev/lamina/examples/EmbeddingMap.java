package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Phase;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a network has made of pictures, drawn in two dimensions: below its classes lies a layer of 16 units, the embedding. A
 * singular value decomposition finds the two directions in which embeddings differ most.
 */
final class EmbeddingMap {
    private static final float LEARNING_RATE = 0.002f;
    private static final int TRAINING_EPOCHS = 5;
    private static final int BATCH_SIZE = 100;
    private static final int N_INPUT = 784; // an image's 28 x 28 pixels
    private static final int N_EMBEDDING = 16;
    private static final int N_CLASSES = 10;
    private static final int SHOWN = 1000;

    void main(String... args) {
        System.setProperty("java.awt.headless", "true"); // the map is a file: no window is wanted, nor a display
        var options = Options.parse(TRAINING_EPOCHS, args);
        var mnist = options.readDataSets(false, true);
        var tf = Tf.create();
        tf.graph().setSeed(options.seed());

        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_INPUT), "x");
        var y = tf.placeholder(DType.INT32, Shape.of(-1), "y");
        var network = new LayerChain(
                tf, "network", x, new Flatten(), new Dense(256, Activation.RELU), new Dense(N_EMBEDDING));
        var embedding = network.apply(tf, x, Phase.TRAINING);
        var logits = tf.layers.dense(tf.nn.relu(embedding), N_CLASSES);
        var cost = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, y));
        var optimizer = tf.train.adam(LEARNING_RATE).minimize(cost);

        // Principal components: around their mean, embeddings are u · diag(s) · vᵀ, with the largest s first.
        var centred = tf.subtract(embedding, tf.reduceMean(embedding, true, 0));
        var decomposed = tf.linalg.svd(centred);
        var s = decomposed.get(0);
        var v = decomposed.get(2);
        var map = tf.matmul(centred, tf.slice(v, new int[] {0, 0}, new int[] {N_EMBEDDING, 2}));
        var squares = tf.square(s);
        var share = tf.divide(tf.reduceSum(tf.slice(squares, new int[] {0}, new int[] {2})), tf.reduceSum(squares));

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var training = options.batches(mnist.train(), BATCH_SIZE);
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                double averageCost = 0;
                try (var batches = training.open(epoch, 0)) {
                    while (batches.hasNext()) {
                        var batch = batches.next();
                        var results =
                                session.run(List.of(optimizer, cost), feed(x, batch.images()), feed(y, batch.labels()));
                        averageCost += results.get(cost).doubleValue() / training.batchesPerEpoch();
                    }
                }
                IO.println("Epoch: %02d cost= %.4f".formatted(epoch + 1, averageCost));
            }
            var shown = Pictures.first(mnist.test(), SHOWN);
            var results = session.run(List.of(map, share), feed(x, shown));
            int[] classes = Pictures.labels(mnist.test(), SHOWN);
            IO.println("Of what embeddings differ by, two of %d directions show %.0f%%"
                    .formatted(N_EMBEDDING, 100 * results.get(share).floatValue()));
            IO.println("Pictures nearest to the mean of their own class on the map: %.0f%%"
                    .formatted(100 * nearest(results.get(map), classes)));
            var file = options.pictureFile("embedding-map.png");
            draw(results.get(map), classes, options.classNames(), file);
            IO.println("The map: " + file);
        }
    }

    /** The share of points that lie nearer to the mean of their own class than to that of any other. */
    static double nearest(Tensor map, int[] classes) {
        float[] points = map.floats();
        var means = new double[N_CLASSES][2];
        var counts = new int[N_CLASSES];
        for (int i = 0; i < classes.length; i++) {
            means[classes[i]][0] += points[2 * i];
            means[classes[i]][1] += points[2 * i + 1];
            counts[classes[i]]++;
        }
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int other = 0; other < N_CLASSES; other++) {
                double dx = means[other][0] / counts[other] - points[2 * i];
                double dy = means[other][1] / counts[other] - points[2 * i + 1];
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = other;
                }
            }
            right += nearest == classes[i] ? 1 : 0;
        }
        return (double) right / classes.length;
    }

    private static void draw(Tensor map, int[] classes, List<String> names, String file) {
        XYChart chart = new XYChartBuilder().width(560).height(420).build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(4);
        chart.getStyler().setAxisTicksVisible(false);
        chart.getStyler().setToolTipsEnabled(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        float[] points = map.floats();
        for (int each = 0; each < names.size(); each++) {
            int wanted = each;
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            IntStream.range(0, classes.length).filter(i -> classes[i] == wanted).forEach(i -> {
                x.add((double) points[2 * i]);
                y.add((double) points[2 * i + 1]);
            });
            chart.addSeries(names.get(each), x, y)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(Color.getHSBColor(each / (float) N_CLASSES, 0.75f, 0.5f + 0.4f * (each % 2)));
        }
        try (var out = Files.newOutputStream(Path.of(file))) {
            BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
