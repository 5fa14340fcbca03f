package dev.lamina.op.io;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.FileNames;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Writes bytes to a file, whose folders are made if they are not there. It appears, or changes, at one stroke. */
@OpDef(
        inputs = {"filename: string", "contents: string"},
        stateful = true)
public record WriteFile() implements Op {
    /** Adds the operation; name and contents are scalars. */
    public static Node of(Scope scope, Operand filename, Operand contents) {
        return scope.node(new WriteFile(), List.of(filename, contents));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "filename");
        c.withRank(1, 0, "contents");
        return List.of();
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> FileNames.write(
                FileNames.path(inputs[0].strings()[0]), inputs[1].strings()[0]);
    }

    static List<Sample> samples() {
        return List.of(Sample.refused("contents must have rank 0", new WriteFile(), "a", new String[] {"b"}));
    }
}
