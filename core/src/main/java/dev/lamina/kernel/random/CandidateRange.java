package dev.lamina.kernel.random;

/** A distribution of the numbers from 0 to {@link #size} (exclusive) from which candidates are drawn, as TensorFlow's samplers have it. */
public interface CandidateRange {
    /** How many numbers there are. */
    long size();

    /** Draws one. */
    long sample(PhiloxWords words);

    /** How likely one is to be drawn. */
    float probability(long value);

    /** How many of them can be drawn at all. */
    default long possible() {
        return size();
    }

    /** All equally likely. */
    record Uniform(long size) implements CandidateRange {
        @Override
        public long sample(PhiloxWords words) {
            return words.below(size);
        }

        @Override
        public float probability(long value) {
            return (float) (1.0 / size);
        }
    }

    /** The lower the likelier, as words are that are numbered by how often they are used: the logarithm is uniform. */
    record LogUniform(long size, double logOfSize) implements CandidateRange {
        /** Of the numbers below {@code size}. */
        public LogUniform(long size) {
            this(size, StrictMath.log1p((double) size));
        }

        @Override
        public long sample(PhiloxWords words) {
            return ((long) StrictMath.exp(words.nextDouble() * logOfSize) - 1) % size;
        }

        @Override
        public float probability(long value) {
            return (float) (StrictMath.log((value + 2.0) / (value + 1.0)) / logOfSize);
        }
    }
}
