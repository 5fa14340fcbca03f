package dev.lamina.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A residual network of He et al. 2016 with blocks of two convolutions of 3 by 3, each with a batch normalisation behind it: a stem, stages of
 * blocks, the mean over all places, and a dense layer. Where a stage begins, and places or channels change, the shortcut is a convolution of 1 by
 * 1. Convolutions have no bias and a border of half their filters on every side.
 *
 * @param side rows, and columns, of an image of three channels
 * @param stem rows, and columns, of the stem's filters; those of 7 by 7 go by steps of two and are followed by the greatest of each 3 by 3 places,
 *     by steps of two
 * @param filters of each stage; all but the first go by steps of two
 * @param blocks of each stage
 */
public record ResidualNetwork(int side, int stem, List<Integer> filters, int blocks, int batch, Update update)
        implements Task {
    /** What keeps a variance from 0. */
    public static final float EPSILON = 1e-5f;

    /** How slowly moving averages follow. */
    public static final float MOMENTUM = 0.9f;

    private static final int CHANNELS = 3;

    /** Keeps a copy of the list. */
    public ResidualNetwork {
        filters = List.copyOf(filters);
    }

    /**
     * A convolution with the batch normalisation behind it.
     *
     * @param name what its variables' names begin with
     * @param side of the images it reads
     * @param kernel rows, and columns, of its filters
     * @param stride the steps it goes by
     * @param from channels
     * @param to filters
     */
    public record Convolution(String name, int side, int kernel, int stride, int from, int to) {
        /** The name of the scope of the batch normalisation. */
        public String norm() {
            return name + "_norm";
        }

        /** The border on each side. */
        public int border() {
            return kernel / 2;
        }

        private double flops() {
            int out = side / stride;
            return 2.0 * out * out * kernel * kernel * from * to;
        }
    }

    /** Two convolutions and a shortcut, which may be one too. */
    public record Block(Convolution first, Convolution second, Optional<Convolution> shortcut) {}

    /** Whether the stem halves images twice. */
    public boolean isLarge() {
        return stem == 7;
    }

    /** The first convolution. */
    public Convolution first() {
        return new Convolution("stem", side, stem, isLarge() ? 2 : 1, CHANNELS, filters.getFirst());
    }

    /** The blocks of all stages. */
    public List<Block> all() {
        List<Block> all = new ArrayList<>();
        int from = filters.getFirst();
        int at = isLarge() ? side / 4 : side;
        for (int stage = 0; stage < filters.size(); stage++) {
            int to = filters.get(stage);
            for (int i = 0; i < blocks; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                String name = "block" + all.size();
                var shortcut = stride == 1 && from == to
                        ? Optional.<Convolution>empty()
                        : Optional.of(new Convolution(name + "_shortcut", at, 1, stride, from, to));
                var first = new Convolution(name + "_first", at, 3, stride, from, to);
                at /= stride;
                all.add(new Block(first, new Convolution(name + "_second", at, 3, 1, to, to), shortcut));
                from = to;
            }
        }
        return all;
    }

    private List<Convolution> convolutions() {
        List<Convolution> convolutions = new ArrayList<>(List.of(first()));
        for (Block block : all()) {
            convolutions.add(block.first());
            convolutions.add(block.second());
            block.shortcut().ifPresent(convolutions::add);
        }
        return convolutions;
    }

    @Override
    public List<Integer> example() {
        return List.of(side, side, CHANNELS);
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        for (Convolution c : convolutions()) {
            int inputs = c.kernel * c.kernel * c.from;
            weights.add(Weight.he(c.name + "/kernel", inputs, c.kernel, c.kernel, c.from, c.to));
            weights.add(Weight.constant(c.norm() + "/gamma", 1, c.to));
            weights.add(Weight.constant(c.norm() + "/beta", 0, c.to));
            weights.add(Weight.constant(c.norm() + "/moving_mean", 0, c.to).untrained());
            weights.add(Weight.constant(c.norm() + "/moving_variance", 1, c.to).untrained());
        }
        int last = filters.getLast();
        weights.add(Weight.uniform("dense/kernel", 1f / last, last, Data.CLASSES));
        weights.add(Weight.constant("dense/bias", 0, Data.CLASSES));
        return weights;
    }

    @Override
    public double forwardFlops() {
        return batch
                * (convolutions().stream().mapToDouble(Convolution::flops).sum()
                        + 2.0 * filters.getLast() * Data.CLASSES);
    }

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops() - batch * first().flops();
    }
}
