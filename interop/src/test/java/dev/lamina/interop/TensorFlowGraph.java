package dev.lamina.interop;

import dev.lamina.graph.Graph;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.GraphFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.family.TType;

/**
 * A graph in TensorFlow, and a session that runs it as it is: nothing is rewritten, so that each operation's own kernel
 * runs, and by one thread, so that sums have one order.
 */
public final class TensorFlowGraph implements AutoCloseable {
    private static final ConfigProto AS_IT_IS = ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .setGraphOptions(GraphOptions.newBuilder()
                    .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
            .build();

    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session = new Session(graph, AS_IT_IS);

    private TensorFlowGraph(GraphDef def) {
        graph.importGraphDef(def);
    }

    /** The graph that is in a file, which TensorFlow parses and imports. */
    public static TensorFlowGraph read(Path file) {
        try {
            return of(GraphDef.parseFrom(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The graph of a description. */
    public static TensorFlowGraph of(GraphDef def) {
        return new TensorFlowGraph(def);
    }

    /** A graph of Lamina's, by way of a file. */
    public static TensorFlowGraph of(Graph lamina) {
        try {
            Path file = Files.createTempFile("lamina", ".pb");
            try {
                GraphFile.write(lamina, file);
                return read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs operations for their effect. */
    public void run(Collection<String> targets, Map<String, Tensor> feeds) {
        if (!targets.isEmpty()) {
            run(runner(targets), feeds);
        }
    }

    private Session.Runner runner(Collection<String> targets) {
        Session.Runner runner = session.runner();
        targets.forEach(runner::addTarget);
        return runner;
    }

    /** The values of tensors, in one run. */
    public List<Tensor> fetch(List<String> names, Map<String, Tensor> feeds) {
        return names.isEmpty() ? List.of() : fetch(names, List.of(), feeds);
    }

    /** The values of tensors, in a run in which operations run too. */
    public List<Tensor> fetch(List<String> names, Collection<String> targets, Map<String, Tensor> feeds) {
        // TensorFlow Java does not fetch one tensor twice.
        List<String> distinct = names.stream().distinct().toList();
        Session.Runner runner = runner(targets);
        distinct.forEach(name -> runner.fetch(readable(output(name))));
        List<Tensor> values = run(runner, feeds);
        return names.stream()
                .map(name -> TensorFlowTensors.as(
                        values.get(distinct.indexOf(name)),
                        TensorFlowTensors.dtype(output(name).dataType())))
                .toList();
    }

    private static List<Tensor> run(Session.Runner runner, Map<String, Tensor> feeds) {
        List<TType> fed = new ArrayList<>();
        try {
            feeds.forEach((name, value) -> {
                TType tensor = TensorFlowTensors.to(value);
                fed.add(tensor);
                runner.feed(name, tensor);
            });
            try (Result results = runner.run()) {
                List<Tensor> values = new ArrayList<>();
                for (int i = 0; i < results.size(); i++) {
                    values.add(TensorFlowTensors.from(results.get(i)));
                }
                return values;
            }
        } finally {
            fed.forEach(TType::close);
        }
    }

    /** The same tensor in a type that TensorFlow Java has, which lacks some integers; of complex numbers the parts are one axis more. */
    private Output<?> readable(Output<?> output) {
        if (TensorFlowTensors.isReadable(output.dataType())) {
            return output;
        }
        DType type = TensorFlowTensors.dtype(output.dataType());
        if (type.isComplex()) {
            return graph.opBuilder("Bitcast", "parts_" + output.op().name() + "_" + output.index(), graph.baseScope())
                    .addInput(output)
                    .setAttr("T", TensorFlowTensors.valueType(output.dataType()))
                    .setAttr("type", DataType.forNumber(type.partType().number()))
                    .build()
                    .output(0);
        }
        return graph.opBuilder("Cast", "readable_" + output.op().name() + "_" + output.index(), graph.baseScope())
                .addInput(output)
                .setAttr("SrcT", TensorFlowTensors.valueType(output.dataType()))
                .setAttr("DstT", DataType.DT_INT64)
                .build()
                .output(0);
    }

    /** Restores as TensorFlow Java does where it is told no names: by those that its own savers have. */
    void restore(String prefix) {
        session.restore(prefix);
    }

    /** Saves by the names that TensorFlow Java's own savers have. */
    void save(String prefix) {
        session.save(prefix);
    }

    /**
     * The gradients that TensorFlow's C++ core adds to the graph, by name; {@code null} where it says that none flows,
     * and empty if it lacks that of an operation.
     */
    public Optional<List<@Nullable String>> gradients(List<String> ys, List<String> xs, List<String> gradYs) {
        Output<?>[] gradients;
        try {
            gradients = graph.addGradients("tensorflow", outputs(ys), outputs(xs), outputs(gradYs));
        } catch (TensorFlowException e) {
            if (String.valueOf(e.getMessage()).startsWith("No gradient defined for op: ")) {
                return Optional.empty();
            }
            throw e;
        }
        List<@Nullable String> names = new ArrayList<>();
        for (Output<?> gradient : gradients) {
            names.add(name(gradient));
        }
        return Optional.of(names);
    }

    private static @Nullable String name(Output<?> output) {
        boolean isNone = ((GraphOperation) output.op()).getUnsafeNativeHandle() == null;
        return isNone ? null : output.op().name() + ":" + output.index();
    }

    private Output<?>[] outputs(List<String> names) {
        return names.stream().map(this::output).toArray(Output<?>[]::new);
    }

    private Output<?> output(String name) {
        int colon = name.lastIndexOf(':');
        Operation operation = graph.operationOrThrow(name.substring(0, colon));
        return operation.output(Integer.parseInt(name.substring(colon + 1)));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
