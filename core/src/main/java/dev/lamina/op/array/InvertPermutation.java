package dev.lamina.op.array;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inverse of a permutation: {@code y[x[i]] = i}. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = {"T: {int32, int64} = int32"})
public record InvertPermutation() implements Op {
    /** Adds an inversion. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new InvertPermutation(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.withRank(0, 1, "x"));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = c.inputShape(0).size();
        return (inputs, outputs) -> {
            for (int i = 0; i < n; i++) {
                Integers.set(outputs[0], i, -1);
            }
            for (int i = 0; i < n; i++) {
                long place = inputs[0].asLong(i);
                if (place < 0 || place >= n) {
                    throw c.error(place + " is not between 0 and " + n);
                }
                if (outputs[0].asLong((int) place) != -1) {
                    throw c.error(place + " is duplicated in the input.");
                }
                Integers.set(outputs[0], (int) place, i);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new InvertPermutation(), (Object) new int[] {3, 4, 0, 2, 1})
                        .gives((Object) new int[] {2, 4, 3, 0, 1}),
                Sample.rough(new InvertPermutation(), (Object) new long[] {1, 0})
                        .gives((Object) new long[] {1, 0}),
                Sample.refused("2 is not between 0 and 2", new InvertPermutation(), (Object) new int[] {2, 0}),
                Sample.refused("0 is duplicated in the input.", new InvertPermutation(), (Object) new int[] {0, 0}));
    }
}
