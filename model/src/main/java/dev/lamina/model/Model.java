package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.data.BatchSource;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import dev.lamina.metric.Metric;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network that learns: built in a graph of its own, with a session that holds its variables.
 *
 * <p>{@link #evaluate} and {@link #predict} run another part of the graph than {@link #fit} does, over the same variables:
 * dropout is not in it, and batch normalisation takes what it gathered. There is no flag to forget.
 *
 * <p>One thread fits; any number may predict at the same time.
 */
public final class Model implements AutoCloseable {
    private final Tf tf;
    private final BuiltNetwork network;
    private final Session session;
    private @Nullable Objective objective;

    private Model(Network network, @Nullable Long seed) {
        tf = Tf.create();
        if (seed != null) {
            tf.graph().setSeed(seed);
        }
        this.network = new BuiltNetwork(network, tf);
        session = tf.session();
        initialize(this.network.variables());
    }

    /** Builds a network whose first weights and dropout are others each time. */
    public static Model of(Network network) {
        return new Model(network, null);
    }

    /** Builds a network; the same seed gives the same weights and the same training, bit for bit. */
    public static Model of(Network network, long seed) {
        return new Model(network, seed);
    }

    private void initialize(List<Variable> variables) {
        if (!variables.isEmpty()) {
            session.run(tf.named("init")
                    .group(variables.stream().map(Variable::initializer).toList()));
        }
    }

    /**
     * Adds what it takes to learn. The weights stay as they are.
     *
     * @throws FailedPreconditionException if the model is compiled already
     * @throws InvalidArgumentException if labels, loss and predictions do not fit together
     */
    public Model compile(Compilation compilation) {
        if (objective != null) {
            throw new FailedPreconditionException("the model is compiled already", "build another for another loss");
        }
        int before = graph().variables().size();
        objective = new Objective(compilation, network, tf);
        List<Variable> all = graph().variables();
        initialize(all.subList(before, all.size()));
        return this;
    }

    Objective objective() {
        Objective compiled = objective;
        if (compiled == null) {
            throw new FailedPreconditionException(
                    "the model must be compiled before it is fitted or evaluated", "call compile with a loss first");
        }
        return compiled;
    }

    /**
     * Learns. Whatever goes wrong on the way is thrown as it is, after the callbacks were told that training ended.
     *
     * @throws FailedPreconditionException if the model is not compiled
     * @throws InvalidArgumentException if the data are not what the network or the loss was made for
     */
    public History fit(Fit fit) {
        return new Trainer(this, fit).run();
    }

    /** Learns from data for a number of epochs. */
    public History fit(BatchSource data, int epochs) {
        return fit(Fit.on(data).epochs(epochs));
    }

    /**
     * The mean loss and the metrics over one epoch of a source, its epoch 0: without the layers' penalties, and with nothing
     * random. Keys are {@code loss} and the names of the compilation's metrics.
     */
    public Map<String, Double> evaluate(BatchSource data) {
        return evaluate(data, List.of());
    }

    /**
     * Evaluates like {@link #evaluate(BatchSource)}, and has other metrics take account of the same predictions: a confusion
     * matrix, for instance, whose result is more than a number.
     */
    public Map<String, Double> evaluate(BatchSource data, List<? extends Metric<?>> more) {
        Objective compiled = objective();
        requireFit(data);
        List<NamedMetric.Evaluated<?>> metrics = new ArrayList<>();
        compiled.compilation().metrics().forEach(metric -> metrics.add(metric.begin()));
        double loss = 0;
        long examples = 0;
        try (BatchCursor batches = data.open(0, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                Results results = run(compiled.lossAndPredictions(), batch);
                loss += results.get(0).doubleValue() * batch.size();
                examples += batch.size();
                Tensor predictions = results.get(1);
                metrics.forEach(metric -> metric.update(predictions, batch.labels()));
                more.forEach(metric -> metric.update(predictions, batch.labels()));
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", loss / examples);
        metrics.forEach(metric -> values.put(metric.name(), metric.value()));
        return values;
    }

    Results run(List<? extends Fetch> fetches, Batch batch) {
        return session.run(
                fetches,
                Feed.of(network.features(), batch.features()),
                Feed.of(objective().labels(), batch.labels()));
    }

    /** Refuses data of another type or shape than the model was made for. */
    void requireFit(BatchSource data) {
        Compilation compilation = objective().compilation();
        var features = network.features();
        if (data.featureType() != features.dtype()
                || !features.shape().slice(1, features.shape().rank()).isCompatibleWith(data.featureShape())) {
            throw new InvalidArgumentException("the data's features are " + data.featureType() + data.featureShape()
                    + ", the network's input is " + features.dtype()
                    + features.shape().slice(1, features.shape().rank()));
        }
        if (data.labelType() != compilation.labelType() || !data.labelShape().equals(compilation.labelShape())) {
            throw new InvalidArgumentException(
                    "the data's labels are " + data.labelType() + data.labelShape() + ", the model was compiled for "
                            + compilation.labelType() + compilation.labelShape(),
                    "tell the compilation: .labels(type, dimensions of one example's label)");
        }
    }

    /** What the network gives for some examples: [examples] followed by what its last layer gives for one. */
    public Tensor predict(Tensor features) {
        return session.run(network.predictions(), Feed.of(network.features(), features));
    }

    /** The layers with their outputs and numbers of parameters, as a table. */
    public String summary() {
        return Summary.of(network.rows(), network.variables());
    }

    /** The graph: for operations of one's own, such as more metrics. */
    public Graph graph() {
        return tf.graph();
    }

    /** The session with the variables. */
    public Session session() {
        return session;
    }

    /** Copies of the layers' variables by name, such as {@code dense/kernel}; without the optimizer's. */
    public Map<String, Tensor> weights() {
        return session.variables(names(network.variables()));
    }

    /** Gives the layers' variables these values. */
    public void setWeights(Map<String, Tensor> weights) {
        session.load(weights);
    }

    private static List<String> names(List<Variable> variables) {
        return variables.stream().map(each -> each.ref().node().name()).toList();
    }

    /**
     * Saves all variables, the optimizer's too, as a TensorFlow checkpoint with the graph beside it in a {@code .meta}.
     *
     * @param prefix what the files' names begin with
     * @throws dev.lamina.error.UnavailableException if the files cannot be written
     */
    public void save(String prefix) {
        new Saver(graph()).save(session, prefix);
    }

    /**
     * Restores the layers' variables from a checkpoint, and of the optimizer's those that it has.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such checkpoint, or a layer's variable is not in it
     * @throws InvalidArgumentException if a variable is of another shape or type there
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public void load(String prefix) {
        new Saver(network.variables()).restore(session, prefix);
        List<Variable> others = new ArrayList<>(graph().variables());
        others.removeAll(network.variables());
        if (!others.isEmpty()) {
            new Saver(others).restorePartial(session, prefix, _ -> true);
        }
    }

    /**
     * Saves the model as TensorFlow's SavedModel, with the signature {@code serving_default} from {@code features} to
     * {@code predictions}: for {@link SavedModel#load}, TensorFlow and TensorFlow Serving.
     *
     * @throws InvalidArgumentException if there is a model in the folder
     */
    public void export(Path folder) {
        var signature = ModelSignature.predict(
                Map.of("features", network.features()), Map.of("predictions", network.predictions()));
        SavedModel.save(folder, session, Map.of(ModelSignature.DEFAULT, signature));
    }

    /** Lets go of the variables. */
    @Override
    public void close() {
        session.close();
    }
}
