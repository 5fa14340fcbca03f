package dev.lamina.op.control;

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
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input itself, marked as what says whether a loop goes on: the predicate of the loop's {@link Switch} operations. */
@OpDef(inputs = "input: bool", outputs = "output: bool")
public record LoopCond() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new LoopCond(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "input");
        return List.of(Shape.scalar());
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LoopCond(), true).gives(true),
                Sample.refused("input must have rank 0", new LoopCond(), (Object) new boolean[] {true}));
    }
}
