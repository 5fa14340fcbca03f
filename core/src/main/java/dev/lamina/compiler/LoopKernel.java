package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.error.CancelledException;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Storage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs its body as long as its condition says so. What the body gives becomes what it is given by an exchange of arrays, so
 * a round copies nothing and, while the shapes stay, allocates nothing.
 */
final class LoopKernel implements RegionKernel {
    private final Callee condition;
    private final Callee body;
    private final LoopValue[] values;
    private final Buffer[] current;
    private final @Nullable LateBuffer[] late;

    /** By value, whether it is the handle of a variable, which is known without being carried. */
    private final boolean[] isHandle;

    LoopKernel(Instruction instruction, TypedRegion typed, Surroundings surroundings) {
        Region test = instruction.regions.getFirst();
        Region step = instruction.regions.getLast();
        List<Storage> storages = Arguments.storages(step);
        List<Given> given = RegionTyping.given(instruction, typed);
        condition = new Callee(test, given, storages, surroundings);
        body = new Callee(step, given, storages, surroundings);
        values = new LoopValue[storages.size()];
        current = new Buffer[values.length];
        late = Arguments.late(instruction, typed, surroundings.memory());
        isHandle = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            isHandle[i] = step.variable(step.parameters().get(i)) != null;
            boolean isInvariant = RegionTyping.isInvariant(step, i) || isHandle[i];
            values[i] =
                    new LoopValue(step.parameters().get(i).dtype, storages.get(i), isInvariant, surroundings.memory());
        }
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < values.length; i++) {
            current[i] = values[i].begin(inputs[i]);
        }
        try {
            CompiledRegion test = condition.program(current, 0);
            CompiledRegion step = body.program(current, 0);
            while (isTrue(test)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancelledException("the loop was interrupted");
                }
                step.run();
                if (advance(step)) {
                    test = condition.program(current, 0);
                    step = body.program(current, 0);
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if (!isHandle[i]) {
                    Arguments.give(current[i], late[i], outputs[i]);
                }
            }
        } finally {
            for (LoopValue value : values) {
                value.end();
            }
        }
    }

    private static boolean isTrue(CompiledRegion test) {
        test.run();
        return BranchOp.isTrue(test.buffer(0));
    }

    /** Makes what the body gave what it is given next; tells whether a shape is another now. */
    private boolean advance(CompiledRegion step) {
        for (int i = 0; i < values.length; i++) {
            values[i].take(step, i);
        }
        boolean isOther = false;
        for (int i = 0; i < values.length; i++) {
            Buffer next = values[i].exchange();
            isOther |= !next.shape().equals(current[i].shape());
            current[i] = next;
        }
        return isOther;
    }

    @Override
    public @Nullable LateBuffer late(int output) {
        return late[output];
    }

    @Override
    public List<String> explain() {
        List<String> lines = new ArrayList<>(List.of("Condition:"));
        lines.addAll(condition.explain());
        lines.add("Body:");
        lines.addAll(body.explain());
        return lines;
    }
}
