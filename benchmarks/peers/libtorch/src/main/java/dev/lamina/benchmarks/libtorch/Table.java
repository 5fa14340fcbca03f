package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.TableNetwork;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A table with gradients of the rows that were read, and a dense layer. The table is updated as {@code torch.optim.SparseAdam} does, which C++
 * has not.
 */
final class Table implements Forward {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Tensor table;
    private final Tensor first;
    private final Tensor second;
    private final Parameters.Dense dense;
    private int steps;

    Table(Parameters parameters, TableNetwork network, boolean trains) {
        float[] values = network.weight("embedding/embeddings").values();
        table = parameters.constant(values, network.rows(), network.width());
        table.set_requires_grad(trains);
        first = parameters.constant(new float[values.length], network.rows(), network.width());
        second = parameters.constant(new float[values.length], network.rows(), network.width());
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public Tensor logits(Tensor x, boolean trains) {
        return dense.of(torch.embedding(table, x, -1, false, trains).mean(1));
    }

    /** Updates the rows of which there are gradients, and forgets those. */
    void step(double rate) {
        try (NoGradGuard _ = new NoGradGuard()) {
            Tensor gradient = table.grad().coalesce();
            Tensor rows = gradient.indices().select(0, 0);
            Tensor values = gradient.values();
            Tensor mean = first.index_select(0, rows).mul_(new Scalar(BETA1)).add_(values, new Scalar(1 - BETA1));
            Tensor square = second.index_select(0, rows)
                    .mul_(new Scalar(BETA2))
                    .addcmul_(values, values, new Scalar(1 - BETA2));
            first.index_copy_(0, rows, mean);
            second.index_copy_(0, rows, square);
            steps++;
            double size = rate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
            Tensor change = mean.div_(square.sqrt_().add_(new Scalar(EPSILON)));
            table.index_add_(0, rows, change, new Scalar(-size));
            table.mutable_grad().reset();
        }
    }
}
