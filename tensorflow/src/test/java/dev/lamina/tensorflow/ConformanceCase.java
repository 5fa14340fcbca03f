package dev.lamina.tensorflow;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.linalg.Svd;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.graph.MissingOps;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph that TensorFlow wrote, what it is fed, and what every tensor of it has to be.
 *
 * @param name the case's folder
 * @param files the folder's files by name
 */
record ConformanceCase(String name, Map<String, byte[]> files) {
    private static final String FED = ".placeholder.csv";
    private static final String RESULT = ".prediction.csv";
    private static final String INTERMEDIATE = ".prediction_inbw.csv";

    /** Runs it. */
    ConformanceResult run() {
        GraphDef def = ProtoFile.parse(bytes("frozen_model.pb"), GraphDef.getDefaultInstance(), name);
        Set<String> ops = def.getNodeList().stream().map(NodeDef::getOp).collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing =
                new TreeSet<>(MissingOps.of(def.getNodeList()).counts().keySet());
        if (!missing.isEmpty()) {
            return new ConformanceResult(name, ops, missing, "", "");
        }
        Graph graph = new Graph();
        try {
            GraphFile.add(graph, def, "", Map.of(), name);
            return compare(graph, ops);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever goes wrong is this case's outcome, and the report shows it.
            return new ConformanceResult(name, ops, missing, "", e.toString());
        }
    }

    private ConformanceResult compare(Graph graph, Set<String> ops) {
        Map<Output, ExpectedTensor> expected = expected(graph);
        Map<String, DType> types = types();
        List<Feed> feeds = new ArrayList<>();
        files.keySet().stream().filter(file -> file.endsWith(FED)).forEach(file -> {
            Output target = graph.output(tensorName(file, FED));
            expected.remove(target);
            feeds.add(Feed.of(target, expectedOf(file).tensor(target.dtype())));
        });
        Set<Node> random = randomNodes(graph);
        try (Session session = new Session(graph)) {
            List<Output> fetches = List.copyOf(expected.keySet());
            if (fetches.isEmpty()) {
                return new ConformanceResult(name, ops, Set.of(), "", "no value of the graph's is given");
            }
            Results results = session.run(fetches, feeds.toArray(Feed[]::new));
            for (Output fetch : fetches) {
                ExpectedTensor wanted = Objects.requireNonNull(expected.get(fetch));
                String problem = wanted.differsFrom(
                        results.get(fetch),
                        types.get(fetch.node().name() + "." + fetch.index()),
                        random.contains(fetch.node()) || isUnset(fetch));
                if (!problem.isEmpty()) {
                    return new ConformanceResult(
                            name, ops, Set.of(), fetch.node().op().name(), fetch.name() + ": " + problem);
                }
            }
        }
        return new ConformanceResult(name, ops, Set.of(), "", "");
    }

    /** What TensorFlow takes memory for and never writes. */
    private static boolean isUnset(Output output) {
        return output.node().op() instanceof Svd svd && !svd.computeUv() && output.index() > 0;
    }

    /** The nodes whose values are left to chance: random operations and what depends on them. */
    private static Set<Node> randomNodes(Graph graph) {
        Set<Node> random = new HashSet<>();
        for (Node node : graph.nodes()) {
            boolean draws = node.op().name().startsWith("Random")
                    || node.op().name().equals("TruncatedNormal")
                    || node.op().name().equals("Multinomial");
            if (draws || node.inputs().stream().anyMatch(input -> random.contains(input.node()))) {
                random.add(node);
            }
        }
        return random;
    }

    /**
     * What is known of the graph's tensors. Some nodes whose values are given were dropped when the graph was frozen, and a
     * handle's value is an address of the process that ran.
     */
    private Map<Output, ExpectedTensor> expected(Graph graph) {
        Map<Output, ExpectedTensor> expected = new TreeMap<>(
                Comparator.comparingInt((Output output) -> output.node().id()).thenComparingInt(Output::index));
        for (String file : files.keySet()) {
            if (file.endsWith(INTERMEDIATE)) {
                String name = tensorName(file, INTERMEDIATE);
                int dot = name.lastIndexOf('.');
                find(graph, name.substring(0, dot), Integer.parseInt(name.substring(dot + 1)))
                        .ifPresent(output -> expected.put(output, expectedOf(file)));
            } else if (file.endsWith(RESULT)) {
                find(graph, tensorName(file, RESULT), 0)
                        .ifPresent(output -> expected.putIfAbsent(output, expectedOf(file)));
            }
        }
        expected.keySet().removeIf(output -> output.dtype() == DType.RESOURCE);
        return expected;
    }

    /** Some names are given with the scope that the graph was imported under. */
    private static Optional<Output> find(Graph graph, String node, int index) {
        return Stream.of(node, node.replaceFirst("^import/", ""))
                .filter(graph::contains)
                .findFirst()
                .map(name -> graph.node(name).output(index));
    }

    private static String tensorName(String file, String suffix) {
        return file.substring(0, file.length() - suffix.length()).replace("____", "/");
    }

    private ExpectedTensor expectedOf(String file) {
        return ExpectedTensor.parse(text(file), text(file.substring(0, file.length() - "csv".length()) + "shape"));
    }

    private Map<String, DType> types() {
        Map<String, DType> types = new HashMap<>();
        if (files.containsKey("dtypes")) {
            text("dtypes").lines().map(line -> line.split(" ", -1)).forEach(parts -> {
                for (DType type : DType.values()) {
                    if (type.toString().equals(parts[1])) {
                        types.put(parts[0].replace("____", "/"), type);
                    }
                }
            });
        }
        return types;
    }

    private String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String file) {
        return Objects.requireNonNull(files.get(file), () -> name + " lacks " + file);
    }
}
