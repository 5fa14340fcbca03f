package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.Tf;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.event.HistogramBuckets;
import dev.lamina.tensorflow.event.SummaryImage;
import dev.lamina.tensorflow.proto.HistogramProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event.WhatCase;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.Summary;

/** TensorFlow reads the events that Lamina wrote, Lamina those of TensorFlow, and both make the same of the same numbers. */
class EventInteropTest {
    @TempDir
    private Path folder;

    private static float[] random(int count, boolean negative) {
        SplittableRandom random = new SplittableRandom(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float size = (float) Math.pow(10, random.nextDouble(-3, 3));
            values[i] = negative && random.nextBoolean() ? -size : size;
        }
        return values;
    }

    @Test
    void tensorFlowReadsOurs() throws InvalidProtocolBufferException {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        tf.named("sum").add(tf.constant(1f), tf.constant(2f));
        EventWriter writer = EventWriter.open(folder);
        try (writer) {
            writer.addGraph(graph);
            writer.addScalar("loss", 0.25, 7);
            writer.addHistogram("weights", Tensor.of(new float[] {-1, 2}), 8);
            writer.addImage("digit", Tensor.wrap(random(12, true), 2, 2, 3), 9);
        }
        try (TensorFlowEvents tensorFlow = new TensorFlowEvents()) {
            List<byte[]> records = tensorFlow.records(writer.file(), 5);
            var version = org.tensorflow.proto.Event.parseFrom(records.get(0));
            assertThat(version.getFileVersion()).isEqualTo("brain.Event:2");
            assertThat(version.getWallTime()).isBetween(1.7e9, 1e10);
            var definition = org.tensorflow.proto.Event.parseFrom(records.get(1));
            assertThat(definition.getWhatCase()).isEqualTo(WhatCase.GRAPH_DEF);
            assertThat(GraphDef.parseFrom(definition.getGraphDef()).getNodeList())
                    .extracting(node -> node.getOp())
                    .containsExactly("Const", "Const", "Add");
            var loss = org.tensorflow.proto.Event.parseFrom(records.get(2));
            assertThat(loss.getStep()).isEqualTo(7);
            assertThat(loss.getSummary().getValue(0).getTag()).isEqualTo("loss");
            assertThat(loss.getSummary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
            var weights = org.tensorflow.proto.Event.parseFrom(records.get(3)).getSummary();
            assertThat(weights.toByteArray()).isEqualTo(tensorFlow.histogram("weights", new float[] {-1, 2}));
            var digit = org.tensorflow.proto.Event.parseFrom(records.get(4)).getSummary();
            assertThat(digit.getValue(0).getImage().getColorspace()).isEqualTo(3);
        }
    }

    @Test
    void histogramsAreTheSame() throws InvalidProtocolBufferException {
        try (TensorFlowEvents tensorFlow = new TensorFlowEvents()) {
            for (float[] values : new float[][] {
                random(3000, true), {0, -0f, 1e-12f, 1.1e-12f, 1e20f, -1e20f, Float.MAX_VALUE, Float.MIN_VALUE}, {}, {5}
            }) {
                HistogramProto theirs = HistogramProto.parseFrom(Summary.parseFrom(tensorFlow.histogram("x", values))
                        .getValue(0)
                        .getHisto()
                        .toByteArray());
                assertThat(HistogramBuckets.of("x", Tensor.of(values))).isEqualTo(theirs);
            }
        }
    }

    @Test
    void imagesHaveTheSamePixels() throws InvalidProtocolBufferException {
        try (TensorFlowEvents tensorFlow = new TensorFlowEvents()) {
            for (int channels : new int[] {1, 3, 4}) {
                for (boolean negative : new boolean[] {false, true}) {
                    float[] values = random(20 * 30 * channels, negative);
                    values[5 * channels] = Float.NaN;
                    values[9 * channels] = Float.NEGATIVE_INFINITY;
                    var theirs = Summary.parseFrom(tensorFlow.image("x", values, 20, 30, channels))
                            .getValue(0)
                            .getImage();
                    var ours = SummaryImage.of("x", Tensor.wrap(values, 20, 30, channels));
                    assertThat(List.of(ours.getHeight(), ours.getWidth(), ours.getColorspace()))
                            .containsExactly(theirs.getHeight(), theirs.getWidth(), theirs.getColorspace());
                    assertThat(tensorFlow.pixels(ours.getEncodedImageString().toByteArray()))
                            .as("%s channels, negative: %s", channels, negative)
                            .isEqualTo(tensorFlow.pixels(
                                    theirs.getEncodedImageString().toByteArray()));
                }
            }
        }
    }

    @Test
    void weReadTensorFlows() throws IOException {
        float[] values = random(12, true);
        try (TensorFlowEvents tensorFlow = new TensorFlowEvents()) {
            tensorFlow.write(folder, 0.125f, values, 2, 2, 3);
        }
        Path file;
        try (var files = Files.list(folder)) {
            file = files.toList().getFirst();
        }
        assertThat(file.getFileName().toString()).contains(".out.tfevents.");
        List<Event> events = EventReader.readAll(file);
        assertThat(events.getFirst().content()).isEqualTo(new EventContent.FileVersion("brain.Event:2"));
        assertThat(events).extracting(Event::step).containsExactly(0L, 7L, 7L, 7L);
        List<SummaryValue> read = events.stream()
                .skip(1)
                .map(event ->
                        ((EventContent.Summaries) event.content()).values().getFirst())
                .toList();
        assertThat(read.get(0)).isEqualTo(new SummaryValue.Scalar("loss", 0.125f));
        var histogram = (SummaryValue.Histogram) read.get(1);
        HistogramProto ours = HistogramBuckets.of("weights", Tensor.of(values));
        assertThat(histogram.limits()).isEqualTo(ours.getBucketLimitList());
        assertThat(histogram.counts()).isEqualTo(ours.getBucketList());
        var image = (SummaryValue.Image) read.get(2);
        assertThat(List.of(image.height(), image.width(), image.channels())).containsExactly(2, 2, 3);
    }
}
