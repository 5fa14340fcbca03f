package dev.lamina.compiler.region;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** The order of what is in a loop or around all loops: that of building, with each loop after all that enters it and before what uses it. */
final class LoopOrder {
    /** A node, or a loop as a whole, with its place in the order of building. */
    record Part(int place, Object content) {}

    private LoopOrder() {}

    /**
     * The nodes of a frame and its loops.
     *
     * @param works what the nodes compute
     * @param given outputs that need not be computed
     * @throws InvalidArgumentException if a loop is made of what it gives
     */
    static List<Part> of(LoopFrame frame, Map<Node, Node.Work> works, Set<Output> given) {
        Map<Object, Part> parts = new LinkedHashMap<>();
        Map<Node, Part> giving = new HashMap<>();
        for (Node node : frame.members) {
            Part part = new Part(parts.size(), node);
            parts.put(node, part);
            giving.put(node, part);
        }
        for (LoopFrame loop : frame.loops) {
            int last = loop.enters.stream()
                    .mapToInt(enter -> Objects.requireNonNull(parts.get(enter)).place())
                    .max()
                    .orElse(0);
            Part part = new Part(last, loop);
            parts.put(loop, part);
            loop.exits().forEach(exit -> giving.put(exit, part));
        }
        return sorted(parts, giving, part -> needed(part, works, given));
    }

    private static List<Part> sorted(
            Map<Object, Part> parts, Map<Node, Part> giving, Function<Part, List<Node>> needed) {
        Map<Part, List<Part>> users = new HashMap<>();
        Map<Part, Integer> open = new HashMap<>();
        for (Part part : parts.values()) {
            Set<Part> before = new LinkedHashSet<>();
            needed.apply(part).forEach(node -> {
                Part giver = giving.get(node);
                if (giver != null) {
                    before.add(giver);
                }
            });
            before.forEach(
                    each -> users.computeIfAbsent(each, _ -> new ArrayList<>()).add(part));
            open.put(part, before.size());
        }
        PriorityQueue<Part> ready = new PriorityQueue<>(
                Comparator.comparingInt(Part::place).thenComparing(part -> part.content() instanceof LoopFrame));
        parts.values().stream()
                .filter(part -> Objects.equals(open.get(part), 0))
                .forEach(ready::add);
        List<Part> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            Part next = ready.remove();
            sorted.add(next);
            for (Part user : users.getOrDefault(next, List.of())) {
                if (open.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        if (sorted.size() != parts.size()) {
            parts.values().removeAll(Set.copyOf(sorted));
            throw new InvalidArgumentException("the loop '"
                    + parts.values().stream()
                            .filter(part -> part.content() instanceof LoopFrame)
                            .map(part -> ((LoopFrame) part.content()).name)
                            .findFirst()
                            .orElse("")
                    + "' is given what it gives itself");
        }
        return sorted;
    }

    private static List<Node> needed(Part part, Map<Node, Node.Work> works, Set<Output> given) {
        if (part.content() instanceof LoopFrame loop) {
            return loop.enters;
        }
        Node node = (Node) part.content();
        List<Node> needed = new ArrayList<>(node.controlInputs());
        for (Output input : Objects.requireNonNull(works.get(node)).inputs()) {
            if (!given.contains(input) && !input.node().op().isOfNextIteration()) {
                needed.add(input.node());
            }
        }
        return needed;
    }
}
