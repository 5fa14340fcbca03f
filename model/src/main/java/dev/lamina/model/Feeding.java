package dev.lamina.model;

import dev.lamina.data.Batch;
import dev.lamina.data.ExampleSpec;
import dev.lamina.data.TensorSpec;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** How the batches of some data are fed to a model: which of their tensors goes where. */
final class Feeding {
    private final Objective objective;
    private final List<Output> inputs;

    /** The names that the data have for what goes to each input, and for the labels of each head. */
    private final List<String> features;

    private final List<String> labels;

    /**
     * Refuses data of other names, types or shapes than the model was made for.
     *
     * @throws InvalidArgumentException if they do not fit
     */
    Feeding(ExampleSpec data, BuiltNetwork network, Objective objective) {
        this.objective = objective;
        inputs = List.copyOf(network.inputs().values());
        features = new ArrayList<>();
        Map<String, TensorSpec> given =
                match("features", "inputs", network.inputs().keySet(), data.features());
        network.inputs()
                .forEach((name, input) -> features.add(fitting(Objects.requireNonNull(given.get(name)), input)));
        Map<String, BuiltHead> heads = new LinkedHashMap<>();
        objective.heads().forEach(head -> heads.put(head.output(), head));
        Map<String, TensorSpec> right = match("labels", "outputs with a loss", heads.keySet(), data.labels());
        labels = new ArrayList<>();
        heads.forEach((name, head) -> labels.add(fitting(Objects.requireNonNull(right.get(name)), head.task())));
        if (data.isWeighted()) {
            objective.heads().stream()
                    .filter(head -> !head.isWeighable())
                    .findFirst()
                    .ifPresent(head -> {
                        throw new InvalidArgumentException(
                                "the data's examples have weights, but the loss of the output '" + head.output()
                                        + "' gives no number for each of them");
                    });
        }
    }

    /** Which of the data's tensors goes to each name: that of the same name, or the only one to the only one. */
    private static Map<String, TensorSpec> match(
            String what, String where, Iterable<String> names, List<TensorSpec> given) {
        Map<String, TensorSpec> byName = new LinkedHashMap<>();
        given.forEach(each -> byName.put(each.name(), each));
        List<String> wanted = new ArrayList<>();
        names.forEach(wanted::add);
        if (wanted.size() == 1 && given.size() == 1) {
            return Map.of(wanted.getFirst(), given.getFirst());
        }
        if (!byName.keySet().equals(new TreeSet<>(wanted))) {
            throw new InvalidArgumentException(
                    "the data's " + what + " are " + given + ", but the model's " + where + " are called " + wanted,
                    given.isEmpty()
                            ? "give data with labels; without them a model can predict"
                            : "give both the same names: Pipeline.named, Symbol.input(name, …), Symbol.named");
        }
        return byName;
    }

    private String fitting(TensorSpec given, Output input) {
        Shape example = input.shape().slice(1, input.shape().rank());
        if (given.type() != input.dtype() || !example.isCompatibleWith(given.shape())) {
            throw new InvalidArgumentException("the data's features" + called(given, inputs.size()) + " are "
                    + given.type() + given.shape() + ", the network's input is " + input.dtype() + example);
        }
        return given.name();
    }

    private String fitting(TensorSpec given, Task task) {
        boolean isSingle = Task.isSingle(given.shape()) && Task.isSingle(task.labelShape());
        if (given.type() != task.labelType() || !(isSingle || given.shape().equals(task.labelShape()))) {
            throw new InvalidArgumentException(
                    "the data's labels" + called(given, objective.heads().size()) + " are " + given.type()
                            + given.shape() + ", the model was compiled for " + task.labelType() + task.labelShape(),
                    LabelAdvice.of(given, task));
        }
        return given.name();
    }

    private static String called(TensorSpec given, int count) {
        return count == 1 ? "" : " '" + given.name() + "'";
    }

    /** Networks of stateful layers take batches of one size. */
    private void requireSize(Batch batch) {
        for (Output input : inputs) {
            long size = input.shape().dim(0);
            if (size >= 0 && size != batch.size()) {
                throw new InvalidArgumentException(
                        "the network's input '" + input.node().name() + "' takes batches of " + size
                                + " examples, but the data have one of " + batch.size(),
                        "make them batch(" + size + ").dropRemainder()");
            }
        }
    }

    /** What a run with a batch is fed. */
    Feed[] feeds(Batch batch) {
        requireSize(batch);
        List<BuiltHead> heads = objective.heads();
        int count = inputs.size() + heads.size();
        Feed[] feeds = new Feed[batch.isWeighted() ? count + 1 : count];
        for (int i = 0; i < inputs.size(); i++) {
            feeds[i] = new Feed(inputs.get(i), batch.features(features.get(i)));
        }
        for (int i = 0; i < heads.size(); i++) {
            feeds[inputs.size() + i] = new Feed(heads.get(i).labels(), labels(batch, i));
        }
        if (batch.isWeighted()) {
            feeds[count] = new Feed(objective.exampleWeights(), batch.weights());
        }
        return feeds;
    }

    /** What is to be said of a batch's labels, in sentences. */
    List<String> notices(Batch batch) {
        List<String> notices = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String notice = objective.heads().get(i).task().notice(labels(batch, i));
            if (notice != null) {
                notices.add(notice);
            }
        }
        return notices;
    }

    /** A batch's labels for the i-th head. */
    Tensor labels(Batch batch, int i) {
        return objective.heads().get(i).labels(batch, labels.get(i));
    }
}
