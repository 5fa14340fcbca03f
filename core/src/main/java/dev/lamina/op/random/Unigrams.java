package dev.lamina.op.random;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.random.FixedUnigrams;
import dev.lamina.op.kernel.FileNames;
import dev.lamina.op.kernel.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The weights of classes that a sampler is given, as TensorFlow takes them from its attributes. */
final class Unigrams {
    private final KernelContext context;
    private final FixedUnigramCandidateSampler op;

    private Unigrams(KernelContext c, FixedUnigramCandidateSampler op) {
        context = c;
        this.op = op;
    }

    /** The distribution that an operation's weights make. */
    static FixedUnigrams of(KernelContext c, FixedUnigramCandidateSampler op) {
        return new Unigrams(c, op).distribution();
    }

    private FixedUnigrams distribution() {
        List<Float> own = new ArrayList<>();
        // More than there are classes need not be counted to be refused.
        for (long id = 0; id < op.numReservedIds() && own.size() <= op.rangeMax(); id++) {
            if (isOwn(id)) {
                own.add(0f);
            }
        }
        float total = 0;
        // TensorFlow numbers the weights on from what this shard has reserved, not from what all have.
        long id = own.size();
        for (float given : op.vocabFile().isEmpty() ? op.unigrams() : read()) {
            if (isOwn(id++)) {
                float weight = (float) StrictMath.pow(given, op.distortion());
                total += weight;
                own.add(weight);
            }
        }
        if (own.size() != op.rangeMax()) {
            throw context.error("range is " + op.rangeMax() + " must be equal to weights size " + own.size());
        }
        if (!(total > 0 && total < Float.POSITIVE_INFINITY)) {
            throw context.error("the sum of the weights must be positive and finite, but it is " + total);
        }
        float[] weights = new float[own.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = own.get(i);
            if (!(weights[i] >= 0)) {
                throw context.error("weight " + i + " must not be negative, but it is " + weights[i]);
            }
        }
        return new FixedUnigrams(weights, total);
    }

    private boolean isOwn(long id) {
        return id % op.numShards() == op.shard();
    }

    private List<Float> read() {
        List<Float> weights = new ArrayList<>();
        for (byte[] line : TextLines.of(FileNames.path(op.vocabFile().getBytes(StandardCharsets.UTF_8)))) {
            String last = new String(TextLines.columns(line, ",").getLast(), StandardCharsets.UTF_8).strip();
            try {
                weights.add(Float.parseFloat(last));
            } catch (NumberFormatException e) {
                throw context.error("Wrong vocabulary format at line: " + new String(line, StandardCharsets.UTF_8));
            }
        }
        return weights;
    }
}
