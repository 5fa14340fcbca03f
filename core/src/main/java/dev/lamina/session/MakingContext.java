package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a kernel is made for: the shapes and types of an instruction, all known by now. */
record MakingContext(
        Instruction instruction,
        VariableStore variables,
        Function<Value, Shape> shapes,
        Function<Value, @Nullable Tensor> values,
        LongConsumer memory)
        implements KernelContext {
    @Override
    public String nodeName() {
        return instruction.name;
    }

    @Override
    public int inputs() {
        return instruction.inputs.size();
    }

    @Override
    public Shape inputShape(int input) {
        return shapes.apply(instruction.inputs.get(input).resolve());
    }

    @Override
    public DType inputType(int input) {
        Value value = instruction.inputs.get(input);
        VariableCell variable = value.variable;
        return variable == null ? value.dtype : variable.dtype();
    }

    @Override
    public int outputs() {
        return instruction.outputs.size();
    }

    @Override
    public Shape outputShape(int output) {
        return instruction.outputs.get(output).shape;
    }

    @Override
    public DType outputType(int output) {
        return instruction.outputs.get(output).dtype;
    }

    @Override
    public Tensor value(int input) {
        Tensor value = values.apply(instruction.inputs.get(input).resolve());
        if (value == null) {
            throw new IllegalStateException(instruction.description + " asks for the value of input " + input
                    + ", which its shape rule did not ask for");
        }
        return value;
    }

    @Override
    public <S> S state(Class<S> type, Supplier<S> initial) {
        return variables.state(instruction.name, type, initial);
    }

    @Override
    public BooleanSupplier isInitialized(int input) {
        VariableCell variable = instruction.inputs.get(input).variable;
        return variable == null ? () -> true : variable::isInitialized;
    }

    @Override
    public Buffer workspace(DType type, Shape shape) {
        memory.accept((long) shape.size() * Memory.bytesOf(type));
        return Buffer.allocate(type, shape);
    }

    @Override
    public InvalidArgumentException error(String problem) {
        return new InvalidArgumentException(instruction.op.name() + ": " + problem);
    }

    /** The buffers of the inputs. */
    static Buffer[] buffers(List<Value> values) {
        return values.stream().map(value -> value.resolve().buffer()).toArray(Buffer[]::new);
    }
}
