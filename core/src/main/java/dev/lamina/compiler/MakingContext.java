package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel is made for: the shapes and types of an instruction, all known by now.
 *
 * @param region the instruction's
 * @param instruction what the kernel is for
 * @param types the shapes
 * @param contents the elements of a value, or {@code null} if they are not there yet
 * @param variables where the state of an operation is kept
 * @param workspaces where the kernel's own arrays come from
 * @param memory is told what the kernel takes for itself
 */
record MakingContext(
        Region region,
        Instruction instruction,
        Types types,
        Function<Value, @Nullable Tensor> contents,
        VariableStore variables,
        Workspaces workspaces,
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
        return types.shape(instruction.inputs.get(input));
    }

    @Override
    public DType inputType(int input) {
        Value value = instruction.inputs.get(input);
        VariableCell variable = region.variable(value);
        return variable == null ? value.dtype : variable.dtype();
    }

    @Override
    public int outputs() {
        return instruction.outputs.size();
    }

    @Override
    public Shape outputShape(int output) {
        return types.shape(instruction.outputs.get(output));
    }

    @Override
    public DType outputType(int output) {
        return instruction.outputs.get(output).dtype;
    }

    @Override
    public Tensor value(int input) {
        Tensor value = contents.apply(instruction.inputs.get(input));
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
    public <R> R resource(String sharedName, Class<R> type, Supplier<R> initial) {
        return variables.resources().get(sharedName.isEmpty() ? instruction.name : sharedName, type, initial);
    }

    @Override
    public void whileWaiting(Runnable wait) {
        variables.resources().whileWaiting(wait);
    }

    @Override
    public BooleanSupplier isInitialized(int input) {
        VariableCell variable = region.variable(instruction.inputs.get(input));
        return variable == null ? () -> true : variable::isInitialized;
    }

    @Override
    public Buffer workspace(DType type, Shape shape) {
        return workspaces.take(type, shape, memory);
    }

    @Override
    public InvalidArgumentException error(String problem) {
        return new InvalidArgumentException(instruction.op.name() + ": " + problem);
    }
}
