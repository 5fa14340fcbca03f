package dev.lamina.testing;

import dev.lamina.testing.Operation.Case;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How many operations were compared with TensorFlow's, and which could not be, as counted while the tests run. */
final class Tally {
    static final String VALUE = "compared by value";
    static final String GRADIENT = "compared by gradient";
    static final String LACKING = "without a gradient in TensorFlow's C++ core";
    static final String NEITHER = "not differentiable in both";

    private final Map<String, Map<String, Integer>> samples = Collections.synchronizedMap(new TreeMap<>());

    void compared(String how, Case each) {
        samples.computeIfAbsent(how, _ -> new TreeMap<>())
                .merge(each.sample().op().name(), 1, Integer::sum);
    }

    Map<String, String> summary() {
        Map<String, String> summary = new LinkedHashMap<>();
        for (String how : List.of(VALUE, GRADIENT, LACKING, NEITHER)) {
            Map<String, Integer> byOp = samples.getOrDefault(how, Map.of());
            int all = byOp.values().stream().mapToInt(Integer::intValue).sum();
            Set<String> names = new TreeSet<>(byOp.keySet());
            summary.put(how, names.size() + " operations, " + all + " samples: " + String.join(" ", names));
        }
        return summary;
    }
}
