package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shape rule may know in a program: fed shapes, folded constants, and what earlier stages computed. */
final class RuleContext implements ShapeContext {
    private final Region region;
    private final Instruction instruction;
    private final Types types;
    private final Computed computed;

    /** The inputs whose contents the rule asked for. */
    final List<Value> asked = new ArrayList<>();

    private boolean lookedAtRun;

    private boolean missedValue;

    RuleContext(Region region, Instruction instruction, Types types, Computed computed) {
        this.region = region;
        this.instruction = instruction;
        this.types = types;
        this.computed = computed;
    }

    @Override
    public int inputs() {
        return instruction.inputs.size();
    }

    @Override
    public @Nullable Op producer(int input) {
        Instruction producer = region.producer(instruction.inputs.get(input));
        return producer == null ? null : producer.op;
    }

    @Override
    public Shape shape(int input) {
        Value value = instruction.inputs.get(input);
        VariableCell variable = region.variable(value);
        Instruction producer = region.producer(value);
        if (variable != null
                && (producer == null || producer.op instanceof VariableOp || value.dtype == DType.RESOURCE)) {
            // It may have been given its shape since. A handle's own tells nothing.
            Shape known = types.shape(variable);
            return known.isFullyDefined() || value.dtype == DType.RESOURCE ? known : types.shape(value);
        }
        return types.shape(value);
    }

    @Override
    public DType type(int input) {
        Value value = instruction.inputs.get(input);
        VariableCell variable = region.variable(value);
        return variable == null ? value.dtype : variable.dtype();
    }

    @Override
    public @Nullable Tensor value(int input) {
        Tensor known = peek(input);
        Value value = instruction.inputs.get(input);
        missedValue |= known == null;
        if (known != null && types.constant(value) == null) {
            asked.add(value);
        }
        return known;
    }

    @Override
    public @Nullable Tensor peek(int input) {
        Value value = instruction.inputs.get(input);
        Tensor constant = types.constant(value);
        if (constant != null) {
            return constant;
        }
        Buffer buffer = computed.buffer(value);
        if (buffer == null) {
            return null;
        }
        lookedAtRun = true;
        return buffer.toTensor();
    }

    /** Says whether the rule looked at a value that this run computed. */
    boolean lookedAtRun() {
        return lookedAtRun;
    }

    /** Says whether the rule asked for a value that is not known yet; the kernel may want it even if the shapes are. */
    boolean missedValue() {
        return missedValue;
    }

    @Override
    public InvalidArgumentException error(String problem) {
        return new InvalidArgumentException(
                instruction.op.name() + ": " + problem + " (inputs: " + types.shown(instruction.inputs) + ")");
    }
}
