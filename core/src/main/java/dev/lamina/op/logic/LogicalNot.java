package dev.lamina.op.logic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.kernel.Elementwise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether {@code x} is false. */
@OpDef(inputs = "x: bool", outputs = "y: bool")
public record LogicalNot() implements UnaryOp {
    /** Adds a negation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new LogicalNot(), x);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.aligned(c, (x, y, from, to) -> bytes((byte[]) x[0], (byte[]) y, from, to));
    }

    private static void bytes(byte[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (x[k] ^ 1);
        }
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LogicalNot(), new boolean[] {true, false}).gives(new boolean[] {false, true}),
                Sample.rough(new LogicalNot(), false).gives(true));
    }
}
