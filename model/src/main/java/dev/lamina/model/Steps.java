package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.session.Results;
import java.util.function.Consumer;

/** The steps of an epoch from where a training stands to the epoch's end. */
interface Steps extends AutoCloseable {
    boolean hasNext();

    /** Does the next, or several at once, counts them, and gives the loss before them. */
    float next();

    @Override
    void close();

    /** One batch after another. */
    static Steps of(BatchCursor batches, Model model, Feeding feeding, TrainingRun run, Consumer<Batch> before) {
        var lossAndStep = model.objective().lossAndStep();
        return new Steps() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public float next() {
                Batch batch = batches.next();
                before.accept(batch);
                Results results = model.run(lossAndStep, batch, feeding);
                run.stepped(results, batch.size());
                return results.get(0).floatValue();
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }
}
