package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.lamina.data.Pipeline;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Checkpoints;
import dev.lamina.model.Compilation;
import dev.lamina.model.EarlyStopping;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.train.Adam;
import dev.lamina.train.Momentum;
import dev.lamina.train.Optimizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;

/** What training saves to go on from holds more than variables, and is to TensorFlow a checkpoint like any other. */
class TrainingStateInteropTest {
    private static final int EXAMPLES = 48;
    private static final int BATCH = 8;
    private static final int EPOCHS = 2;

    @TempDir
    private Path folder;

    static List<Arguments> optimizers() {
        return List.of(
                Arguments.of(new Momentum(0.05f, 0.9f), List.of("dense/kernel/Momentum", "dense/bias/Momentum")),
                Arguments.of(
                        new Adam(0.01f),
                        List.of("dense/kernel/Adam", "dense/kernel/Adam_1", "beta1_power", "beta2_power")));
    }

    private static Pipeline examples() {
        SplittableRandom random = new SplittableRandom(3);
        float[] x = new float[EXAMPLES * 5];
        int[] classes = new int[EXAMPLES];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        for (int i = 0; i < EXAMPLES; i++) {
            classes[i] = x[5 * i] > 0.5f ? 1 : 0;
        }
        return Pipeline.of(Tensor.wrap(x, EXAMPLES, 5), Tensor.wrap(classes, EXAMPLES));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void tensorFlowRestoresWeightsAndSlotsByTheirBits(Optimizer optimizer, List<String> slots) {
        Network network = Network.sequential(
                Shape.of(5),
                new Dense(7, Activation.RELU),
                Dropout.keep(0.75f),
                new BatchNormalization(),
                new Dense(2));
        try (Model model = Model.of(network, 4)
                .compile(Compilation.of(optimizer, new SparseSoftmaxCrossEntropy())
                        .accuracy())) {
            model.fit(Fit.on(examples().shuffle(2).batch(BATCH))
                    .epochs(EPOCHS)
                    .validation(examples().batch(EXAMPLES))
                    .callbacks(EarlyStopping.lowest("val_loss").patience(9))
                    .checkpoints(Checkpoints.at(folder.resolve("state").toString())));
            String saved = folder.resolve("state-" + EPOCHS * EXAMPLES / BATCH).toString();
            Map<String, Tensor> trained = new TreeMap<>(model.session().variables());
            assertThat(trained).containsKeys("dense/kernel", "dense/bias").containsKeys(slots.toArray(String[]::new));
            assertThat(trained.get(slots.getFirst()))
                    .as("a slot in use")
                    .isNotEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(5, 7)));
            assertThat(Checkpoint.open(saved).names())
                    .containsAll(trained.keySet())
                    .anyMatch(name -> name.startsWith("_lamina_state/callback/"));

            assertThat(byTheSaver(saved, model)).isEqualTo(trained);
            assertThat(byName(saved, trained)).isEqualTo(trained);
            Map<String, Tensor> everything = everything(saved);
            assertThat(byName(saved, everything)).isEqualTo(everything);
        }
    }

    private static Map<String, Tensor> everything(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Tensor> all = new TreeMap<>();
        checkpoint.names().forEach(name -> all.put(name, checkpoint.tensor(name)));
        return all;
    }

    /** As the saver of the meta graph beside it restores the variables of that graph. */
    private static Map<String, Tensor> byTheSaver(String prefix, Model model) {
        Map<String, Tensor> values = new TreeMap<>();
        try (TensorFlowModel theirs = TensorFlowModel.readMetaGraph(Path.of(prefix + ".meta"))) {
            theirs.restore(prefix);
            for (Variable variable : model.graph().variables()) {
                values.put(
                        variable.ref().node().name(),
                        theirs.graph().fetch(List.of(variable.name()), Map.of()).getFirst());
            }
        }
        return values;
    }

    /** As TensorFlow's operation gives it that takes names alone. */
    private static Map<String, Tensor> byName(String prefix, Map<String, Tensor> wanted) {
        List<String> names = List.copyOf(wanted.keySet());
        StringBuilder types = new StringBuilder();
        wanted.values()
                .forEach(tensor -> types.append(" type: ")
                        .append(DataType.forNumber(tensor.dtype().number())));
        String[] whole = new String[names.size()];
        Arrays.fill(whole, "");
        try (TensorFlowGraph graph = TensorFlowGraph.of(parse("""
                node { name: "prefix" op: "Placeholder" attr { key: "dtype" value { type: DT_STRING } } }
                node { name: "names" op: "Placeholder" attr { key: "dtype" value { type: DT_STRING } } }
                node { name: "slices" op: "Placeholder" attr { key: "dtype" value { type: DT_STRING } } }
                node { name: "restore" op: "RestoreV2" input: "prefix" input: "names" input: "slices"
                  attr { key: "dtypes" value { list { %s } } } }
                """.formatted(types)))) {
            List<String> outputs = IntStream.range(0, names.size())
                    .mapToObj(i -> "restore:" + i)
                    .toList();
            List<Tensor> restored = graph.fetch(
                    outputs,
                    Map.of(
                            "prefix", Tensor.of(prefix),
                            "names", Tensor.of(names.toArray(String[]::new)),
                            "slices", Tensor.of(whole)));
            Map<String, Tensor> values = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), restored.get(i));
            }
            return values;
        }
    }

    private static GraphDef parse(String text) {
        try {
            return TextFormat.parse(text, GraphDef.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text, e);
        }
    }
}
