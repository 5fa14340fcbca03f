package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.graph.FileFunctions;
import dev.lamina.tensorflow.graph.Freezing;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.graph.ImportedGraph;
import dev.lamina.tensorflow.graph.MissingInitialValues;
import dev.lamina.tensorflow.graph.NodeInput;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Graphs in TensorFlow's form, {@code GraphDef}: binary or as text, whatever the file's name.
 *
 * <p>A node whose operation or type Lamina lacks is left out with what depends on it ({@link Graph#leftOut()}); all else runs,
 * and to ask for one of these is an error that names what is missing. They are written again with the graph.
 *
 * <p>Nodes keep their names and the attributes that Lamina does not know. Functions are read into {@link Graph#functions()} and
 * written unchanged. A call whose function lacks an operation is replaced by what it calls, so that all of it runs that can.
 */
public final class GraphFile {
    private GraphFile() {}

    /**
     * Reads a graph.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     * @throws dev.lamina.error.DataLossException if the file is not a whole GraphDef
     * @throws InvalidArgumentException if its nodes are not a graph: an input that is missing, a circle, a wrong type
     */
    public static Graph read(Path file) {
        Graph graph = new Graph();
        importInto(graph, file, "", Map.of());
        return graph;
    }

    /**
     * Adds the nodes of a file to a graph, as TensorFlow's {@code import_graph_def} does. After an error the graph is as it was.
     *
     * @param prefix a name scope for all of them, such as {@code import}; none if empty
     * @param inputMap tensors of the file by name ({@code x:0}) and what takes their place
     * @throws InvalidArgumentException as {@link #read}, and if a name is taken
     */
    public static void importInto(Graph graph, Path file, String prefix, Map<String, Output> inputMap) {
        Reading.of(
                file,
                () -> add(
                        graph, ProtoFile.read(file, GraphDef.getDefaultInstance()), prefix, inputMap, file.toString()));
    }

    static Graph add(Graph graph, GraphDef def, String prefix, Map<String, Output> inputMap, String file) {
        return add(graph, def, prefix, inputMap, file, List.of());
    }

    /** Adds to a graph one of which these collections hold variables, and returns the former. */
    static Graph add(
            Graph graph,
            GraphDef def,
            String prefix,
            Map<String, Output> inputMap,
            String file,
            List<CollectionDef> variables) {
        Map<String, Output> replaced = new HashMap<>();
        inputMap.forEach((name, output) -> replaced.put(tensorName(name), output));
        ImportedGraph imported = new ImportedGraph(graph, prefix.isEmpty() ? "" : prefix + "/", replaced, def, file);
        graph.atomically(() -> {
            GraphDefs.readVersions(def.getVersions(), graph, file);
            FileFunctions functions = new FileFunctions(graph, def, file);
            functions.add();
            Map<String, LaminaException> problems = new HashMap<>();
            List<NodeDef> nodes = functions.nodes(problems, false);
            imported.add(nodes, problems, MissingInitialValues.of(nodes, variables), false);
        });
        return graph;
    }

    private static String tensorName(String name) {
        NodeInput input = NodeInput.parse(name);
        if (input.isControl()) {
            throw new InvalidArgumentException("'" + name + "' is not the name of a tensor, like 'x:0'");
        }
        return input.toString();
    }

    /**
     * A graph that computes the same outputs without variables: their values in the session have become constants, and
     * nothing else is left that the outputs do not need.
     *
     * @throws InvalidArgumentException if an output depends on a change of a variable
     * @throws dev.lamina.error.FailedPreconditionException if a variable has no value
     */
    public static Graph freeze(Session session, Collection<? extends Operand> outputs) {
        return Freezing.of(session, outputs.stream().map(Operand::asOutput).toList());
    }

    /** Writes a graph: as text if the file's name ends in {@code .pbtxt}, else binary. */
    public static void write(Graph graph, Path file) {
        ProtoFile.write(file, GraphDefs.write(graph));
    }
}
