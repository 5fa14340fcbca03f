package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import dev.lamina.train.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.family.TType;

/** A network that was trained goes from Lamina to TensorFlow and back in each form that there is for it. */
class ModelInteropTest {
    private static final int STEPS = 20;
    private static final int BATCH_SIZE = 32;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Perceptron network = new Perceptron(new Adam(0.001f), 0.1f);
    private final Session session = network.tf.session();

    @BeforeEach
    void train() {
        session.run(network.init);
        for (int step = 0; step < STEPS; step++) {
            session.run(network.train, Feed.of(network.x, images()), Feed.of(network.y, labels()));
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Tensor images() {
        float[] pixels = new float[BATCH_SIZE * 784];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return Tensor.wrap(pixels, BATCH_SIZE, 784);
    }

    private Tensor labels() {
        float[] oneHot = new float[BATCH_SIZE * 10];
        for (int i = 0; i < BATCH_SIZE; i++) {
            oneHot[10 * i + random.nextInt(10)] = 1;
        }
        return Tensor.wrap(oneHot, BATCH_SIZE, 10);
    }

    /** All variables by name: the weights, and what the optimizer keeps for them. */
    private static Map<String, Tensor> variables(Session session) {
        List<String> names = session.graph().variables().stream()
                .map(variable -> variable.ref().node().name())
                .toList();
        return new TreeMap<>(session.variables(names));
    }

    private Map<String, Tensor> variables(TensorFlowModel model) {
        Map<String, Tensor> values = new TreeMap<>();
        for (Variable variable : network.tf.graph().variables()) {
            values.put(
                    variable.ref().node().name(),
                    model.graph().fetch(List.of(variable.name()), Map.of()).getFirst());
        }
        return values;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void tensorFlowRestoresAndGoesOnTrainingAndLaminaRestoresThat() {
        String ours = new Saver(network.tf.graph()).save(session, path("ours"), STEPS);
        try (TensorFlowModel model = TensorFlowModel.readMetaGraph(Path.of(ours + ".meta"))) {
            model.restore(ours);
            Map<String, Tensor> saved = variables(session);
            // Weights and biases, two slots for each, and Adam's two powers.
            assertThat(saved).hasSize(4 + 8 + 2);
            assertThat(variables(model)).isEqualTo(saved);

            Tensor x = images();
            Tensor y = labels();
            model.graph().run(List.of(network.train.name()), Map.of(network.x.name(), x, network.y.name(), y));
            session.run(network.train, Feed.of(network.x, x), Feed.of(network.y, y));
            Map<String, Tensor> trained = variables(model);
            assertThat(trained).isNotEqualTo(saved);
            Closeness.check("variables after another step", variables(session), trained);

            model.save(path("theirs"));
            new Saver(network.tf.graph()).restore(session, path("theirs"));
            assertThat(variables(session)).isEqualTo(trained);
        }
    }

    @Test
    void tensorFlowJavaRestoresAndSavesByTheNamesOfItsOwnSavers() {
        String ours = new Saver(network.tf.graph()).save(session, path("ours"));
        try (TensorFlowModel model = TensorFlowModel.readMetaGraph(Path.of(ours + ".meta"))) {
            model.graph().restore(ours);
            assertThat(variables(model)).isEqualTo(variables(session));
            model.graph().save(path("theirs"));
        }
        Checkpoint theirs = Checkpoint.open(path("theirs"));
        Map<String, Tensor> saved = new TreeMap<>();
        theirs.names().forEach(name -> saved.put(name, theirs.tensor(name)));
        assertThat(saved).isEqualTo(variables(session));
    }

    /** It draws its own initial values: those of the graph's seeds, which Lamina draws too. */
    @Test
    void laminaRestoresWhatTensorFlowInitialisedAndTrained() {
        MetaGraphFile.write(network.tf.graph(), folder.resolve("graph.meta"));
        try (TensorFlowModel model = TensorFlowModel.readMetaGraph(folder.resolve("graph.meta"));
                Session fresh = network.tf.session()) {
            model.graph().run(List.of(network.init.name()), Map.of());
            fresh.run(network.init);
            Closeness.check("initial values", variables(fresh), variables(model));
            for (int step = 0; step < STEPS; step++) {
                model.graph()
                        .run(
                                List.of(network.train.name()),
                                Map.of(network.x.name(), images(), network.y.name(), labels()));
            }
            model.save(path("theirs"));
            new Saver(network.tf.graph()).restore(fresh, path("theirs"));
            assertThat(variables(fresh)).isEqualTo(variables(model));

            Tensor x = images();
            Tensor theirs = model.graph()
                    .fetch(List.of(network.probabilities.name()), Map.of(network.x.name(), x))
                    .getFirst();
            Tensor ours = fresh.run(network.probabilities, Feed.of(network.x, x));
            Closeness.check("probabilities", Map.of("y", ours), Map.of("y", theirs));
        }
    }

    @Test
    void tensorFlowRestoresResourceVariables() {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Output first = VarHandleOp.of(scope, DType.FLOAT32, Shape.of(2));
        Output second = VarHandleOp.of(scope.named("second"), DType.INT64, Shape.scalar());
        List<Output> reads =
                List.of(ReadVariableOp.of(scope, first, DType.FLOAT32), ReadVariableOp.of(scope, second, DType.INT64));
        var assigned = List.of(
                AssignVariableOp.of(scope, first, Const.of(scope, new float[] {1.5f, -2})),
                AssignVariableOp.of(scope, second, Const.of(scope, 1L << 40)));
        MetaGraphFile.write(graph, folder.resolve("graph.meta"));
        try (Session ours = new Session(graph);
                TensorFlowModel theirs = TensorFlowModel.readMetaGraph(folder.resolve("graph.meta"))) {
            ours.run(assigned);
            Checkpoint.write(path("resources"), ours.variables(List.of("VarHandleOp", "second")));
            theirs.restore(path("resources"));
            List<String> names = reads.stream().map(Output::name).toList();
            assertThat(theirs.graph().fetch(names, Map.of()))
                    .containsExactly(Tensor.of(new float[] {1.5f, -2}), Tensor.of(1L << 40));
        }
    }

    @Test
    void tensorFlowServesLaminasSavedModel() {
        ModelSignature signature = ModelSignature.predict(
                Map.of("images", network.x),
                Map.of("probabilities", network.probabilities, "classes", network.classes));
        SavedModel.save(folder.resolve("model"), session, Map.of(ModelSignature.DEFAULT, signature));
        Tensor x = images();
        Results ours = session.run(List.of(network.probabilities, network.classes), Feed.of(network.x, x));
        try (SavedModelBundle bundle = SavedModelBundle.load(path("model"), SavedModel.SERVE);
                TType images = TensorFlowTensors.to(x);
                Result theirs = bundle.function(ModelSignature.DEFAULT).call(Map.of("images", images))) {
            assertThat(bundle.function(ModelSignature.DEFAULT).signature().methodName())
                    .isEqualTo(ModelSignature.PREDICT);
            Closeness.check(
                    "outputs of the signature",
                    Map.of("probabilities", ours.get(0), "classes", ours.get(1)),
                    Map.of(
                            "probabilities",
                            TensorFlowTensors.from(theirs.get("probabilities").orElseThrow()),
                            "classes",
                            TensorFlowTensors.from(theirs.get("classes").orElseThrow())));
        }
    }

    @Test
    void tensorFlowRunsLaminasFrozenGraph() throws IOException {
        Graph frozen = GraphFile.freeze(session, List.of(network.probabilities, network.classes));
        GraphFile.write(frozen, folder.resolve("frozen.pb"));
        GraphFile.write(frozen, folder.resolve("frozen.pbtxt"));
        GraphDef.Builder text = GraphDef.newBuilder();
        TextFormat.merge(Files.readString(folder.resolve("frozen.pbtxt")), text);
        assertThat(text.build()).isEqualTo(GraphDef.parseFrom(Files.readAllBytes(folder.resolve("frozen.pb"))));

        Tensor x = images();
        Results ours = session.run(List.of(network.probabilities, network.classes), Feed.of(network.x, x));
        try (TensorFlowGraph theirs = TensorFlowGraph.read(folder.resolve("frozen.pb"))) {
            List<Tensor> values = theirs.fetch(
                    List.of(network.probabilities.name(), network.classes.name()), Map.of(network.x.name(), x));
            Closeness.check(
                    "outputs of the frozen graph",
                    Map.of("probabilities", ours.get(0), "classes", ours.get(1)),
                    Map.of("probabilities", values.get(0), "classes", values.get(1)));
        }
    }
}
