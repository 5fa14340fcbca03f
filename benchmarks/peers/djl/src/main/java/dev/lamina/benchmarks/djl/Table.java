package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.TableNetwork;

/** A table and a dense layer. DJL's optimizers update whole arrays alone, so the gradient by the table is whole too. */
final class Table implements Forward {
    private final NDArray table;
    private final Parameters.Dense dense;

    Table(Parameters parameters, TableNetwork network) {
        table = parameters.of(network.weight("embedding/embeddings").values(), network.rows(), network.width());
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public NDArray logits(NDArray x, boolean trains) {
        NDArray read = Embedding.embedding(x, table, SparseFormat.DENSE).head();
        return dense.of(read.mean(new int[] {1}));
    }
}
