package dev.lamina.op.logic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.kernel.Elementwise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x and y}, broadcasting. */
@OpDef(
        inputs = {"x: bool", "y: bool"},
        outputs = "z: bool")
public record LogicalAnd() implements BinaryOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new LogicalAnd(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.logical(c, LogicalAnd::bytes);
    }

    private static void bytes(byte[] a, byte[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] & b[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LogicalAnd(), new boolean[] {true, true, false, false}, new boolean[] {
                            true, false, true, false
                        })
                        .gives(new boolean[] {true, false, false, false}),
                Sample.rough(new LogicalAnd(), new boolean[][] {{true}, {false}}, new boolean[] {true, false})
                        .gives((Object) new boolean[][] {{true, false}, {false, false}}));
    }
}
