package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one of its regions, and no other. */
final class BranchKernel implements RegionKernel {
    private final BranchOp op;
    private final Instruction instruction;
    private final List<Callee> callees = new ArrayList<>();
    private final List<Storage> storages;
    private final Object[] nothing;
    private final @Nullable LateBuffer[] late;

    /** The one region that ever runs, where that is known, or -1. */
    private final int only;

    BranchKernel(Instruction instruction, BranchOp op, TypedRegion typed, Surroundings surroundings) {
        this.op = op;
        this.instruction = instruction;
        Tensor selector = typed.constant(instruction.inputs.getFirst());
        only = selector == null ? -1 : op.branch(selector.buffer());
        storages = Arguments.storages(instruction.regions.getFirst());
        nothing = storages.stream().map(Storage::array).toArray();
        late = Arguments.late(instruction, typed, surroundings.memory());
        List<Given> given = RegionTyping.given(instruction, typed);
        for (Region region : instruction.regions) {
            callees.add(new Callee(region, given, storages, surroundings));
        }
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        CompiledRegion program = callees.get(op.branch(inputs[0])).program(inputs, 1);
        for (int i = 0; i < nothing.length; i++) {
            storages.get(i).bind(inputs[i + 1].array());
        }
        try {
            program.run();
            for (int i = 0; i < outputs.length; i++) {
                if (!isHandle(i)) {
                    Arguments.give(program.buffer(i), late[i], outputs[i]);
                }
            }
        } finally {
            for (int i = 0; i < nothing.length; i++) {
                storages.get(i).bind(nothing[i]);
            }
        }
    }

    /** Says whether an output is the handle of a variable, which is known without being given. */
    private boolean isHandle(int output) {
        Region any = instruction.regions.getFirst();
        Value result = any.results().get(output);
        return result != null && result.dtype == DType.RESOURCE && any.variable(result) != null;
    }

    @Override
    public @Nullable LateBuffer late(int output) {
        return late[output];
    }

    @Override
    public List<String> explain() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < callees.size(); i++) {
            lines.add("Branch " + i + ":");
            lines.addAll(
                    only < 0 || only == i
                            ? callees.get(i).explain()
                            : List.of("Never runs, as what chooses is the same in every run."));
        }
        return lines;
    }
}
