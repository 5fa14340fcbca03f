package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Parameter;
import dev.lamina.op.AddN;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What compiling adds to a model's graph: labels, the loss, a step that makes it smaller, and what evaluations compute. */
final class Objective {
    private final Compilation compilation;
    private final Output labels;
    private final Output loss;
    private final Variable globalStep;
    private final Node step;
    private final List<Fetch> lossAndStep;
    private final List<Output> lossAndPredictions;

    Objective(Compilation compilation, BuiltNetwork network, Tf tf) {
        this.compilation = compilation;
        labels = tf.placeholder(compilation.labelType(), Shape.of(-1).concat(compilation.labelShape()), "labels");
        Scope training = tf.scope("training").scope();
        int updatesBefore = BatchNormalization.updates(tf.graph()).size();
        Output error = compilation.loss().of(training, labels, network.training(training));
        List<Output> terms = new ArrayList<>(List.of(error));
        terms.addAll(Parameter.losses(tf.graph()));
        loss = terms.size() == 1 ? error : AddN.of(training.named("total_loss"), terms);
        globalStep = tf.untrainedVariable(tf.constant(0L), "global_step");
        tf.graph().addToCollection("global_step", globalStep);
        Node minimize = compilation
                .optimizer()
                .create(tf.scope(), globalStep)
                .minimize(tf.scope(), loss, tf.graph().trainableVariables(), globalStep);
        List<Node> updates = new ArrayList<>(BatchNormalization.updates(tf.graph()));
        updates.subList(0, updatesBefore).clear();
        updates.addFirst(minimize);
        step = updates.size() == 1 ? minimize : tf.named("training_step").group(updates);
        lossAndStep = List.of(loss, step);
        Scope evaluation = tf.scope("evaluation").scope();
        lossAndPredictions =
                List.of(compilation.loss().of(evaluation, labels, network.predictions()), network.predictions());
    }

    Compilation compilation() {
        return compilation;
    }

    /** What to feed. */
    Output labels() {
        return labels;
    }

    /** What one run of a step fetches: the loss before it, with penalties and dropout, and the step itself. */
    List<Fetch> lossAndStep() {
        return lossAndStep;
    }

    /** What an evaluation fetches: the mean loss of a batch, and what the network gives for it. */
    List<Output> lossAndPredictions() {
        return lossAndPredictions;
    }

    /** The number of steps done. */
    Variable globalStep() {
        return globalStep;
    }
}
