package dev.lamina.compiler;

import dev.lamina.compiler.region.Exited;
import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Iterated;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.error.CancelledException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the iterations of a loop in TensorFlow 1's form until one gives nothing to the next. What has come out of it lies in
 * variants then.
 */
final class IterationKernel implements RegionKernel {
    private final Iterated op;
    private final Region region;
    private final Callee iteration;
    private final List<Storage> storages;
    private final Object[] nothing;

    /** By input, whether it is dead, and whether it stands for a variable. */
    private final boolean[] isDead;

    private final boolean[] isHandle;

    private final LoopValue[] values;

    /** What the next iteration is given; {@code null} stands for what is dead. */
    private final @Nullable Buffer[] given;

    IterationKernel(Instruction instruction, Iterated op, TypedRegion typed, Surroundings surroundings) {
        this.op = op;
        region = instruction.regions.getFirst();
        storages = Arguments.storages(region);
        nothing = storages.stream().map(Storage::array).toArray();
        given = new Buffer[storages.size()];
        int inputs = instruction.inputs.size();
        isDead = new boolean[inputs];
        isHandle = new boolean[inputs];
        List<Given> known = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            Value input = instruction.inputs.get(i);
            isDead[i] = typed.isDead(input);
            isHandle[i] = region.variable(region.parameters().get(i)) != null;
            known.add(new Given(typed.shape(input), isDead[i] ? null : typed.constant(input)));
        }
        values = new LoopValue[op.nextIterations()];
        for (int i = 0; i < values.length; i++) {
            known.add(Given.of(Shape.unknown()));
            values[i] = new LoopValue(
                    region.parameters().get(inputs + i).dtype, storages.get(inputs + i), false, surroundings.memory());
        }
        iteration = new Callee(region, known, storages, surroundings);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (Buffer box : outputs) {
            box.objects()[0] = Exited.Nothing.NOTHING;
        }
        Arrays.fill(given, null);
        for (int i = 0; i < inputs.length; i++) {
            if (!isDead[i]) {
                given[i] = inputs[i];
                if (!isHandle[i]) {
                    storages.get(i).bind(inputs[i].array());
                }
            }
        }
        try {
            do {
                CompiledRegion program = iteration.program(given, 0);
                program.run();
                leave(program, outputs);
                advance(program);
            } while (goesOn());
        } finally {
            for (int i = 0; i < inputs.length; i++) {
                storages.get(i).bind(nothing[i]);
            }
        }
    }

    /** Takes what comes out of the loop in an iteration. */
    private void leave(CompiledRegion program, Buffer[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            int result = values.length + i;
            if (!program.isDead(result)) {
                Tensor value = program.buffer(result).toTensor();
                if (i >= op.exits() && !isFirst(outputs[i].objects()[0], value)) {
                    throw new InvalidArgumentException(
                            "Retval[" + (i - op.exits()) + "] has already been set: Operation '"
                                    + Objects.requireNonNull(region.results().get(result)).name
                                    + "' has been marked as not fetchable, as it is computed in more than one iteration of"
                                    + " the loop '" + op.name() + "'",
                            "fetch what comes out of the loop, by an Exit");
                }
                outputs[i].objects()[0] = value;
            }
        }
    }

    /** Says whether a value that is fetched within the loop is the only one there is. */
    private static boolean isFirst(Object before, Tensor value) {
        return before instanceof Exited.Nothing || before.equals(value);
    }

    /** Makes what an iteration gave what the next is given. */
    private void advance(CompiledRegion program) {
        int inputs = given.length - values.length;
        for (int i = 0; i < values.length; i++) {
            if (!program.isDead(i)) {
                values[i].take(program, i);
            }
        }
        for (int i = 0; i < values.length; i++) {
            given[inputs + i] = program.isDead(i) ? null : values[i].exchange();
        }
        for (int i = 0; i < inputs; i++) {
            if (!op.isConstant().get(i)) {
                given[i] = null;
            }
        }
    }

    private boolean goesOn() {
        for (int i = given.length - values.length; i < given.length; i++) {
            if (given[i] != null) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("the loop '" + op.name() + "' was interrupted");
                }
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable LateBuffer late(int output) {
        return null;
    }

    @Override
    public List<String> explain() {
        List<String> lines = new ArrayList<>(List.of("Iteration:"));
        lines.addAll(iteration.explain());
        return lines;
    }
}
