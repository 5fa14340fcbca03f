package dev.lamina.op.nn;

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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.BiasAddition;
import dev.lamina.op.kernel.Channels;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to every channel of {@code value} an element of the vector {@code bias}.
 *
 * @param dataFormat where the channels are: the last axis for {@code NHWC}, the second for {@code NCHW}
 */
@OpDef(
        inputs = {"value: T", "bias: T"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "data_format: string = 'NHWC'"
        })
public record BiasAdd(String dataFormat) implements ComplexOp.ByParts {
    /** Adds the operation for channels in the last axis. */
    public static Output of(Scope scope, Operand value, Operand bias) {
        return of(scope, value, bias, "NHWC");
    }

    /** Adds the operation. */
    public static Output of(Scope scope, Operand value, Operand bias, String dataFormat) {
        return scope.output(new BiasAdd(dataFormat), value, bias);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape value = c.shape(0);
        Shape bias = c.withRank(1, 1, "Biases");
        int channels = Channels.axis(c, dataFormat);
        if (!value.hasRank()) {
            return List.of(value);
        }
        long dim = value.dim(channels);
        if (dim >= 0 && bias.dim(0) >= 0 && dim != bias.dim(0)) {
            throw c.error(
                    "Must provide as many biases as the last dimension of the input tensor: " + bias + " vs. " + value);
        }
        return List.of(value.with(channels, Math.max(dim, bias.dim(0))));
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64, FLOAT16, BFLOAT16 -> BiasAddition.of(c, dataFormat);
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(c.upstream(0), BiasAddGrad.of(c.scope(), c.upstream(0), dataFormat));
    }

    static List<Sample> samples() {
        float[][] value = {{1, 2, 3}, {4, 5, 6}};
        float[] bias = {10, 20, 30};
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2);
        return List.of(
                Sample.of(new BiasAdd("NHWC"), value, bias).gives((Object) new float[][] {{11, 22, 33}, {14, 25, 36}}),
                Sample.of(new BiasAdd("NCHW"), image, new float[] {10, 20})
                        .gives(Tensor.wrap(new float[] {11, 12, 13, 14, 25, 26, 27, 28}, 1, 2, 2, 2)),
                Sample.of(new BiasAdd("NHWC"), image, new float[] {10, 20})
                        .gives(Tensor.wrap(new float[] {11, 22, 13, 24, 15, 26, 17, 28}, 1, 2, 2, 2)),
                Sample.of(new BiasAdd("NHWC"), new double[][] {{1}}, new double[] {2})
                        .gives((Object) new double[][] {{3}}),
                Sample.rough(new BiasAdd("NHWC"), new short[][] {{30000}}, new short[] {30000})
                        .gives((Object) new short[][] {{-5536}}),
                Sample.rough(new BiasAdd("NHWC"), new float[2][0], new float[0]).gives((Object) new float[2][0]),
                Sample.refused("as many biases", new BiasAdd("NHWC"), value, new float[2]),
                Sample.refused("Input tensor must be at least 2D", new BiasAdd("NHWC"), bias, bias),
                Sample.refused("Biases must have rank 1", new BiasAdd("NHWC"), value, value));
    }

    /** The form that takes channels in the last axis alone. */
    @OpDef(
            inputs = {"value: T", "bias: T"},
            outputs = "output: T",
            attrs =
                    "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}")
    record BiasAddV1() implements Superseded {
        @Override
        public Op successor() {
            return new BiasAdd("NHWC");
        }
    }
}
