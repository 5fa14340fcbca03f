package dev.lamina.app.train;

import dev.lamina.data.BatchSource;
import dev.lamina.data.DataSet;
import dev.lamina.data.MnistDataSets;
import dev.lamina.data.Pipeline;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Compilation;
import dev.lamina.model.Model;
import dev.lamina.model.OptimizerFactory;
import dev.lamina.train.Optimizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A network and what it has learned so far. */
final class Learner implements AutoCloseable {
    private static final int EVALUATION_BATCH = 1000;

    private final Classifier classifier;
    private final Model model;
    private final Rate rate;

    private Learner(Classifier classifier, Model model, Rate rate) {
        this.classifier = classifier;
        this.model = model;
        this.rate = rate;
    }

    /** The learning rate as the graph computes it, known once an optimizer is made with it. */
    private static final class Rate implements OptimizerFactory {
        private final Settings settings;
        private final long steps;
        private @Nullable Output output;

        Rate(Settings settings, long steps) {
            this.settings = settings;
            this.steps = steps;
        }

        @Override
        public Optimizer create(Scope scope, Variable globalStep) {
            output = settings.schedule()
                    .schedule(settings.learningRate(), steps)
                    .at(scope.nested("learning_rate"), globalStep);
            return settings.optimizer().optimizer(scope, output);
        }
    }

    /** A network for these images that knows nothing yet. */
    static Learner start(Settings settings, MnistDataSets data) {
        DataSet train = data.train();
        var classifier = Classifier.of(settings, train.rows(), train.columns(), train.numClasses());
        long steps = settings.epochs() * batches(train, settings).batchesPerEpoch();
        var rate = new Rate(settings, steps);
        Model model = Model.of(classifier.network(), settings.seed());
        boolean done = false;
        try {
            model.compile(Compilation.of(rate, new SparseSoftmaxCrossEntropy()).accuracy());
            done = true;
            return new Learner(classifier, model, rate);
        } finally {
            if (!done) {
                model.close();
            }
        }
    }

    Classifier classifier() {
        return classifier;
    }

    Model model() {
        return model;
    }

    /** Has every later step fail at the first operation that gives a value that is not finite. */
    void checkNumerics() {
        model.session().setCheckNumerics(true);
    }

    /** The learning rate of the next step. */
    double learningRate() {
        return model.session().run(Objects.requireNonNull(rate.output)).doubleValue();
    }

    /** A data set as it is learned from. */
    static BatchSource batches(DataSet images, Settings settings) {
        return settings.augmentation()
                .of(images, settings.seed())
                .shuffle(settings.seed())
                .batch(settings.batch());
    }

    /** A data set as evaluations want it: in order, in batches of a size for speed. */
    static BatchSource inOrder(DataSet data) {
        return Pipeline.of(data).batch(EVALUATION_BATCH);
    }

    /** The share of the examples that is recognised, from 0 to 1. */
    double accuracy(DataSet data) {
        return Objects.requireNonNull(model.evaluate(inOrder(data)).get("accuracy"));
    }

    @Override
    public void close() {
        model.close();
    }
}
