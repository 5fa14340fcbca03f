package dev.lamina.op.text;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pattern for the files of which {@link ShardedFilename} names each: {@code model-?????-of-00005}. */
@OpDef(
        inputs = {"basename: string", "num_shards: int32"},
        outputs = "filename: string")
public record ShardedFilespec() implements Op {
    /** Adds the operation; the inputs are scalars. */
    public static Output of(Scope scope, Operand basename, Operand numShards) {
        return scope.output(new ShardedFilespec(), basename, numShards);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "basename");
        c.withRank(1, 0, "num_shards");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].strings()[0] = String.format(
                        Locale.ROOT,
                        "%s-?????-of-%05d",
                        new String(inputs[0].strings()[0], StandardCharsets.UTF_8),
                        inputs[1].ints()[0])
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ShardedFilespec(), "a/model", 5).gives("a/model-?????-of-00005"),
                Sample.refused("basename must have rank 0", new ShardedFilespec(), new String[] {"model"}, 5));
    }
}
