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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as quantisation leaves them: rounded to the nearest of the multiples, as many as so many bits have, that reach as far as the numbers, or as a
 * range that is given. The gradient passes as if nothing was rounded.
 *
 * @param signedInput whether there are negative multiples
 * @param numBits how many bits
 * @param rangeGiven whether the range is that of the other inputs, beyond which numbers are clamped
 * @param roundMode {@code HALF_TO_EVEN} or {@code HALF_UP}
 * @param narrowRange whether there are as many negative multiples as positive ones
 * @param axis the axis along which each slice has a range of its own, or -1 for one range
 */
@OpDef(
        inputs = {"input: T", "input_min: T", "input_max: T"},
        outputs = "output: T",
        attrs = {
            "signed_input: bool = true",
            "num_bits: int = 8",
            "range_given: bool = false",
            "T: {bfloat16, half, float, double}",
            "round_mode: string = 'HALF_TO_EVEN'",
            "narrow_range: bool = false",
            "axis: int = -1"
        })
public record QuantizeAndDequantizeV2(
        boolean signedInput, long numBits, boolean rangeGiven, String roundMode, boolean narrowRange, long axis)
        implements Op {
    /** Adds the operation with 8 bits, signed, within a range. */
    public static Output of(Scope scope, Operand input, Operand inputMin, Operand inputMax) {
        Op op = new QuantizeAndDequantizeV2(true, 8, true, "HALF_TO_EVEN", false, -1);
        return scope.output(op, input, inputMin, inputMax);
    }

    private Multiples multiples() {
        return new Multiples(signedInput, rangeGiven, !roundMode.equals("HALF_UP"), narrowRange, (int) axis);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!roundMode.equals("HALF_TO_EVEN") && !roundMode.equals("HALF_UP")) {
            throw c.error("Round mode string must be 'HALF_TO_EVEN' or 'HALF_UP', is '" + roundMode + "'");
        }
        Multiples.checkBits(c, numBits, signedInput);
        return multiples().shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return multiples().kernel(c, (int) numBits);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(c.upstream(0), null, null);
    }

    /** The form whose number of bits is an input, a scalar; it always rounds ties to even. The attributes are those of the other. */
    @OpDef(
            inputs = {"input: T", "input_min: T", "input_max: T", "num_bits: int32"},
            outputs = "output: T",
            attrs = {
                "signed_input: bool = true",
                "range_given: bool = true",
                "T: {bfloat16, half, float, double}",
                "narrow_range: bool = false",
                "axis: int = -1"
            })
    public record QuantizeAndDequantizeV3(boolean signedInput, boolean rangeGiven, boolean narrowRange, long axis)
            implements Op {
        /** Adds the operation, signed, within a range. */
        public static Output of(Scope scope, Operand input, Operand inputMin, Operand inputMax, Operand numBits) {
            return scope.output(new QuantizeAndDequantizeV3(true, true, false, -1), input, inputMin, inputMax, numBits);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            c.withRank(3, 0, "num_bits");
            Tensor bits = c.value(3);
            if (bits != null) {
                Multiples.checkBits(c, bits.longValue(), signedInput);
            }
            return new Multiples(signedInput, rangeGiven, true, narrowRange, (int) axis).shapes(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int bits = (int) c.value(3).longValue();
            return new Multiples(signedInput, rangeGiven, true, narrowRange, (int) axis).kernel(c, bits);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Arrays.asList(c.upstream(0), null, null, null);
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(
                                    new QuantizeAndDequantizeV3(true, true, false, -1),
                                    new double[] {-1, 0.3, 0.6, 2},
                                    -1.0,
                                    1.0,
                                    2)
                            .gives((Object) new double[] {-1, 0, 1, 1}),
                    Sample.refused(
                            "num_bits is out of range",
                            new QuantizeAndDequantizeV3(true, true, false, -1),
                            new float[1],
                            -1f,
                            1f,
                            0));
        }
    }

    static List<Sample> samples() {
        QuantizeAndDequantizeV2 given = new QuantizeAndDequantizeV2(true, 8, true, "HALF_TO_EVEN", false, -1);
        QuantizeAndDequantizeV2 found = new QuantizeAndDequantizeV2(true, 4, false, "HALF_UP", true, -1);
        return List.of(
                // Steps of 1/127, so that 1 is one of them.
                Sample.rough(given, new float[] {-1, -0.5f, 0, 0.3f, 0.8f, 2}, -1f, 1f)
                        .gives((Object) new float[] {-1, -64 / 127f, 0, 38 / 127f, 102 / 127f, 1}),
                Sample.rough(found, new float[] {-7, 2.5f, 3.2f}, 0f, 0f).gives((Object) new float[] {-7, 3, 3}),
                Sample.rough(
                                new QuantizeAndDequantizeV2(false, 2, true, "HALF_TO_EVEN", false, 1),
                                new float[][] {{-1, 4}, {2.6f, 20}},
                                new float[2],
                                new float[] {3, 30})
                        .gives((Object) new float[][] {{0, 0}, {3, 20}}),
                Sample.refused("Invalid range: input_min 1.0 > input_max 0.0", given, new float[1], 1f, 0f),
                Sample.refused(
                        "Round mode string must be",
                        new QuantizeAndDequantizeV2(true, 8, true, "UP", false, -1),
                        new float[1],
                        0f,
                        1f),
                Sample.refused(
                        "num_bits is out of range",
                        new QuantizeAndDequantizeV2(true, 64, true, "HALF_UP", false, -1),
                        new float[1],
                        0f,
                        1f));
    }
}
