package dev.lamina.graph;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An operation in a graph: named, with its inputs, and the user's source line that made it. */
public final class Node implements Fetch {
    private final Graph graph;
    private final int id;
    private final String name;
    private final List<Node> controlInputs;
    private final String source;
    private final Map<String, Object> annotations;
    private volatile Work work;

    /** What a node computes at one moment: {@link Graph#extend} has it do more. */
    public record Work(Op op, List<Output> inputs, List<Signature.Type> types, List<Shape> shapes) {}

    Node(
            Graph graph,
            int id,
            String name,
            List<Node> controlInputs,
            Work work,
            String source,
            Map<String, Object> annotations) {
        this.graph = graph;
        this.id = id;
        this.name = name;
        this.controlInputs = controlInputs;
        this.work = work;
        this.source = source;
        this.annotations = annotations;
    }

    /** What it computes now, for who looks at more than one part of it while another thread may extend it. */
    public Work work() {
        return work;
    }

    void setWork(Work work) {
        this.work = work;
    }

    /** The graph it belongs to. */
    public Graph graph() {
        return graph;
    }

    /** Its number within the graph, in the order of building: inputs come before what uses them, but for a loop's own. */
    public int id() {
        return id;
    }

    /** Its name, unique within the graph. */
    public String name() {
        return name;
    }

    /** What it computes. */
    public Op op() {
        return work.op();
    }

    /** Its inputs. */
    public List<Output> inputs() {
        return work.inputs();
    }

    /** One of its inputs. */
    public Output input(int index) {
        return work.inputs().get(index);
    }

    /** The nodes that run before it although it uses nothing of theirs. */
    public List<Node> controlInputs() {
        return controlInputs;
    }

    /** The number of its outputs. */
    public int outputCount() {
        return work.types().size();
    }

    /** One of its outputs. */
    public Output output(int index) {
        if (index < 0 || index >= work.types().size()) {
            throw new IndexOutOfBoundsException("node '" + name + "' ("
                    + work.op().name() + ") has " + work.types().size() + " outputs, not one at " + index);
        }
        return new Output(this, index);
    }

    /** All of its outputs. */
    public List<Output> outputs() {
        List<Output> all = new ArrayList<>();
        for (int i = 0; i < work.types().size(); i++) {
            all.add(new Output(this, i));
        }
        return all;
    }

    /** The type of an output. */
    public DType outputType(int index) {
        return work.types().get(index).dtype();
    }

    /** Says whether an output is a reference to a variable, which an operation may write. */
    public boolean isReference(int index) {
        return work.types().get(index).isReference();
    }

    /** The shape of an output, as far as it is known while the graph is built. */
    public Shape outputShape(int index) {
        return work.shapes().get(index);
    }

    /** The user's source line that made it, such as {@code Quiz.java:12}; empty if there is none. */
    public String source() {
        return source;
    }

    /**
     * What the file that it came from says of it beyond what Lamina uses, such as the attributes {@code _class} and
     * {@code _output_shapes}: kept, as the reader of the file made it, so that it can be written again.
     */
    public Map<String, Object> annotations() {
        return annotations;
    }

    /** The operation's signature. */
    public Signature signature() {
        return Signature.of(work.op().getClass());
    }

    /** How errors name it: {@code node 'MatMul' (MatMul), made at Quiz.java:12}. */
    public String describe() {
        return describe("");
    }

    /** How errors name it in the body of a function, below the calls that it is of: {@code node 'call/MatMul' (MatMul)}. */
    public String describe(String prefix) {
        String where = source.isEmpty() ? "" : ", made at " + source;
        return "node '" + prefix + name + "' (" + work.op().name() + ")" + where;
    }

    @Override
    public String toString() {
        return describe();
    }
}
