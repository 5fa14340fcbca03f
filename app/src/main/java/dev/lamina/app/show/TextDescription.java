package dev.lamina.app.show;

import dev.lamina.tensorflow.ModelDescription;
import dev.lamina.tensorflow.ModelDescription.Kind;
import dev.lamina.tensorflow.SignatureDescription;
import dev.lamina.tensorflow.TensorDescription;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For people. */
record TextDescription(PrintWriter out, @Nullable Values values) {
    /** So many of the nodes that an operation blocks are named. */
    private static final int NAMED = 8;

    void print(ModelDescription model) {
        out.println(model.path() + ": " + model.kind());
        printVariables(model);
        printOperations(model);
        model.signatures().forEach(this::printSignature);
    }

    private void printVariables(ModelDescription model) {
        List<TensorDescription> variables = model.variables();
        int width = variables.stream()
                .mapToInt(variable -> variable.name().length())
                .max()
                .orElse(0);
        if (!variables.isEmpty()) {
            out.println();
            out.println(model.kind() == Kind.ARRAYS ? "Arrays" : "Variables");
        }
        for (TensorDescription variable : variables) {
            out.printf("  %-" + Math.max(width, 1) + "s  %s%s%n", variable.name(), variable.dtype(), variable.shape());
            if (values != null) {
                out.println(value(values.of(variable.name())).indent(4).stripTrailing());
            }
        }
        out.println();
        out.printf(
                Locale.ROOT,
                model.kind() == Kind.ARRAYS ? "%,d numbers in %,d array%s%n" : "%,d parameters in %,d variable%s%n",
                model.parameters(),
                variables.size(),
                variables.size() == 1 ? "" : "s");
    }

    private static String value(Values.Value value) {
        if (value.error() != null) {
            return value.error();
        }
        return value.tensor() == null ? "no value in the file" : value.tensor().toString();
    }

    private void printOperations(ModelDescription model) {
        if (model.operations().isEmpty()) {
            return;
        }
        SortedMap<String, Integer> missing = model.missingOperations();
        out.println();
        out.println("Operations");
        model.operations().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> out.printf(
                        Locale.ROOT,
                        "  %,7d  %s%s%n",
                        entry.getValue(),
                        entry.getKey(),
                        missing.containsKey(entry.getKey()) ? " (Lamina lacks it)" : ""));
        printBlocked(model.blocked());
    }

    private void printBlocked(SortedMap<String, List<String>> blocked) {
        if (blocked.isEmpty()) {
            return;
        }
        out.println();
        out.println("What Lamina lacks, and the nodes that cannot run without it");
        blocked.forEach((op, nodes) -> {
            String more = nodes.size() > NAMED ? String.format(Locale.ROOT, " and %,d more", nodes.size() - NAMED) : "";
            String names = nodes.stream().limit(NAMED).collect(Collectors.joining(", "));
            out.println("  " + op + ": " + names + more);
        });
    }

    private void printSignature(String name, SignatureDescription signature) {
        out.println();
        out.println("Signature " + name + " (" + signature.method() + ")");
        List<String> missing = signature.missing();
        if (!missing.isEmpty()) {
            out.println("  cannot run: Lamina lacks " + String.join(", ", missing));
        }
        signature.inputs().forEach((key, tensor) -> printTensor("in ", key, tensor));
        signature.outputs().forEach((key, tensor) -> printTensor("out", key, tensor));
    }

    private void printTensor(String direction, String key, TensorDescription tensor) {
        out.println("  " + direction + "  " + key + ": " + tensor.dtype() + tensor.shape() + ", " + tensor.name());
    }
}
