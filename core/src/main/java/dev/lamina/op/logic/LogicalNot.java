package dev.lamina.op.logic;

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether {@code x} is false. */
@OpDef(inputs = "x: bool", outputs = "y: bool")
public record LogicalNot() implements Op {
    /** Adds a negation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new LogicalNot(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.aligned(c, (x, y, from, to) -> bytes((byte[]) x[0], (byte[]) y, from, to));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static void bytes(byte[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (x[k] ^ 1);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LogicalNot(), new boolean[] {true, false}).gives(new boolean[] {false, true}),
                Sample.rough(new LogicalNot(), false).gives(true));
    }
}
