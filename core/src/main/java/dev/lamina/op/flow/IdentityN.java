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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The inputs themselves, of any types and shapes. */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: list(type)")
public record IdentityN() implements ComplexOp.Alike {
    /** Adds the operation; an output for each input. */
    public static List<Output> of(Scope scope, List<? extends Operand> inputs) {
        return scope.node(new IdentityN(), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return IntStream.range(0, c.inputs()).mapToObj(c::shape).toList();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < inputs.length; i++) {
                outputs[i].copyFrom(inputs[i]);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return IntStream.range(0, c.node().outputCount()).mapToObj(c::upstream).collect(Collectors.toList());
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new IdentityN(), new float[] {1, 2}, 3f).gives(new float[] {1, 2}, 3f),
                Sample.rough(new IdentityN(), "a", new int[] {1}).gives("a", new int[] {1}));
    }
}
