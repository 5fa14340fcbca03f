package dev.lamina.model;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** A mean over examples. */
record MeanMetric(String name, SumOverBatch sum) implements Metric {
    @Override
    public List<Output> batch(Scope scope, Operand labels, Operand predictions) {
        return List.of(sum.of(scope, labels, predictions));
    }

    @Override
    public Gathered gather() {
        return new Gathered() {
            private double total;
            private long examples;

            @Override
            public void add(List<Tensor> values, int size) {
                total += values.getFirst().doubleValue();
                examples += size;
            }

            @Override
            public double value() {
                return total / examples;
            }
        };
    }
}
