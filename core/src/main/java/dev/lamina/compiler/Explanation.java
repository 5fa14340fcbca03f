package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.RangeKernel;
import dev.lamina.tensor.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The first stage of a program as text, a sentence for each step, from which one learns why a step is slow. */
final class Explanation {
    private final AssignedRegion assigned;
    private final SimplifiedRegion simplified;
    private final TypedRegion typed;
    private final Region region;
    private final Kernels kernels;
    private final boolean checksNumerics;
    private final List<String> lines = new ArrayList<>();

    private Explanation(AssignedRegion assigned, boolean checksNumerics) {
        this.assigned = assigned;
        this.checksNumerics = checksNumerics;
        simplified = assigned.simplified;
        typed = simplified.typed;
        region = typed.region;
        kernels = assigned.kernels;
    }

    /**
     * Explains a stage, line by line.
     *
     * @param checksNumerics whether the numbers of each step are checked, for which steps run one by one
     */
    static List<String> of(Stage stage, boolean checksNumerics) {
        Explanation text = new Explanation(stage.assigned, checksNumerics);
        text.parameters();
        text.leftOut();
        text.steps();
        text.results();
        text.waiting();
        text.memory(stage.bytes());
        return text.lines;
    }

    private void parameters() {
        lines.add("Region of " + region.size() + " instructions, given "
                + (region.parameters().isEmpty() ? "nothing" : typed.shown(region.parameters())) + ".");
    }

    /** What has no step, and why. */
    private void leftOut() {
        List<String> folded = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        List<String> views = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        Set<Instruction> live = Set.copyOf(simplified.live());
        for (Instruction each : region.instructions()) {
            if (!typed.isReady(each)) {
                continue;
            }
            Value output = each.outputs.isEmpty() ? null : each.outputs.getFirst();
            if (output != null && typed.constant(output) != null) {
                folded.add(each.name);
            } else if (output != null && simplified.resolve(output) != output) {
                shared.add(each.name + " is " + simplified.resolve(output).name);
            } else if (!live.contains(each)) {
                dropped.add(each.name);
            } else if (region.aliasedInput(each) >= 0) {
                views.add(each.name);
            }
        }
        list("Folded, as they are the same in every run", folded);
        list("Shared, as something else gives the same", shared);
        list("Shown in place, without a step", views);
        list("Dropped, as nothing needs them", dropped);
    }

    private void list(String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(what + ": " + String.join(", ", names) + ".");
        }
    }

    private void steps() {
        int number = 0;
        for (Group group : assigned.groups) {
            List<Instruction> running = assigned.running(group);
            if (!running.isEmpty()) {
                lines.add(String.format(Locale.ROOT, "%4d. %s", ++number, sentence(group, running)));
                if (kernels.get(running.getFirst()) instanceof RegionKernel kernel) {
                    kernel.explain().forEach(line -> lines.add("      " + line));
                }
            }
        }
    }

    private String sentence(Group group, List<Instruction> running) {
        Instruction first = running.getFirst();
        StringBuilder text = new StringBuilder(running.stream()
                .map(each -> each.op.name() + " '" + each.name + "'")
                .collect(Collectors.joining(", ")));
        if (running.size() > 1) {
            text.append(
                    group.isHeaded()
                            ? ": the others follow the first block by block"
                            : ": all in one pass, range by range");
            text.append(", on what is in the cache");
        }
        text.append("; of ").append(first.inputs.isEmpty() ? "nothing" : typed.shown(first.inputs));
        for (Instruction each : running) {
            each.outputs.forEach(output -> text.append(place(each, output)));
        }
        text.append("; ").append(cost(running));
        if (running.size() == 1) {
            text.append(alone(first));
        }
        return text.append(text.charAt(text.length() - 1) == ':' ? "" : ".").toString();
    }

    /** Where a step puts an output. */
    private String place(Instruction instruction, Value output) {
        VariableCell variable = region.variable(output);
        String what = ", gives " + output.dtype + typed.shape(output);
        if (variable != null) {
            return what + " in variable " + variable.name();
        }
        Buffer buffer = assigned.buffer(output);
        int number = buffer == null ? 0 : assigned.memory.number(buffer);
        if (buffer == null || number == 0) {
            return what;
        }
        boolean inPlace = instruction.inputs.stream()
                .map(assigned::buffer)
                .anyMatch(each -> each != null && each.storage() == buffer.storage());
        return what + " in buffer " + number + (inPlace ? ", over its input" : "");
    }

    private String cost(List<Instruction> running) {
        long arithmetic = 0;
        long read = 0;
        long written = 0;
        long workspace = 0;
        for (Instruction each : running) {
            arithmetic += kernels.arithmetic(each);
            read += assigned.bytes(each.inputs);
            written += assigned.bytes(each.outputs);
            workspace += kernels.workspace(each);
        }
        return String.format(
                Locale.ROOT,
                "%,d operations on numbers, %,d bytes read, %,d written, workspace of %,d",
                arithmetic,
                read,
                written,
                workspace);
    }

    /** Why a step runs by itself. */
    private String alone(Instruction instruction) {
        Kernel kernel = kernels.get(instruction);
        if (kernel instanceof RegionKernel) {
            return "; it runs regions:";
        }
        if (region.copies(instruction)) {
            return "; a copy, as the variable changes before the last use";
        }
        for (int i = 0; i < instruction.inputs.size(); i++) {
            if (region.access(instruction, i) == Access.ASSIGN) {
                return "; by itself, as it gives a variable its value";
            }
        }
        if (checksNumerics) {
            return "; by itself, as its numbers are checked before the next step";
        }
        return kernel instanceof RangeKernel
                ? "; by itself, as no neighbour computes as many elements range by range"
                : "; by itself, as its kernel needs the whole of its inputs";
    }

    private void results() {
        for (Value result : region.results()) {
            if (result != null) {
                Value real = simplified.resolve(result);
                lines.add("Result " + result + typed.shape(result)
                        + (typed.constant(real) != null ? " is a constant." : " is copied for the caller."));
            }
        }
    }

    private void waiting() {
        if (!typed.blocked().isEmpty()) {
            boolean isOpen = typed.blocked().stream().anyMatch(Liveness::decides);
            lines.add("Compiled when the run has come so far, as "
                    + (isOpen ? "what runs depends" : "shapes depend") + " on values from "
                    + typed.blocked().getFirst().name + " on: "
                    + typed.blocked().stream().map(each -> each.name).collect(Collectors.joining(", ")) + ".");
        }
    }

    private void memory(long bytes) {
        long workspace = assigned.groups.stream()
                .flatMap(group -> group.members().stream())
                .mapToLong(kernels::workspace)
                .sum();
        lines.add(String.format(
                Locale.ROOT,
                "Memory: %,d bytes, of which %d buffers take %,d, workspace %,d, and folded constants %,d.",
                bytes,
                assigned.memory.count(),
                assigned.memory.bytes(),
                workspace,
                typed.constantBytes()));
    }
}
