package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.graph.RangeKernel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pass that puts together what can run range by range: an operation joins the one whose result it
 * reads, if nothing has to run between the two.
 */
final class Fusion {
    private final SimplifiedRegion simplified;
    private final Kernels kernels;
    private final boolean isOn;
    private final Map<Instruction, Cluster> clusters = new LinkedHashMap<>();

    private Fusion(SimplifiedRegion simplified, Kernels kernels, boolean isOn) {
        this.simplified = simplified;
        this.kernels = kernels;
        this.isOn = isOn;
    }

    /**
     * The groups of a stage, in an order in which they can run.
     *
     * @param isOn whether anything is put together at all
     */
    static List<Group> of(SimplifiedRegion simplified, Kernels kernels, boolean isOn) {
        Fusion fusion = new Fusion(simplified, kernels, isOn);
        simplified.live().forEach(fusion::place);
        return inOrder(new LinkedHashSet<>(fusion.clusters.values())).stream()
                .map(Cluster::group)
                .toList();
    }

    private void place(Instruction instruction) {
        Set<Cluster> before = before(instruction);
        Cluster own = choose(instruction, before);
        if (own == null) {
            own = new Cluster(instruction, clusters.size(), simplified, kernels);
        } else {
            own.add(instruction, clusters.size());
        }
        for (Cluster each : before) {
            if (each != own) {
                own.before.add(each);
            }
        }
        clusters.put(instruction, own);
    }

    private Set<Cluster> before(Instruction instruction) {
        Set<Cluster> before = new LinkedHashSet<>();
        for (Value input : instruction.inputs) {
            Instruction producer = producer(input);
            if (producer != null && clusters.containsKey(producer)) {
                before.add(clusters.get(producer));
            }
        }
        for (List<Instruction> others :
                List.of(instruction.controls, simplified.typed.region.predecessors(instruction))) {
            others.stream().filter(clusters::containsKey).map(clusters::get).forEach(before::add);
        }
        return before;
    }

    private @Nullable Cluster choose(Instruction instruction, Set<Cluster> before) {
        RangeKernel kernel = kernels.get(instruction) instanceof RangeKernel ranges ? ranges : null;
        Region region = simplified.typed.region;
        boolean isView = region.aliasedInput(instruction) >= 0;
        if (!isOn || (kernel == null && !isView) || Cluster.runsAlone(instruction, region)) {
            return null;
        }
        Cluster best = null;
        for (Value input : instruction.inputs) {
            Instruction producer = producer(input);
            Cluster candidate = producer == null ? null : clusters.get(producer);
            if (candidate != null
                    && candidate.isOpen()
                    && (kernel == null || candidate.suits(instruction, kernel))
                    && before.stream().noneMatch(each -> each != candidate && each.mayFollow(candidate))
                    && (best == null || candidate.first() > best.first())) {
                best = candidate;
            }
        }
        return best;
    }

    private @Nullable Instruction producer(Value input) {
        return simplified.typed.region.producer(simplified.resolve(input));
    }

    private static List<Cluster> inOrder(Set<Cluster> clusters) {
        Map<Cluster, Integer> open = new HashMap<>();
        Map<Cluster, List<Cluster>> after = new HashMap<>();
        for (Cluster cluster : clusters) {
            open.put(cluster, cluster.before.size());
            cluster.before.forEach(
                    each -> after.computeIfAbsent(each, _ -> new ArrayList<>()).add(cluster));
        }
        PriorityQueue<Cluster> ready = new PriorityQueue<>(Comparator.comparingInt(Cluster::first));
        clusters.stream().filter(each -> each.before.isEmpty()).forEach(ready::add);
        List<Cluster> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            Cluster next = ready.remove();
            ordered.add(next);
            for (Cluster follower : after.getOrDefault(next, List.of())) {
                if (open.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        if (ordered.size() != clusters.size()) {
            throw new IllegalStateException("the order of the clusters has a cycle");
        }
        return ordered;
    }
}
