package dev.lamina.op.text;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A number from 0 to below {@code num_buckets} for each text, by SipHash under a key: who does not know it cannot make many of one number.
 *
 * @param numBuckets how many numbers there are
 * @param key two numbers
 */
@OpDef(
        inputs = "input: string",
        outputs = "output: int64",
        attrs = {"num_buckets: int", "key: list(int)"})
public record StringToHashBucketStrong(long numBuckets, List<Long> key) implements HashOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, long numBuckets, long key0, long key1) {
        return scope.output(new StringToHashBucketStrong(numBuckets, List.of(key0, key1)), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (key.size() != 2) {
            throw c.error("Key must have 2 elements");
        }
        return HashOp.super.shapes(c);
    }

    @Override
    public long hash(byte[] text) {
        return Hashes.sip(text, key.get(0), key.get(1));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringToHashBucketStrong(10, List.of(98765L, 132L)), (Object)
                                new String[] {"a", "b", "c"})
                        .gives((Object) new long[] {4, 2, 8}),
                Sample.refused("Key must have 2 elements", new StringToHashBucketStrong(10, List.of(98765L)), "a"));
    }
}
