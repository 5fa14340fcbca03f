package dev.lamina.op.random;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;

/** Where the random numbers of a run begin. */
@FunctionalInterface
interface Start {
    /** TensorFlow's number of the one algorithm there is here, and of the choice that it makes on processors. */
    int PHILOX = 1;

    /** TensorFlow's number of any algorithm that suits the device. */
    int ANY_ALGORITHM = 3;

    /** Moves a generator to where the numbers of a run begin that gives so many elements. */
    void set(Buffer[] inputs, long elements, Philox start);

    /** Each run takes the next part of the node's own stream. */
    static Start ofStream(KernelContext c, long seed, long seed2) {
        PhiloxStream stream = stream(c, seed, seed2);
        return (inputs, elements, start) -> stream.reserveOutputs(elements, start);
    }

    /** The node's random numbers in this session. */
    static PhiloxStream stream(KernelContext c, long seed, long seed2) {
        return c.state(PhiloxStream.class, () -> new PhiloxStream(seed, seed2));
    }

    /** Where two seeds say that are an input. */
    static Start ofSeeds(int input) {
        return (inputs, elements, start) -> start.scramble(inputs[input].asLong(0), inputs[input].asLong(1));
    }

    /** Where three inputs say, from that number on: a key, a counter and an algorithm. */
    static Start ofKey(KernelContext c, int key) {
        return (inputs, elements, start) -> {
            long algorithm = inputs[key + 2].asLong(0);
            if (algorithm != PHILOX && algorithm != ANY_ALGORITHM) {
                throw c.error("Unsupported algorithm id: " + algorithm + "; Philox is " + PHILOX);
            }
            long[] counter = inputs[key + 1].longs();
            start.moveTo(inputs[key].longs()[0], counter[0], counter[1]);
        };
    }

    /** Requires that an input is two seeds. */
    static void checkSeeds(ShapeContext c, int input) {
        Shape seeds = c.shape(input);
        if (seeds.hasRank() && (seeds.rank() != 1 || (seeds.dim(0) >= 0 && seeds.dim(0) != 2))) {
            throw c.error("seed must have shape [2], not " + seeds);
        }
    }

    /** Requires that three inputs from that number on are a key, a counter and an algorithm. */
    static void checkKey(ShapeContext c, int key) {
        Shape first = c.shape(key);
        if (first.hasRank() && (first.rank() != 1 || (first.dim(0) >= 0 && first.dim(0) != 1))) {
            throw c.error("key must have shape [1], not " + first);
        }
        Shape counter = c.shape(key + 1);
        if (counter.hasRank() && (counter.rank() != 1 || counter.dim(0) == 0 || counter.dim(0) == 1)) {
            throw c.error("counter must be a vector with length at least 2; got shape: " + counter);
        }
        c.withRank(key + 2, 0, "alg");
    }
}
