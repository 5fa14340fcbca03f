package dev.lamina.op.io;

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
import dev.lamina.op.kernel.FileNames;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, read in each run. */
@OpDef(inputs = "filename: string", outputs = "contents: string", stateful = true)
public record ReadFile() implements Op {
    /** Adds the operation; the name is a scalar. */
    public static Output of(Scope scope, Operand filename) {
        return scope.output(new ReadFile(), filename);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "filename");
        return List.of(Shape.scalar());
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].strings()[0] =
                FileNames.read(FileNames.path(inputs[0].strings()[0]));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("no/such/file; No such file or directory", new ReadFile(), "no/such/file"),
                Sample.refused("filename must have rank 0", new ReadFile(), (Object) new String[] {"a"}));
    }
}
