package dev.lamina.train.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlateauTest {
    /** A rule in a graph and a session of its own. */
    private static final class Run implements AutoCloseable {
        private final Graph graph = new Graph();
        private final Scope scope = Scope.of(graph);
        private final Output metric = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());
        private final Plateau plateau;
        private final Node observe;
        private final Session session = new Session(graph);

        Run(ReduceOnPlateau rule) {
            plateau = rule.in(scope);
            observe = plateau.observe(metric);
            session.run(graph.variables().stream().map(Variable::initializer).toList());
        }

        float after(float value) {
            session.run(observe, Feed.of(metric, value));
            return session.run(plateau).floatValue();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Test
    void waitsForItsPatienceAndFalls() {
        try (Run run = new Run(new ReduceOnPlateau(1, 0.5f, 2))) {
            float[] losses = {3, 2, 2, 1.99995f, 1, 1.5f, 1, 1};
            float[] rates = {1, 1, 1, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f};
            for (int i = 0; i < losses.length; i++) {
                assertThat(run.after(losses[i])).as("after observation %d", i).isEqualTo(rates[i]);
            }
        }
    }

    @Test
    void anAccuracyIsToRise() {
        try (Run run = new Run(new ReduceOnPlateau(1, 0.5f, 1, 0.01f, 0, 0, true))) {
            assertThat(run.after(0.5f)).isEqualTo(1);
            assertThat(run.after(0.6f)).isEqualTo(1);
            assertThat(run.after(0.605f)).isEqualTo(0.5f);
        }
    }

    @Test
    void neverFallsBelowTheLeastRate() {
        try (Run run = new Run(new ReduceOnPlateau(1, 0.1f, 1, 0, 0, 0.05f, false))) {
            run.after(1);
            assertThat(run.after(1)).isEqualTo(0.1f);
            assertThat(run.after(1)).isEqualTo(0.05f);
            assertThat(run.after(1)).isEqualTo(0.05f);
        }
    }

    @Test
    void nanIsNoImprovement() {
        try (Run run = new Run(new ReduceOnPlateau(1, 0.5f, 1))) {
            assertThat(run.after(Float.NaN)).isEqualTo(0.5f);
            assertThat(run.after(3)).isEqualTo(0.5f);
            assertThat(run.after(Float.NaN)).isEqualTo(0.25f);
        }
    }

    /** Keras's rule, written down from its documentation. */
    private static List<Float> reference(ReduceOnPlateau rule, List<Float> metrics) {
        List<Float> rates = new ArrayList<>();
        float rate = rule.learningRate();
        float best = Float.POSITIVE_INFINITY;
        int wait = 0;
        int cooldown = 0;
        for (float metric : metrics) {
            if (cooldown > 0) {
                cooldown--;
                wait = 0;
            }
            if (metric < best - rule.minDelta()) {
                best = metric;
                wait = 0;
            } else if (cooldown == 0) {
                wait++;
                if (wait >= rule.patience() && rate > rule.minLearningRate()) {
                    rate = Math.max(rate * rule.factor(), rule.minLearningRate());
                    cooldown = rule.cooldown();
                    wait = 0;
                }
            }
            rates.add(rate);
        }
        return rates;
    }

    private static List<Float> metrics(long seed, int count) {
        Random random = new Random(seed);
        List<Float> metrics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            metrics.add(3f / (1 + i) + random.nextFloat());
        }
        return metrics;
    }

    @Test
    void followsTheRuleOfKerasWithACooldown() {
        for (long seed = 1; seed <= 5; seed++) {
            ReduceOnPlateau rule = new ReduceOnPlateau(1, 0.5f, 2, 0.01f, (int) seed, 0.01f, false);
            List<Float> metrics = metrics(seed, 40);
            List<Float> rates = new ArrayList<>();
            try (Run run = new Run(rule)) {
                metrics.forEach(metric -> rates.add(run.after(metric)));
            }
            assertThat(rates).isEqualTo(reference(rule, metrics));
            assertThat(rates.getLast()).as("it fell at all").isLessThan(1);
        }
    }

    @Test
    void isResumedExactlyAtEveryMoment() {
        ReduceOnPlateau rule = new ReduceOnPlateau(1, 0.7f, 2, 0.01f, 2, 0, false);
        List<Float> metrics = metrics(9, 25);
        List<Float> whole = reference(rule, metrics);
        for (int stop = 0; stop < metrics.size(); stop++) {
            List<Float> rates = new ArrayList<>();
            Map<String, Tensor> saved;
            try (Run first = new Run(rule)) {
                metrics.subList(0, stop).forEach(metric -> rates.add(first.after(metric)));
                saved = first.session.variables();
            }
            try (Run second = new Run(rule)) {
                second.session.load(saved);
                metrics.subList(stop, metrics.size()).forEach(metric -> rates.add(second.after(metric)));
            }
            assertThat(rates).isEqualTo(whole);
        }
    }

    @Test
    void itsStateIsInUntrainedVariables() {
        try (Run run = new Run(new ReduceOnPlateau(1, 0.5f, 2))) {
            assertThat(run.session.variables())
                    .containsOnlyKeys(
                            "ReduceLROnPlateau/learning_rate",
                            "ReduceLROnPlateau/best",
                            "ReduceLROnPlateau/wait",
                            "ReduceLROnPlateau/cooldown");
            assertThat(run.graph.trainableVariables()).isEmpty();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ReduceOnPlateau(1, 1, 2)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new ReduceOnPlateau(1, 0.5f, 0)).isInstanceOf(InvalidArgumentException.class);
    }
}
