package dev.lamina.benchmarks.workload;

/** A network that a library has built, with batches that lie ready. */
public interface Model extends AutoCloseable {
    /** One step of training, finished on return. */
    void train(int batch);

    /** The logits of a batch, finished on return and readable by the host; without dropout. */
    void infer(int batch);

    /** The logits of a batch, row by row; without dropout. */
    float[] logits(int batch);

    @Override
    void close();
}
