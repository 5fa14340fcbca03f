package dev.lamina.op.quant;

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
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link FakeQuantWithMinMaxVars}, with a range for each channel along the last axis: {@code min} and {@code max} are [channels].
 *
 * @param numBits from 2 to 16
 * @param narrowRange whether there is a level less
 */
@OpDef(
        inputs = {"inputs: float", "min: float", "max: float"},
        outputs = "outputs: float",
        attrs = {"num_bits: int = 8", "narrow_range: bool = false"})
public record FakeQuantWithMinMaxVarsPerChannel(long numBits, boolean narrowRange) implements Op {
    /** Adds the operation, with 8 bits. */
    public static Output of(Scope scope, Operand inputs, Operand min, Operand max) {
        return scope.output(new FakeQuantWithMinMaxVarsPerChannel(8, false), inputs, min, max);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Levels.checkBits(c, numBits);
        return List.of(withRanges(c, c.shape(0), 1));
    }

    /** The inputs' shape, whose last axis two vectors fit. */
    private static Shape withRanges(ShapeContext c, Shape inputs, int first) {
        Shape channels = c.withRank(first, 1, "min").merge(matching(c, first));
        if (!inputs.hasRank()) {
            return inputs;
        }
        if (inputs.rank() < 1) {
            throw c.error("Shape must be at least rank 1 but is rank 0");
        }
        if (!inputs.slice(inputs.rank() - 1, inputs.rank()).isCompatibleWith(channels)) {
            throw c.error("min has incorrect size, expected " + inputs.dim(-1) + " was " + channels.dim(0));
        }
        return channels.dim(0) < 0 ? inputs : inputs.with(inputs.rank() - 1, channels.dim(0));
    }

    private static Shape matching(ShapeContext c, int first) {
        Shape max = c.withRank(first + 1, 1, "max");
        if (!max.isCompatibleWith(c.shape(first))) {
            throw c.error("min and max have different sizes, " + c.shape(first) + " and " + max);
        }
        return max;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return quantised(c, (int) c.inputShape(0).dim(-1), numBits, narrowRange);
    }

    /** The kernel for so many channels; where the range is empty all is 0. */
    static Kernel quantised(KernelContext c, int channels, long bits, boolean isNarrow) {
        int rows = channels == 0 ? 0 : c.inputShape(0).size() / channels;
        return new Rows(rows, Math.max(1, channels), (inputs, outputs, from, to) -> {
            float[] x = inputs[0].floats();
            float[] y = outputs[0].floats();
            for (int channel = 0; channel < channels; channel++) {
                float min = inputs[1].floats()[channel];
                float max = inputs[2].floats()[channel];
                boolean isEmpty = min == 0 && max == 0;
                Levels levels = Levels.of(min, max, bits, isNarrow);
                for (int i = from * channels + channel; i < to * channels; i += channels) {
                    y[i] = isEmpty ? 0 : levels.nearest(x[i]);
                }
            }
        });
    }

    /** The kernel of the gradients for so many channels; where the range is empty all passes. */
    static Kernel slopes(KernelContext c, int channels, long bits, boolean isNarrow) {
        int size = c.inputShape(0).size();
        return (inputs, outputs) -> {
            float[] g = inputs[0].floats();
            float[] x = inputs[1].floats();
            float[] y = outputs[0].floats();
            for (int channel = 0; channel < channels; channel++) {
                float min = inputs[2].floats()[channel];
                float max = inputs[3].floats()[channel];
                boolean isEmpty = min == 0 && max == 0;
                Levels levels = Levels.of(min, max, bits, isNarrow);
                double below = 0;
                double above = 0;
                for (int i = channel; i < size; i += channels) {
                    y[i] = isEmpty || levels.has(x[i]) ? g[i] : 0;
                    below += !isEmpty && x[i] < levels.min() ? g[i] : 0;
                    above += !isEmpty && x[i] > levels.max() ? g[i] : 0;
                }
                outputs[1].floats()[channel] = (float) below;
                outputs[2].floats()[channel] = (float) above;
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new FakeQuantWithMinMaxVarsPerChannelGradient(numBits, narrowRange);
        List<Output> inputs = List.of(c.upstream(0), c.input(0), c.input(1), c.input(2));
        return List.copyOf(c.scope().node(op, inputs).outputs());
    }

    /** The gradients of {@link FakeQuantWithMinMaxVarsPerChannel}, whose attributes it has. */
    @OpDef(
            inputs = {"gradients: float", "inputs: float", "min: float", "max: float"},
            outputs = {"backprops_wrt_input: float", "backprop_wrt_min: float", "backprop_wrt_max: float"},
            attrs = {"num_bits: int = 8", "narrow_range: bool = false"})
    public record FakeQuantWithMinMaxVarsPerChannelGradient(long numBits, boolean narrowRange) implements Op {
        /** Adds the gradients of one with 8 bits: by the inputs, the least and the greatest. */
        public static List<Output> of(Scope scope, Operand gradients, Operand inputs, Operand min, Operand max) {
            return scope.node(
                            new FakeQuantWithMinMaxVarsPerChannelGradient(8, false),
                            List.of(gradients, inputs, min, max))
                    .outputs();
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Levels.checkBits(c, numBits);
            if (!c.shape(0).isCompatibleWith(c.shape(1))) {
                throw c.error("gradient and input must be the same size");
            }
            Shape inputs = withRanges(c, c.shape(0).merge(c.shape(1)), 2);
            Shape channels = c.withRank(2, 1, "min").merge(c.withRank(3, 1, "max"));
            return List.of(inputs, channels, channels);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return slopes(c, (int) c.inputShape(1).dim(-1), numBits, narrowRange);
        }

        static List<Sample> samples() {
            return List.of(Sample.rough(
                            new FakeQuantWithMinMaxVarsPerChannelGradient(8, false),
                            new float[][] {{1, 2}, {3, 4}, {5, 6}},
                            new float[][] {{-11, 4}, {0, -8}, {60, 8}},
                            new float[] {-10, -7},
                            new float[] {53.75f, 7})
                    .gives(new float[][] {{0, 2}, {3, 0}, {0, 0}}, new float[] {1, 4}, new float[] {5, 6}));
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new FakeQuantWithMinMaxVarsPerChannel(8, false),
                                new float[][] {{-11, 4}, {53.7f, 8}},
                                new float[] {-10, 0},
                                new float[] {53.75f, 0})
                        .gives((Object) new float[][] {{-10, 0}, {53.75f, 0}}),
                Sample.rough(
                                new FakeQuantWithMinMaxVarsPerChannel(4, true),
                                new float[] {-2.4f, 0.6f},
                                new float[] {-7, -14},
                                new float[] {7, 14})
                        .gives((Object) new float[] {-2, 0}),
                Sample.refused(
                        "min has incorrect size, expected 2 was 3",
                        new FakeQuantWithMinMaxVarsPerChannel(8, false),
                        new float[1][2],
                        new float[3],
                        new float[3]),
                Sample.refused(
                        "min and max have different sizes",
                        new FakeQuantWithMinMaxVarsPerChannel(8, false),
                        new float[1][2],
                        new float[2],
                        new float[3]));
    }
}
