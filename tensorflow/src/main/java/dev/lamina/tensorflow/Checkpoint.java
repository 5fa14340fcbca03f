package dev.lamina.tensorflow;

import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Node;
import dev.lamina.graph.VariableOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.BundleData;
import dev.lamina.tensorflow.checkpoint.BundleIndex;
import dev.lamina.tensorflow.checkpoint.BundleWriter;
import dev.lamina.tensorflow.checkpoint.StoredTensor;
import dev.lamina.tensorflow.checkpoint.V1Checkpoint;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.file.V1Files;
import dev.lamina.tensorflow.graph.VariableDefs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint of TensorFlow's V2 format: tensors by name in {@code PREFIX.index} and
 * {@code PREFIX.data-00000-of-00001} or several of the latter. Those of the V1 format, one file {@code PREFIX} or several of
 * which each has a part, {@code PREFIX-00000-of-00002}, are read too.
 *
 * <p>TensorFlow 2's checkpoints of objects are read too: their names are keys such as
 * {@code model/w/.ATTRIBUTES/VARIABLE_VALUE}. Partitioned variables are put together from their slices.
 */
public final class Checkpoint {
    private final String prefix;
    private final Map<String, StoredTensor> entries = new LinkedHashMap<>();

    private Checkpoint(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Opens a checkpoint: reads its index and checks it against the sizes of the data files.
     *
     * @param prefix what its files' names begin with, such as {@code model.ckpt-1000}; one of its files stands for it too
     * @throws NotFoundException if there is none
     * @throws dev.lamina.error.DataLossException if a file of it is damaged
     */
    public static Checkpoint open(String prefix) {
        String found = CheckpointFiles.prefix(prefix);
        return Reading.of(BundlePaths.path(found), () -> read(found));
    }

    private static Checkpoint read(String prefix) {
        Checkpoint checkpoint = new Checkpoint(prefix);
        List<Path> old = Files.exists(BundlePaths.index(prefix)) ? List.of() : V1Files.of(prefix);
        if (old.isEmpty()) {
            BundleIndex index = BundleIndex.read(prefix);
            BundleData data = new BundleData(prefix, index);
            index.tensors().forEach(entry -> checkpoint.entries.put(entry.name(), data.stored(entry)));
        } else {
            checkpoint.entries.putAll(V1Checkpoint.read(old));
        }
        return checkpoint;
    }

    /**
     * Writes a checkpoint with these tensors, the bytes TensorFlow writes. If there is one of this name it stays whole
     * until the new one is: then the new one takes its place at one stroke, under names of data files that the old one
     * does not use.
     *
     * @throws dev.lamina.error.UnavailableException if the files cannot be written
     */
    public static void write(String prefix, Map<String, Tensor> tensors) {
        new BundleWriter(prefix).write(tensors);
    }

    /** What its files' names begin with. */
    public String prefix() {
        return prefix;
    }

    /** The names of its tensors in the order of their bytes. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Says whether it has a tensor of that name; here and below a variable's may be {@code weights} or {@code weights:0}. */
    public boolean contains(String name) {
        return find(name) != null;
    }

    /**
     * The type of a tensor.
     *
     * @throws NotFoundException if there is no such tensor
     * @throws dev.lamina.error.UnimplementedException if Lamina does not have the type
     */
    public DType dtype(String name) {
        return Reading.of(
                BundlePaths.path(prefix),
                () -> StoredTensor.dtype(name, entry(name).typeNumber()));
    }

    /**
     * The shape of a tensor.
     *
     * @throws NotFoundException if there is no such tensor
     */
    public Shape shape(String name) {
        return entry(name).shape();
    }

    TensorDescription describe(String name) {
        return TensorDescription.of(name, entry(name).typeNumber(), shape(name));
    }

    /**
     * Reads a tensor and checks it against its checksum.
     *
     * @throws NotFoundException if there is no such tensor
     * @throws dev.lamina.error.UnimplementedException if Lamina does not have its type
     * @throws dev.lamina.error.DataLossException if its bytes are damaged
     */
    public Tensor tensor(String name) {
        return Reading.of(BundlePaths.path(prefix), () -> entry(name).read());
    }

    /**
     * Gives the variables of a session's graph that the checkpoint has their values, whether a collection of the graph
     * names them or not: all of these between two steps, or none. The others stay as they are.
     *
     * @return the names of the variables that were restored
     * @throws NotFoundException if the graph has variables, and the checkpoint none of them
     * @throws dev.lamina.error.InvalidArgumentException if a value is not of its variable's type and shape
     * @throws dev.lamina.error.DataLossException if the bytes of one are damaged
     */
    public List<String> restore(Session session) {
        CheckpointKeys keys = new CheckpointKeys(this);
        List<Node> variables = session.graph().nodes().stream()
                .filter(node -> node.op() instanceof VariableOp)
                .toList();
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Node variable : variables) {
            String name = VariableDefs.nameOf(variable);
            String key = keys.find(variable.name());
            if (key == null) {
                key = keys.find(name);
            }
            if (key != null) {
                values.put(name, tensor(key));
            }
        }
        if (values.isEmpty() && !variables.isEmpty()) {
            throw new NotFoundException("checkpoint " + prefix + " has none of the graph's variables: its tensors are "
                    + names() + ", the variables "
                    + variables.stream().map(Node::name).toList());
        }
        return Reading.of(BundlePaths.path(prefix), () -> {
            session.load(values);
            return List.copyOf(values.keySet());
        });
    }

    /**
     * Reads a tensor to see that its bytes are there and are what they were; of a type that Lamina lacks, nothing is known but
     * that they are there.
     */
    void check(String name) {
        try {
            entry(name).read();
        } catch (UnimplementedException _) {
            // Opening has found its place in the data file.
        }
    }

    /** A variable's tensor is called {@code weights}, what reads it {@code weights:0}. */
    private @Nullable StoredTensor find(String name) {
        StoredTensor entry = entries.get(name);
        return entry == null && name.endsWith(":0") ? entries.get(name.substring(0, name.length() - 2)) : entry;
    }

    private StoredTensor entry(String name) {
        StoredTensor entry = find(name);
        if (entry == null) {
            throw new NotFoundException("Key " + name + " not found in checkpoint " + prefix);
        }
        return entry;
    }
}
