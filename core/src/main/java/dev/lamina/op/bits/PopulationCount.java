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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many bits are set in {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: uint8", attrs = "T: {int8, int16, int32, int64, uint8, uint16, uint32, uint64}")
public record PopulationCount() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new PopulationCount(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int bits = c.inputType(0).bytes() * Byte.SIZE;
        long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
        return (inputs, outputs) -> {
            byte[] y = outputs[0].bytes();
            for (int k = 0; k < outputs[0].size(); k++) {
                y[k] = (byte) Long.bitCount(inputs[0].asLong(k) & mask);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new PopulationCount(), (Object) new int[] {0, 7, -1})
                        .gives(Tensor.of(new int[] {0, 3, 32}, DType.UINT8)),
                Sample.rough(new PopulationCount(), (Object) new byte[] {-1, 5})
                        .gives(Tensor.of(new int[] {8, 2}, DType.UINT8)),
                Sample.rough(new PopulationCount(), -1L).gives(Tensor.of(64, DType.UINT8)));
    }
}
