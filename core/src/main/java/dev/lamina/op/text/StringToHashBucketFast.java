package dev.lamina.op.text;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * A number from 0 to below {@code num_buckets} for each text, by the 64-bit fingerprint of FarmHash. It never changes; who knows the texts
 * can make many of one number.
 *
 * @param numBuckets how many numbers there are
 */
@OpDef(inputs = "input: string", outputs = "output: int64", attrs = "num_buckets: int")
public record StringToHashBucketFast(long numBuckets) implements HashOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, long numBuckets) {
        return scope.output(new StringToHashBucketFast(numBuckets), input);
    }

    @Override
    public long hash(byte[] text) {
        return Hashes.farm(text);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringToHashBucketFast(10), (Object) new String[] {"a", "b", "c", "d"})
                        .gives((Object) new long[] {9, 2, 2, 5}),
                Sample.rough(new StringToHashBucketFast(1), "").gives(0L),
                Sample.refused("must be at least minimum 1", new StringToHashBucketFast(0), "a"));
    }
}
