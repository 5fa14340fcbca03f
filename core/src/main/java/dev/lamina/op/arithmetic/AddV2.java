package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x + y}, broadcasting: {@link Add} without strings. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs =
                "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64, complex64, complex128}")
public record AddV2() implements BinaryOp, ComplexOp.ByParts {
    /** Adds an addition. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new AddV2(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Add().kernel(c);
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(dz, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new AddV2(), new float[] {1, 2, 3}, new float[] {10, 20, 30})
                        .gives(new float[] {11, 22, 33}),
                Sample.of(new AddV2(), new float[][] {{1}, {2}}, new float[] {10, 20, 30})
                        .gives((Object) new float[][] {{11, 21, 31}, {12, 22, 32}}),
                Sample.rough(new AddV2(), new int[] {Integer.MAX_VALUE}, 1).gives(new int[] {Integer.MIN_VALUE}),
                Sample.of(
                                new AddV2(),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, -1}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {10, 20}, Shape.scalar()))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {11, 22, 13, 19}, Shape.of(2))));
    }
}
