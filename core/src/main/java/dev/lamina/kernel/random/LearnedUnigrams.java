package dev.lamina.kernel.random;

/**
 * Numbers as likely as they were seen, each once to begin with: the weights are the leaves of a tree of sums, so that a draw and a change take
 * as many steps as there are levels. Thread-safe by its methods.
 */
public final class LearnedUnigrams implements CandidateRange {
    /** The most numbers whose weights a tree of arrays holds. */
    public static final long MOST = 1L << 30;

    private final int size;

    /** By level, from the root; each node's children are at twice its index and after it. */
    private final int[][] levels;

    /** Of at most {@link #MOST} numbers. */
    public LearnedUnigrams(int size) {
        this.size = size;
        int depth = 1;
        while (1L << (depth - 1) < size) {
            depth++;
        }
        levels = new int[depth][];
        for (int level = 0; level < depth; level++) {
            levels[level] = new int[1 << level];
        }
        int[] leaves = levels[depth - 1];
        for (int i = 0; i < size; i++) {
            leaves[i] = 1;
        }
        for (int level = depth - 2; level >= 0; level--) {
            for (int i = 0; i < levels[level].length; i++) {
                levels[level][i] = levels[level + 1][2 * i] + levels[level + 1][2 * i + 1];
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized long sample(PhiloxWords words) {
        int rest = words.below(total());
        int index = 0;
        for (int level = 1; level < levels.length; level++) {
            int left = levels[level][2 * index];
            index *= 2;
            if (rest >= left) {
                rest -= left;
                index++;
            }
        }
        return index;
    }

    @Override
    public synchronized float probability(long value) {
        return (float) levels[levels.length - 1][(int) value] / total();
    }

    private int total() {
        return levels[0][0];
    }

    /** Counts a number that was seen, as long as an int holds the sum of all. */
    public synchronized void see(long value) {
        if (total() == Integer.MAX_VALUE) {
            return;
        }
        int index = (int) value;
        for (int level = levels.length - 1; level >= 0; level--) {
            levels[level][index]++;
            index >>= 1;
        }
    }
}
