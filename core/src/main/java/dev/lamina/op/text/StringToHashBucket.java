package dev.lamina.op.text;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.List;

/**
 * A number from 0 to below {@code num_buckets} for each text, as TensorFlow first had it: {@link StringToHashBucketFast} took its place.
 *
 * @param numBuckets how many numbers there are
 */
@OpDef(inputs = "string_tensor: string", outputs = "output: int64", attrs = "num_buckets: int")
public record StringToHashBucket(long numBuckets) implements HashOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand stringTensor, long numBuckets) {
        return scope.output(new StringToHashBucket(numBuckets), stringTensor);
    }

    @Override
    public long hash(byte[] text) {
        return Hashes.murmur(text);
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new StringToHashBucket(10), (Object) new String[] {"a", "b", "c"})
                .gives((Object) new long[] {8, 0, 7}));
    }
}
