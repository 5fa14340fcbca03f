package dev.lamina.graph;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The collections of a graph that hold variables. */
final class Variables {
    private Variables() {}

    static List<Variable> of(Graph graph, String name) {
        List<Variable> variables = new ArrayList<>();
        for (Object member : graph.collection(name)) {
            if (!(member instanceof Variable variable)) {
                throw new FailedPreconditionException(
                        "the collection '" + name + "' has a member that is no variable: "
                                + (member instanceof Node node ? node.describe() : String.valueOf(member)),
                        "the file that the graph was read from lists nodes there, without what is to be known of a variable;"
                                + " Graph.collection(\"" + name + "\") gives them as they are");
            }
            variables.add(variable);
        }
        return variables;
    }

    static List<Variable> matching(List<Variable> variables, String names) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(names);
        } catch (PatternSyntaxException e) {
            throw new InvalidArgumentException(
                    "'" + names + "' is no regular expression: " + e.getDescription(), null, e);
        }
        List<Variable> matching = variables.stream()
                .filter(variable ->
                        pattern.matcher(variable.ref().node().name()).matches()
                                || pattern.matcher(variable.name()).matches())
                .toList();
        if (matching.isEmpty()) {
            List<String> there = variables.stream()
                    .map(variable -> variable.ref().node().name())
                    .toList();
            throw new NotFoundException("no trainable variable is called as '" + names + "'; there are " + there);
        }
        return matching;
    }
}
