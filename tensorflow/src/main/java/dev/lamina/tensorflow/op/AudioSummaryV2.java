package dev.lamina.tensorflow.op;

import com.google.protobuf.ByteString;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.Summary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary with the first sounds of a batch [batch, frames, channels], or [batch, frames] of one channel, as WAV files of 16 bits, under a tag,
 * which is a scalar. Samples are in [-1, 1]; what is beyond is cut.
 *
 * @param maxOutputs how many there are at most
 */
@OpDef(
        inputs = {"tag: string", "tensor: float", "sample_rate: float"},
        outputs = "summary: string",
        attrs = "max_outputs: int = 3")
public record AudioSummaryV2(long maxOutputs) implements Op {
    private static final int HEADER = 44;

    /** Adds the operation for so many sounds; the rate is samples a second. */
    public static Output of(Scope scope, Operand tag, Operand tensor, Operand sampleRate, int maxOutputs) {
        return scope.output(new AudioSummaryV2(maxOutputs), tag, tensor, sampleRate);
    }

    /** The form whose rate is an attribute. */
    @OpDef(
            inputs = {"tag: string", "tensor: float"},
            outputs = "summary: string",
            attrs = {"sample_rate: float", "max_outputs: int = 3"})
    record AudioSummary(float sampleRate, long maxOutputs) implements Superseded {
        @Override
        public Op successor() {
            return new AudioSummaryV2(maxOutputs);
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            return List.of(given.get(0), given.get(1), Const.of(scope.named("sample_rate"), sampleRate));
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "tag");
        c.withRank(2, 0, "sample_rate");
        Shape tensor = c.shape(1);
        if (tensor.hasRank() && tensor.rank() != 2 && tensor.rank() != 3) {
            throw c.error("Tensor must be 3-D or 2-D, got: " + tensor);
        }
        if (maxOutputs < 1) {
            throw c.error("max_outputs must be at least 1, got " + maxOutputs);
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(1);
        int frames = (int) shape.dim(1);
        int channels = shape.rank() == 2 ? 1 : (int) shape.dim(2);
        return (inputs, outputs) -> {
            String tag = ScalarSummary.text(inputs[0], 0);
            float rate = inputs[2].floats()[0];
            if (!(rate > 0)) {
                throw c.error("sample_rate must be positive, got " + rate);
            }
            Summary.Builder summary = Summary.newBuilder();
            for (int i = 0; i < Math.min(maxOutputs, shape.dim(0)); i++) {
                byte[] wav = wav(inputs[1].floats(), i * frames * channels, frames, channels, rate);
                summary.addValue(Summary.Value.newBuilder()
                        .setTag(maxOutputs > 1 ? tag + "/audio/" + i : tag + "/audio")
                        .setAudio(Summary.Audio.newBuilder()
                                .setSampleRate(rate)
                                .setNumChannels(channels)
                                .setLengthFrames(frames)
                                .setContentType("audio/wav")
                                .setEncodedAudioString(ByteString.copyFrom(wav))));
            }
            outputs[0].strings()[0] = summary.build().toByteArray();
        };
    }

    private static byte[] wav(float[] samples, int from, int frames, int channels, float rate) {
        int bytes = Math.multiplyExact(2, frames * channels);
        ByteBuffer wav = ByteBuffer.allocate(Math.addExact(HEADER, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        int perSecond = Math.round(rate);
        wav.putShort((short) channels).putInt(perSecond).putInt(perSecond * channels * 2);
        wav.putShort((short) (channels * 2)).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (int i = 0; i < frames * channels; i++) {
            float scaled = Math.clamp(samples[from + i] * Short.MAX_VALUE, Short.MIN_VALUE, Short.MAX_VALUE);
            wav.putShort((short) Math.round(scaled));
        }
        return wav.array();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.refused("Tensor must be 3-D or 2-D", new AudioSummaryV2(3), "a", new float[2], 8000f));
    }
}
