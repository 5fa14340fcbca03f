package dev.lamina.op.flow;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The input itself; each time it runs, a line with the message and the data goes to standard error.
 *
 * @param message how the line begins
 * @param firstN how many times a line is written, in all of a session; always if negative
 * @param summarize how many elements of each tensor it shows
 */
@OpDef(
        inputs = {"input: T", "data: U"},
        outputs = "output: T",
        attrs = {"T: type", "U: list(type)", "message: string = ''", "first_n: int = -1", "summarize: int = 3"},
        stateful = true)
public record Print(String message, long firstN, long summarize) implements ComplexOp.Alike {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, List<? extends Operand> data, String message) {
        List<Operand> inputs = new ArrayList<>();
        inputs.add(input);
        inputs.addAll(data);
        return scope.node(new Print(message, -1, 3), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        AtomicLong calls = c.state(AtomicLong.class, AtomicLong::new);
        return (inputs, outputs) -> {
            outputs[0].copyFrom(inputs[0]);
            if (firstN < 0 || calls.getAndIncrement() < firstN) {
                String data = Arrays.stream(inputs)
                        .skip(1)
                        .map(buffer -> Summary.of(buffer, summarize))
                        .collect(Collectors.joining());
                System.err.println(message + data);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        List<@Nullable Output> gradients = new ArrayList<>(c.none());
        gradients.set(0, c.upstream(0));
        return gradients;
    }

    static List<Sample> samples() {
        float[] x = {1, 2};
        return List.of(
                Sample.of(new Print("x is ", 0, 3), (Object) x).gives((Object) x),
                Sample.rough(new Print("x is ", 1, 1), x, new int[] {1, 2}, "text")
                        .gives((Object) x));
    }
}
