package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The remainder of {@code x / y} truncated towards zero, of the sign of {@code x}, broadcasting; {@link TruncateMod} by its old name.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {int32, int64, half, bfloat16, float, double}")
public record Mod() implements BinaryOp {
    /** Adds a remainder. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Mod(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new TruncateMod().kernel(c);
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return Division.remainderGradients(scope, x, y, z, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Mod(), new float[] {7, -7, 7.5f}, new float[] {3, 3, -2})
                        .gives(new float[] {1, -1, 1.5f}),
                Sample.rough(new Mod(), new int[] {7, -7, 7, -7}, new int[] {3, 3, -3, -3})
                        .gives(new int[] {1, -1, 1, -1}),
                Sample.rough(new Mod(), new float[] {1, Float.POSITIVE_INFINITY, 1}, new float[] {
                            Float.POSITIVE_INFINITY, 2, 0
                        })
                        .gives(new float[] {1, Float.NaN, Float.NaN}),
                Sample.refused("Integer division by zero", new Mod(), new int[] {1}, new int[] {0}));
    }
}
