package dev.lamina.op.kernel;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a kernel is made for, with other types.
 *
 * @param own as it is
 * @param types gives the type in place of each
 */
public record Retyped(KernelContext own, UnaryOperator<DType> types) implements KernelContext {
    @Override
    public String nodeName() {
        return own.nodeName();
    }

    @Override
    public int inputs() {
        return own.inputs();
    }

    @Override
    public Shape inputShape(int input) {
        return own.inputShape(input);
    }

    @Override
    public DType inputType(int input) {
        return types.apply(own.inputType(input));
    }

    @Override
    public int outputs() {
        return own.outputs();
    }

    @Override
    public Shape outputShape(int output) {
        return own.outputShape(output);
    }

    @Override
    public DType outputType(int output) {
        return types.apply(own.outputType(output));
    }

    @Override
    public Tensor value(int input) {
        return own.value(input);
    }

    @Override
    public <S> S state(Class<S> type, Supplier<S> initial) {
        return own.state(type, initial);
    }

    @Override
    public <R> R resource(String sharedName, Class<R> type, Supplier<R> initial) {
        return own.resource(sharedName, type, initial);
    }

    @Override
    public void whileWaiting(Runnable wait) {
        own.whileWaiting(wait);
    }

    @Override
    public BooleanSupplier isInitialized(int input) {
        return own.isInitialized(input);
    }

    @Override
    public Buffer workspace(DType type, Shape shape) {
        return own.workspace(type, shape);
    }

    @Override
    public InvalidArgumentException error(String problem) {
        return own.error(problem);
    }
}
