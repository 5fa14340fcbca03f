package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.metric.Mean;
import dev.lamina.metric.Metric;
import dev.lamina.session.Results;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The losses and metrics of a model over the batches of some data. */
final class Evaluation {
    private static final int FETCHES = 3;

    private final List<BuiltHead> heads;
    private final List<Mean> losses = new ArrayList<>();
    private final List<List<NamedMetric.Evaluated<?>>> metrics = new ArrayList<>();
    private final List<? extends Metric<?>> more;

    /**
     * Of nothing yet.
     *
     * @param more metrics that look at the predictions of the only head
     */
    Evaluation(Objective objective, List<? extends Metric<?>> more) {
        heads = objective.heads();
        this.more = more;
        for (BuiltHead head : heads) {
            losses.add(new Mean());
            List<NamedMetric.Evaluated<?>> begun = new ArrayList<>();
            head.metrics().forEach(metric -> begun.add(metric.begin()));
            metrics.add(begun);
            more.forEach(metric -> head.task().requireReadable(metric.getClass().getSimpleName(), metric));
        }
    }

    /** Takes a batch into account, of which {@link Objective#evaluation} was fetched. */
    void add(Results results, Batch batch, Feeding feeding) {
        Tensor weights = batch.isWeighted() ? batch.weights() : null;
        for (int i = 0; i < heads.size(); i++) {
            BuiltHead head = heads.get(i);
            boolean isCounted = weights != null || head.hasClassWeights() || head.isMasked();
            double count = isCounted ? results.get(FETCHES * i + 1).doubleValue() : batch.size();
            losses.get(i).update(results.get(FETCHES * i).doubleValue(), count);
            Tensor predictions = results.get(FETCHES * i + 2);
            Tensor labels = feeding.labels(batch, i);
            metrics.get(i).forEach(metric -> metric.update(predictions, labels, weights));
            more.forEach(metric -> update(metric, predictions, labels, weights));
        }
    }

    private static void update(Metric<?> metric, Tensor predictions, Tensor labels, @Nullable Tensor weights) {
        if (weights == null) {
            metric.update(predictions, labels);
        } else {
            metric.update(predictions, labels, weights);
        }
    }

    /** The results: the loss in all, and where there are several heads the loss and the metrics of each. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        double total = 0;
        for (int i = 0; i < heads.size(); i++) {
            double loss = losses.get(i).result().value();
            total += heads.get(i).weight() == 1 ? loss : heads.get(i).weight() * loss;
        }
        values.put("loss", total);
        for (int i = 0; i < heads.size(); i++) {
            String before = heads.size() == 1 ? "" : heads.get(i).output() + "_";
            if (heads.size() > 1) {
                values.put(before + "loss", losses.get(i).result().value());
            }
            metrics.get(i).forEach(metric -> values.put(before + metric.name(), metric.value()));
        }
        return values;
    }
}
