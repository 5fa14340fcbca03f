package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Parameter;
import dev.lamina.model.shard.GradientPart;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.Shape;
import dev.lamina.train.GradientAndVariable;
import dev.lamina.train.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What compiling adds to a model's graph: labels, the loss, a step that makes it smaller, and what evaluations compute. */
final class Objective {
    private final List<BuiltHead> heads = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final OptimizerFactory optimizer;
    private final Output exampleWeights;
    private final Variable globalStep;
    private final List<Fetch> lossAndStep;
    private final List<Output> trainingLosses = new ArrayList<>();
    private final List<Output> evaluation = new ArrayList<>();
    private final List<GradientAndVariable> gradients;
    private final Node update;

    /** What moving averages do in a step. */
    private final List<Node> averages;

    Objective(Compilation compilation, BuiltNetwork network, Tf tf) {
        optimizer = compilation.optimizer();
        Map<String, Head> wanted = compilation.heads(network.outputs().keySet());
        // A single one, unless a run is fed a weight for each example.
        exampleWeights = tf.placeholderWithDefault(
                Const.of(tf.scope().named("example_weights/default"), 1f), Shape.unknown(), "example_weights");
        wanted.forEach((output, head) -> heads.add(new BuiltHead(
                output,
                head,
                Objects.requireNonNull(network.outputs().get(output)),
                exampleWeights,
                wanted.size() == 1 ? "labels" : output + "_labels",
                tf)));
        heads.forEach(head -> {
            String notice = head.task().notice();
            if (notice != null) {
                notices.add(notice);
            }
        });
        Scope training = tf.scope("training").scope();
        int updatesBefore = BatchNormalization.updates(tf.graph()).size();
        Map<String, Output> predictions = network.training(training);
        Output loss = total(training, predictions, tf);
        globalStep = tf.untrainedVariable(tf.constant(0L), "global_step");
        tf.graph().addToCollection("global_step", globalStep);
        List<Variable> trained = trained(network, tf);
        Optimizer made = optimizer.create(tf.scope(), globalStep);
        gradients = gradients(made, network, loss, trained, tf);
        update = made.applyGradients(tf.scope(), gradients, globalStep);
        averages = new ArrayList<>(BatchNormalization.updates(tf.graph()));
        averages.subList(0, updatesBefore).clear();
        List<Node> updates = new ArrayList<>(averages);
        updates.addFirst(update);
        Node step = averages.isEmpty() ? update : tf.named("training_step").group(updates);
        lossAndStep = new ArrayList<>(List.of(loss, step));
        if (heads.size() > 1) {
            lossAndStep.addAll(trainingLosses);
        }
        Scope evaluating = tf.scope("evaluation").scope();
        for (BuiltHead head : heads) {
            Output given = Objects.requireNonNull(network.outputs().get(head.output()));
            evaluation.add(head.loss(evaluating, given));
            evaluation.add(head.count(evaluating, given));
            evaluation.add(given);
        }
    }

    /** The sum of the heads' losses, each times its weight, and the penalties. */
    private Output total(Scope training, Map<String, Output> predictions, Tf tf) {
        List<Output> terms = new ArrayList<>();
        for (BuiltHead head : heads) {
            Output error = head.loss(training, Objects.requireNonNull(predictions.get(head.output())));
            trainingLosses.add(error);
            Output weighted = head.weight() == 1
                    ? error
                    : Mul.of(training, error, Const.of(training.named("weight_of_loss"), head.weight(), error.dtype()));
            terms.add(
                    terms.isEmpty() || weighted.dtype() == terms.getFirst().dtype()
                            ? weighted
                            : Cast.of(training, weighted, terms.getFirst().dtype()));
        }
        terms.addAll(Parameter.losses(tf.graph()));
        return terms.size() == 1 ? terms.getFirst() : AddN.of(training.named("total_loss"), terms);
    }

    private static List<Variable> trained(BuiltNetwork network, Tf tf) {
        List<Variable> trained = tf.graph().trainableVariables();
        if (trained.isEmpty()) {
            throw new InvalidArgumentException(
                    network.variables().isEmpty()
                            ? "there is nothing to learn: the network has no variables"
                            : "there is nothing to learn: all layers are frozen, " + network.layerNames(),
                    "model.trainable(\"name of a layer\", true) before compile thaws one");
        }
        return trained;
    }

    private List<GradientAndVariable> gradients(
            Optimizer optimizer, BuiltNetwork network, Output loss, List<Variable> trained, Tf tf) {
        List<GradientAndVariable> made = optimizer.computeGradients(tf.scope(), loss, trained);
        List<String> still = made.stream()
                .filter(each -> each.gradient() == null && network.variables().contains(each.variable()))
                .map(each -> each.variable().ref().node().name())
                .toList();
        if (!still.isEmpty() && still.size() < trained.size()) {
            notices.add("no loss depends on " + still
                    + " in a way that has a gradient, so they do not learn: give each output a"
                    + " loss, and see that no operation between is without a gradient");
        }
        return made;
    }

    /** What learns by labels. */
    List<BuiltHead> heads() {
        return heads;
    }

    /** What makes the optimizer; it may be a callback too. */
    OptimizerFactory optimizer() {
        return optimizer;
    }

    /** What a user should know of it, in sentences. */
    List<String> notices() {
        return notices;
    }

    /** Where weights of examples are fed, if these have any. */
    Output exampleWeights() {
        return exampleWeights;
    }

    /** The outputs that learn, where there are several; else none. */
    List<String> outputs() {
        return heads.size() > 1 ? heads.stream().map(BuiltHead::output).toList() : List.of();
    }

    /**
     * What one run of a step fetches: the loss before it, with penalties and dropout, the step itself, and the losses of each of
     * {@link #outputs}.
     */
    List<Fetch> lossAndStep() {
        return lossAndStep;
    }

    /** What is fetched for gradients alone: the loss, what stands for the step and does nothing, and the losses of each of {@link #outputs}. */
    List<Fetch> losses() {
        List<Fetch> losses = new ArrayList<>(lossAndStep);
        losses.set(1, lossAndStep.getFirst());
        return losses;
    }

    /** What a step does beside the update. */
    List<Node> averages() {
        return averages;
    }

    /** The variables that a step changes by their gradients. */
    List<Variable> trained() {
        return gradients.stream()
                .filter(each -> each.gradient() != null)
                .map(GradientAndVariable::variable)
                .toList();
    }

    /** What {@link #update} can be fed in place of a batch. */
    List<GradientPart> gradients() {
        return gradients.stream()
                .map(GradientAndVariable::gradient)
                .filter(Objects::nonNull)
                .flatMap(gradient -> GradientPart.of(gradient).stream())
                .distinct()
                .toList();
    }

    /** Changes the variables by the gradients, and counts the step. */
    Node update() {
        return update;
    }

    /** What an evaluation fetches, for each head: the mean loss of a batch, over how many examples, and the predictions. */
    List<Output> evaluation() {
        return evaluation;
    }

    /** The number of steps done. */
    Variable globalStep() {
        return globalStep;
    }
}
