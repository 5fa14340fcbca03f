package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The concrete shapes and types that a kernel is made for. */
public interface KernelContext {
    /** The name of the node, as error messages show it. */
    String nodeName();

    /** The number of inputs, lists counted one by one. */
    int inputs();

    /** The shape of an input, fully defined. */
    Shape inputShape(int input);

    /** The type of an input; of a variable, the type of its elements. */
    DType inputType(int input);

    /** The number of outputs. */
    int outputs();

    /** The shape of an output, fully defined. */
    Shape outputShape(int output);

    /** The type of an output. */
    DType outputType(int output);

    /** The value of an input that the shape rule asked for with {@link ShapeContext#value}. */
    Tensor value(int input);

    /** The node's state in the session, made when it is first asked for: a random generator, a counter. */
    <S> S state(Class<S> type, Supplier<S> initial);

    /**
     * What the session keeps under a name until it is closed, such as a table or a queue; made when it is first asked for.
     * Nodes that give the same name share it.
     *
     * @param sharedName the name; if it is empty, that of the node
     */
    <R> R resource(String sharedName, Class<R> type, Supplier<R> initial);

    /**
     * Does, within a run, what may have to wait for other runs of the session: these get this run's turn meanwhile, so that
     * it may find other values in variables afterwards.
     */
    void whileWaiting(Runnable wait);

    /** Tells, whenever the kernel runs, whether the variable behind an input has a value. */
    BooleanSupplier isInitialized(int input);

    /**
     * A buffer besides inputs and outputs, which counts as the program's memory. At the beginning of a run it holds anything, as kernels
     * that never run at one time share such buffers. All arrays that grow with a tensor and stay from run to run are to be had here, or the bound on a session's
     * programs does not see them.
     *
     * @throws dev.lamina.error.ResourceExhaustedException if no array holds so many elements
     */
    Buffer workspace(DType type, Shape shape);

    /** An error that names the operation. */
    InvalidArgumentException error(String problem);
}
