package dev.lamina.tensorflow.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.op.Operations;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.Summary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageOperationsTest {
    private final Tf tf = Tf.create();

    private Tensor run(Output output) {
        try (Session session = tf.session()) {
            return session.run(output);
        }
    }

    private Summary summary(Output output) throws IOException {
        return Summary.parseFrom(run(output).buffer().strings()[0]);
    }

    private Output text(String text) {
        return tf.constant(text);
    }

    @Test
    void aScalarSummaryHasAValueForEachTag() throws IOException {
        Output tags = tf.constant(new String[] {"loss", "rate"});
        Summary summary = summary(ScalarSummary.of(tf.scope(), tags, tf.constant(new double[] {0.5, 2})));
        assertThat(summary.getValueCount()).isEqualTo(2);
        assertThat(summary.getValue(0).getTag()).isEqualTo("loss");
        assertThat(summary.getValue(0).getSimpleValue()).isEqualTo(0.5f);
        assertThat(summary.getValue(1).getSimpleValue()).isEqualTo(2f);
    }

    @Test
    void aHistogramSummaryCounts() throws IOException {
        Output values = tf.constant(new float[] {1, 1, 3});
        Summary.Value value =
                summary(HistogramSummary.of(tf.scope(), text("w"), values)).getValue(0);
        assertThat(value.getHisto().getNum()).isEqualTo(3);
        assertThat(value.getHisto().getSum()).isEqualTo(5);
        assertThat(value.getHisto().getMax()).isEqualTo(3);
    }

    @Test
    void anImageSummaryHasTheFirstPictures() throws IOException {
        Output batch = tf.constant(new float[3][2][4][1]);
        Summary summary = summary(ImageSummary.of(tf.scope(), text("in"), batch, 2));
        assertThat(summary.getValueCount()).isEqualTo(2);
        assertThat(summary.getValue(1).getTag()).isEqualTo("in/image/1");
        assertThat(summary.getValue(1).getImage().getWidth()).isEqualTo(4);
        assertThat(summary(ImageSummary.of(tf.scope(), text("in"), batch, 1))
                        .getValue(0)
                        .getTag())
                .isEqualTo("in/image");
    }

    @Test
    void anAudioSummaryHasWavFiles() throws IOException {
        Output sound = tf.constant(new float[][] {{0, 1, -1}});
        Summary.Value value = summary(AudioSummaryV2.of(tf.scope(), text("s"), sound, tf.constant(8000f), 1))
                .getValue(0);
        assertThat(value.getTag()).isEqualTo("s/audio");
        assertThat(value.getAudio().getLengthFrames()).isEqualTo(3);
        byte[] wav = value.getAudio().getEncodedAudioString().toByteArray();
        assertThat(wav).hasSize(44 + 6).startsWith('R', 'I', 'F', 'F', 42, 0, 0, 0, 'W', 'A', 'V', 'E');
        assertThat(wav).endsWith(0, 0, 0xff, 0x7f, 0x01, 0x80);
    }

    @Test
    void summariesAreMergedUnlessTwoHaveOneTag() throws IOException {
        Output one = ScalarSummary.of(tf.scope(), text("a"), tf.constant(1f));
        Output other = TensorSummaryV2.of(tf.scope(), text("b"), tf.constant(new int[] {1, 2}), text(""));
        Summary merged = summary(MergeSummary.of(tf.scope(), List.of(one, other)));
        assertThat(merged.getValueList()).extracting(Summary.Value::getTag).containsExactly("a", "b");
        Output twice = MergeSummary.of(tf.scope(), List.of(one, one));
        assertThatThrownBy(() -> run(twice))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Duplicate tag a found in summary inputs");
    }

    @Test
    void aTensorIsParsedAsItWasSerialized() {
        for (Object value :
                new Object[] {new float[][] {{1, 2}, {3, 4}}, 7L, new String[] {"a", "b"}, new boolean[] {true}}) {
            Tensor tensor = Tensor.of(value);
            Output bytes = SerializeTensor.of(tf.scope(), tf.constant(tensor));
            assertThat(run(ParseTensor.of(tf.scope(), bytes, tensor.dtype()))).isEqualTo(tensor);
        }
        Output other = ParseTensor.of(tf.scope(), SerializeTensor.of(tf.scope(), tf.constant(1)), DType.FLOAT32);
        assertThatThrownBy(() -> run(other))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Type mismatch between parsed tensor (int32) and dtype (float)");
    }

    @Test
    void graphsFindThem() {
        for (Class<?> operation : new MessageOperations().operations()) {
            assertThat(Operations.find(operation.getSimpleName())).contains(operation);
        }
    }
}
