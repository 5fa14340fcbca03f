package dev.lamina.op.bits;

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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which elements are greater than a threshold, eight along the last axis in a byte, the first in its highest bit. */
@OpDef(
        inputs = {"input: T", "threshold: T"},
        outputs = "output: uint8",
        attrs = "T: {bool, half, float, double, int8, int16, int32, int64}")
public record CompareAndBitpack() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand threshold) {
        return scope.output(new CompareAndBitpack(), input, threshold);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        c.withRank(1, 0, "Compare must be a scalar: threshold");
        if (!shape.hasRank()) {
            return List.of(shape);
        }
        if (shape.rank() == 0) {
            throw c.error("Input should be at least a vector, but saw a scalar.");
        }
        long extent = shape.dim(-1);
        if (extent >= 0 && extent % Byte.SIZE != 0) {
            throw c.error("Inner dimension of input should be divisible by 8, but saw shape: " + shape);
        }
        return List.of(shape.with(shape.rank() - 1, extent < 0 ? -1 : extent / Byte.SIZE));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        boolean isFloating = c.inputType(0).isFloating();
        return (inputs, outputs) -> {
            byte[] y = outputs[0].bytes();
            Buffer x = inputs[0];
            for (int k = 0; k < outputs[0].size(); k++) {
                int packed = 0;
                for (int i = k * Byte.SIZE; i < (k + 1) * Byte.SIZE; i++) {
                    boolean isGreater =
                            isFloating ? x.asDouble(i) > inputs[1].asDouble(0) : x.asLong(i) > inputs[1].asLong(0);
                    packed = packed << 1 | (isGreater ? 1 : 0);
                }
                y[k] = (byte) packed;
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new CompareAndBitpack(), new float[] {1, 0, 2, Float.NaN, 0.5f, 3, 0, 9}, 0.5f)
                        .gives(Tensor.of(new int[] {0b10100101}, DType.UINT8)),
                Sample.rough(
                                new CompareAndBitpack(),
                                new boolean[][] {{true, false, false, false, false, false, false, true}},
                                false)
                        .gives(Tensor.of(new int[][] {{129}}, DType.UINT8)),
                Sample.refused("should be divisible by 8", new CompareAndBitpack(), new int[9], 1),
                Sample.refused("threshold must have rank 0", new CompareAndBitpack(), new int[8], new int[1]));
    }
}
