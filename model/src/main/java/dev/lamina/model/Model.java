package dev.lamina.model;

import dev.lamina.Tf;
import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.data.BatchSource;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import dev.lamina.layer.recurrent.KeptState;
import dev.lamina.metric.Metric;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that learns: built in a graph of its own, with a session that holds its variables.
 *
 * <p>{@link #evaluate} and {@link #predict} run another part of the graph than {@link #fit} does, over the same variables:
 * dropout is not in it, and batch normalisation takes what it gathered. There is no flag to forget.
 *
 * <p>One thread compiles and fits; any number may predict while it fits.
 */
public final class Model implements AutoCloseable {
    private final Network description;
    private final @Nullable Long seed;

    /** Which layers are to be trained or not, whatever the network says, from the next {@link #compile} on. */
    private final Map<String, Boolean> trainable = new HashMap<>();

    private volatile Built built;
    private @Nullable Objective objective;
    private volatile KnownData known = KnownData.NOTHING;

    /** Whether something was added to the graph, or was to be, since the network was built in it. */
    private boolean isCompiled;

    /** A network in a graph, with the values of its variables. */
    private record Built(
            Tf tf, BuiltNetwork network, Session session, Map<String, Boolean> trainable, Predictor predictor) {}

    private Model(Network network, @Nullable Long seed) {
        description = network;
        this.seed = seed;
        built = build();
        initialize(built, built.tf.graph().variables());
    }

    private Built build() {
        Tf tf = Tf.create();
        if (seed != null) {
            tf.graph().setSeed(seed);
        }
        Map<String, Boolean> asked = Map.copyOf(trainable);
        var network = new BuiltNetwork(description, asked, tf);
        Session session = tf.session();
        return new Built(tf, network, session, asked, new Predictor(network, session));
    }

    /** Builds a network whose first weights and dropout are others each time. */
    public static Model of(Network network) {
        return new Model(network, null);
    }

    /** Builds a network; the same seed gives the same weights and the same training, bit for bit. */
    public static Model of(Network network, long seed) {
        return new Model(network, seed);
    }

    private static void initialize(Built built, List<Variable> variables) {
        if (!variables.isEmpty()) {
            built.session.run(built.tf
                    .named("init")
                    .group(variables.stream().map(Variable::initializer).toList()));
        }
    }

    /**
     * Adds what it takes to learn. The weights stay as they are.
     *
     * <p>A model may be compiled again, for another loss, optimizer, or other layers that are frozen: it then is built anew with
     * the weights it has, in another {@link #graph} and {@link #session}, as if it had not been compiled before. The
     * optimizer begins anew too.
     *
     * @throws InvalidArgumentException if labels, loss and predictions do not fit together, or there is nothing to learn
     */
    public Model compile(Compilation compilation) {
        if (isCompiled || !trainable.equals(built.trainable)) {
            buildAnew();
        }
        isCompiled = true;
        Built now = built;
        int before = graph().variables().size();
        Objective made = new Objective(compilation, now.network, now.tf);
        List<Variable> all = graph().variables();
        initialize(now, all.subList(before, all.size()));
        objective = made;
        return this;
    }

    private void buildAnew() {
        Map<String, Tensor> weights = weights();
        Built before = built;
        Built now = build();
        initialize(now, now.tf.graph().variables());
        now.session.load(weights);
        objective = null;
        isCompiled = false;
        built = now;
        before.session.close();
    }

    /**
     * Has training move all layers, or leave all alone, from the next {@link #compile} on.
     *
     * @see dev.lamina.layer.Layer#trainable
     */
    public Model trainable(boolean trained) {
        built.network.layerNames().forEach(layer -> trainable.put(layer, trained));
        return this;
    }

    /**
     * Has training move a layer, or leave it alone, from the next {@link #compile} on.
     *
     * @param layer its name, as {@link #summary} shows it
     * @throws NotFoundException if there is no such layer
     * @see dev.lamina.layer.Layer#trainable
     */
    public Model trainable(String layer, boolean trained) {
        requireLayer(layer);
        trainable.put(layer, trained);
        return this;
    }

    private void requireLayer(String layer) {
        if (!built.network.layerNames().contains(layer)) {
            throw new NotFoundException("the model has no layer '" + layer + "', only " + built.network.layerNames());
        }
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
     * @throws FailedPreconditionException if the model is not compiled, or layers were frozen or thawed since
     * @throws InvalidArgumentException if the data are not what the network or the loss was made for
     */
    public History fit(Fit fit) {
        objective();
        if (!trainable.equals(built.trainable)) {
            throw new FailedPreconditionException(
                    "layers were frozen or thawed after the model was compiled", "call compile again");
        }
        return new Trainer(this, fit).run();
    }

    /** Learns from data for a number of epochs. */
    public History fit(BatchSource data, int epochs) {
        return fit(Fit.on(data).epochs(epochs));
    }

    /**
     * The mean loss and the metrics over one epoch of a source, its epoch 0: without the layers' penalties, and with nothing
     * random. Keys are {@code loss} and the names of the compilation's metrics; of a network of several outputs also each
     * one's loss, and its name stands before its loss and metrics: {@code genre_loss}, {@code genre_accuracy}.
     *
     * <p>Where examples have weights, or classes, the loss is the sum of the weighted losses over the number of examples whose
     * weight is not 0, TensorFlow's {@code SUM_BY_NONZERO_WEIGHTS}; metrics count each example as often as its weight says.
     */
    public Map<String, Double> evaluate(BatchSource data) {
        return evaluate(data, List.of());
    }

    /**
     * Evaluates like {@link #evaluate(BatchSource)}, and has other metrics take account of the same predictions: a confusion
     * matrix, for instance, whose result is more than a number. For a model with a loss for one output.
     *
     * @throws InvalidArgumentException if there are losses for several outputs and metrics that do not say for which
     */
    public Map<String, Double> evaluate(BatchSource data, List<? extends Metric<?>> more) {
        Objective compiled = objective();
        if (!more.isEmpty() && compiled.heads().size() > 1) {
            throw new InvalidArgumentException(
                    "metrics of a model with losses for several outputs belong to one of them",
                    "give them to its Head when the model is compiled");
        }
        known.with(data);
        Trainer.requireExamples("evaluate", data);
        Feeding feeding = feeding(data);
        var evaluation = new Evaluation(compiled, more);
        var states = new CarriedStates(built.network.states());
        try (BatchCursor batches = data.open(0, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                Results results = states.run(built.session, compiled.evaluation(), feeding.feeds(batch));
                evaluation.add(results, batch, feeding);
            }
        }
        return evaluation.values();
    }

    /**
     * What the classes are called, by their number: as the data had it that the model was first fitted on, or the checkpoint
     * that was loaded; empty if neither knew. Data of other names are refused by {@link #fit} and {@link #evaluate}: open
     * them with these.
     */
    public List<String> classNames() {
        return known.classNames();
    }

    /**
     * How the cells of the table that the model learned from became numbers, as {@link dev.lamina.data.DataInfo#encoding()}
     * told; empty where there was no table.
     */
    public Optional<String> encoding() {
        return known.encoding();
    }

    KnownData known() {
        return known;
    }

    void know(KnownData more) {
        known = more;
    }

    Results run(List<? extends Fetch> fetches, Batch batch, Feeding feeding) {
        return built.session.run(fetches, feeding.feeds(batch));
    }

    /** How data are fed; refuses those of another type or shape than the model was made for. */
    Feeding feeding(BatchSource data) {
        return new Feeding(data.spec(), built.network, objective());
    }

    /**
     * What the network gives for some examples: [examples] followed by what its last layer gives for one. Stateful layers go on where the
     * last prediction ended; {@link #resetStates} has them begin anew.
     *
     * @throws InvalidArgumentException if it has several inputs or outputs
     */
    public Tensor predict(Tensor features) {
        return built.predictor.predict(features);
    }

    /**
     * What the network gives for some examples, by the names of its outputs.
     *
     * @param features by the names of its inputs; that of an only input without a name is {@code features}
     * @throws InvalidArgumentException if these are other names than those of the inputs
     */
    public Map<String, Tensor> predict(Map<String, Tensor> features) {
        return built.predictor.predict(features);
    }

    /**
     * Has stateful layers begin with zeros again, in training and in what predicts: Keras's {@code reset_states}. A training goes on with
     * the states that its last batch left behind, a prediction with those of the prediction before it; an evaluation always begins with
     * zeros, and touches neither.
     *
     * @see dev.lamina.layer.recurrent.RecurrentLayer#stateful
     */
    public void resetStates() {
        built.predictor.reset();
        resetTrainingStates();
    }

    /** Whether layers carry states from batch to batch. */
    boolean isStateful() {
        return !built.network.states().isEmpty();
    }

    void resetTrainingStates() {
        Map<String, Tensor> zeros = new HashMap<>();
        for (KeptState state : built.network.states()) {
            Variable variable = state.variable();
            zeros.put(variable.ref().node().name(), Tensor.zeros(variable.dtype(), variable.shape()));
        }
        built.session.load(zeros);
    }

    /**
     * The layers with their outputs and numbers of parameters, as a table; where they are not one chain, with what each reads.
     */
    public String summary() {
        return Summary.of(built.network.rows(), built.network.variables());
    }

    /** The graph, until the model is compiled again: for operations of one's own, such as more metrics. */
    public Graph graph() {
        return built.tf.graph();
    }

    /** The session with the variables, until the model is compiled again. */
    public Session session() {
        return built.session;
    }

    /** Copies of the layers' variables by name, such as {@code dense/kernel}; without the optimizer's, and without states. */
    public Map<String, Tensor> weights() {
        return built.session.variables(names(built.network.variables()));
    }

    /** Gives the layers' variables these values. */
    public void setWeights(Map<String, Tensor> weights) {
        built.session.load(weights);
    }

    private static List<String> names(List<Variable> variables) {
        return variables.stream().map(each -> each.ref().node().name()).toList();
    }

    /**
     * Saves all variables, the optimizer's too, as a TensorFlow checkpoint with the graph beside it in a {@code .meta}; and what
     * the model knows of its data, {@link #classNames} and {@link #encoding}.
     *
     * @param prefix what the files' names begin with
     * @throws dev.lamina.error.UnavailableException if the files cannot be written
     */
    public void save(String prefix) {
        files().save(prefix, known);
    }

    /**
     * Restores the layers' variables from a checkpoint, and of the optimizer's those that it has; {@link #classNames} and
     * {@link #encoding} are the checkpoint's from then on.
     *
     * @throws NotFoundException if there is no such checkpoint, or a layer's variable is not in it
     * @throws InvalidArgumentException if a variable is of another shape or type there
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public void load(String prefix) {
        known = files().load(prefix);
    }

    /**
     * Restores the variables of some layers alone, to go on with them in another network.
     *
     * @param layers their names, in the checkpoint and here
     * @throws NotFoundException if there is no such checkpoint, no such layer, or its variable is not in the checkpoint
     * @throws InvalidArgumentException if a layer has no variables, or one is of another shape or type there
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    public void load(String prefix, String... layers) {
        for (String layer : layers) {
            requireLayer(layer);
        }
        files().load(prefix, List.of(layers));
    }

    /**
     * Saves the model as TensorFlow's SavedModel, with the signature {@code serving_default}: for {@link SavedModel#load},
     * TensorFlow and TensorFlow Serving. Its inputs have the names that they have here, {@code features} if none was given; an
     * only output is {@code predictions}, several have their names.
     *
     * @throws InvalidArgumentException if there is a model in the folder
     */
    public void export(Path folder) {
        files().export(folder);
    }

    private ModelFiles files() {
        return new ModelFiles(built.network, built.session);
    }

    /** Lets go of the variables. */
    @Override
    public void close() {
        built.session.close();
    }
}
