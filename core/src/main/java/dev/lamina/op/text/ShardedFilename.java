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

/** The name of one of several files that hold the parts of something: {@code model-00002-of-00005} for the third of five. */
@OpDef(
        inputs = {"basename: string", "shard: int32", "num_shards: int32"},
        outputs = "filename: string")
public record ShardedFilename() implements Op {
    /** Adds the operation; the inputs are scalars, {@code shard} is counted from 0. */
    public static Output of(Scope scope, Operand basename, Operand shard, Operand numShards) {
        return scope.output(new ShardedFilename(), basename, shard, numShards);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "basename");
        c.withRank(1, 0, "shard");
        c.withRank(2, 0, "num_shards");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].strings()[0] = String.format(
                        Locale.ROOT,
                        "%s-%05d-of-%05d",
                        new String(inputs[0].strings()[0], StandardCharsets.UTF_8),
                        inputs[1].ints()[0],
                        inputs[2].ints()[0])
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new ShardedFilename(), "a/model", 2, 5).gives("a/model-00002-of-00005"),
                Sample.rough(new ShardedFilename(), "", 123456, 7).gives("-123456-of-00007"),
                Sample.refused("shard must have rank 0", new ShardedFilename(), "model", new int[] {1}, 5));
    }
}
