package dev.lamina.model;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.loss.Loss;
import dev.lamina.metric.Metric;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * What a model learns by: an optimizer, and a {@link Head} for each output, with a loss and metrics to look at. Immutable: each
 * method gives another.
 *
 * {@snippet :
 * Compilation.of(new Adam(0.01f), new SparseSoftmaxCrossEntropy()).accuracy(); // for a network of one output
 * Compilation.of(new Adam(0.01f)) // for several: by name
 *         .output("rating", Head.of(new MeanSquaredError()).weight(0.5f))
 *         .output("genre", Head.of(new SparseSoftmaxCrossEntropy()).accuracy());
 * }
 */
public final class Compilation {
    /** Under which the head of an only output stands, whatever that is called. */
    private static final String ONLY = "";

    /** What a validation's results are called, before an underscore and the rest. */
    private static final String VALIDATION = "val";

    private final OptimizerFactory optimizer;
    private final Map<String, Head> heads;

    private Compilation(OptimizerFactory optimizer, Map<String, Head> heads) {
        this.optimizer = optimizer;
        this.heads = heads;
    }

    /** For a network of one output; see {@link Head} for what its labels are. */
    public static Compilation of(Optimizer optimizer, Loss loss) {
        return of((_, _) -> optimizer, loss);
    }

    /** For an optimizer that needs the graph, such as one with a schedule, and a network of one output. */
    public static Compilation of(OptimizerFactory optimizer, Loss loss) {
        return of(optimizer).with(ONLY, Head.of(loss));
    }

    /** For a network whose outputs are told by {@link #output}. */
    public static Compilation of(Optimizer optimizer) {
        return of((_, _) -> optimizer);
    }

    /** For an optimizer that needs the graph, and a network whose outputs are told by {@link #output}. */
    public static Compilation of(OptimizerFactory optimizer) {
        return new Compilation(optimizer, Map.of());
    }

    /**
     * The same with what an output learns by. The model's loss is the sum of all outputs' weighted losses; of each output
     * evaluations have the loss and the metrics with its name before theirs: {@code genre_loss}, {@code genre_accuracy}.
     *
     * @param name the output's, that of its layer; its labels have the same
     * @throws InvalidArgumentException if it has a head already, or is called as results of a validation are: {@code val}, or
     *     something that begins with {@code val_}
     */
    public Compilation output(String name, Head head) {
        if (name.equals(VALIDATION) || name.startsWith(VALIDATION + "_")) {
            throw new InvalidArgumentException(
                    "an output cannot learn under the name '" + name + "': its loss, " + name
                            + "_loss, could not be told from one of the validation",
                    "name it otherwise: symbol.named(\"…\")");
        }
        if (heads.containsKey(name) || heads.containsKey(ONLY)) {
            throw new InvalidArgumentException(
                    heads.containsKey(ONLY)
                            ? "a compilation of one loss is for a network of one output"
                            : "the output '" + name + "' has a loss already",
                    "Compilation.of(optimizer).output(name, Head.of(loss)) for each output");
        }
        return with(name, head);
    }

    private Compilation with(String name, Head head) {
        Map<String, Head> all = new LinkedHashMap<>(heads);
        all.put(name, head);
        return new Compilation(optimizer, all);
    }

    private Compilation only(UnaryOperator<Head> change) {
        Head head = heads.get(ONLY);
        if (head == null) {
            throw new InvalidArgumentException(
                    "labels and metrics of several outputs are told for each",
                    "tell them to its Head: Head.of(loss).accuracy()");
        }
        return with(ONLY, change.apply(head));
    }

    /** The same for labels of that type, in the shape that the loss needs, of a network of one output. */
    public Compilation labels(DType type) {
        return only(head -> head.labels(type));
    }

    /** The same for labels of that type and, for one example, these dimensions, of a network of one output. */
    public Compilation labels(DType type, long... dims) {
        return only(head -> head.labels(type, Shape.of(dims)));
    }

    /** The same with a weight for each class, as {@link Head#classWeight}, for a network of one output. */
    public Compilation classWeight(float... weights) {
        return only(head -> head.classWeight(weights));
    }

    /**
     * The same with another metric, for a network of one output.
     *
     * @param name under which evaluations have it; after an epoch it is {@code val_} and this
     * @param metric makes one that has seen nothing
     * @param value the number of its result that is looked at
     */
    public <R> Compilation metric(
            String name, Supplier<? extends Metric<R>> metric, ToDoubleFunction<? super R> value) {
        return only(head -> head.metric(name, metric, value));
    }

    /** The same with the share of right answers, as {@link Head#accuracy}, for a network of one output. */
    public Compilation accuracy() {
        return only(Head::accuracy);
    }

    OptimizerFactory optimizer() {
        return optimizer;
    }

    /**
     * The heads of a network's outputs by their names, in the order of the outputs.
     *
     * @throws InvalidArgumentException if there is none, or one of an output that the network does not have
     */
    Map<String, Head> heads(Iterable<String> outputs) {
        Map<String, Head> found = new LinkedHashMap<>();
        Map<String, Head> left = new LinkedHashMap<>(heads);
        Head only = left.remove(ONLY);
        int count = 0;
        for (String output : outputs) {
            count++;
            Head head = only != null ? only : left.remove(output);
            if (head != null) {
                found.put(output, head);
            }
        }
        if (found.isEmpty() || !left.isEmpty() || (only != null && count > 1)) {
            throw new InvalidArgumentException(
                    "the network's outputs are " + outputs + ", losses are given for "
                            + (only != null ? "one alone" : heads.keySet()),
                    "Compilation.of(optimizer).output(name, Head.of(loss)) for each output that learns");
        }
        return found;
    }
}
