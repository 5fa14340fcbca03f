package dev.lamina.op.random;

import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** What all floating-point distributions without a state give and refuse alike. */
final class StatelessSamples {
    private StatelessSamples() {}

    /** Of the form for two seeds, by what makes the operation for a type. */
    static List<Sample> ofSeeds(Function<DType, Op> of) {
        Op op = of.apply(DType.FLOAT32);
        long[] seed = {7, -8};
        return List.of(
                Sample.rough(of.apply(DType.FLOAT64), new int[] {2, 3}, seed),
                Sample.rough(of.apply(DType.FLOAT16), new int[] {5}, seed),
                Sample.rough(of.apply(DType.BFLOAT16), new int[] {5}, new int[] {-7, 8}),
                Sample.rough(op, new long[] {70_001}, seed),
                Sample.rough(op, new int[] {0, 3}, seed).gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("seed must have shape [2], not [3]", op, new int[] {1}, new long[3]),
                Sample.refused("a dimension of -1", op, new int[] {-1}, seed),
                Sample.refused("the shape must have rank 1", op, 3, seed));
    }

    /** Of the form for a key and a counter, by what makes the operation for a type. */
    static List<Sample> ofKey(Function<DType, Op> of) {
        Op op = of.apply(DType.FLOAT32);
        Tensor key = Tensor.of(new long[] {-5}, DType.UINT64);
        Tensor counter = Tensor.of(new long[] {-1, 3}, DType.UINT64);
        return List.of(
                Sample.rough(of.apply(DType.FLOAT64), new int[] {2, 3}, key, counter, 1),
                Sample.rough(of.apply(DType.BFLOAT16), new long[] {5}, key, counter, 3),
                Sample.rough(op, new int[] {70_001}, key, counter, 1),
                Sample.refused("Unsupported algorithm id: 2", op, new int[] {1}, key, counter, 2),
                Sample.refused("key must have shape [1], not [2]", op, new int[] {1}, counter, counter, 1),
                Sample.refused("counter must be a vector", op, new int[] {1}, key, key, 1),
                Sample.refused("alg must have rank 0", op, new int[] {1}, key, counter, new int[1]));
    }
}
