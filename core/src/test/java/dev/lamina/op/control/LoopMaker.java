package dev.lamina.op.control;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.logic.Less;
import java.util.ArrayList;
import java.util.List;

/** Builds loops in TensorFlow 1's form: in the graph itself. */
public record LoopMaker(Scope scope) {
    /** The rest of a loop whose first value is counted: builds the next values of those that the iteration is given. */
    public interface Body {
        List<Output> next(Scope inner, Output i, List<Output> values);
    }

    /** A loop of a counter from 0 to a limit and more values, as TensorFlow 1 builds it: what comes out, the counter first. */
    public List<Output> loop(String name, Output limit, List<Output> first, Body body) {
        Output zero = Const.of(scope.after(List.of(Identity.of(scope, limit).node())), 0);
        List<Output> merged = new ArrayList<>(List.of(Merge.open(scope, Enter.of(scope, zero, name))));
        first.forEach(each -> merged.add(Merge.open(scope, Enter.of(scope, each, name))));
        Output goesOn = LoopCond.of(scope, Less.of(scope, merged.getFirst(), Enter.constant(scope, limit, name)));
        List<Output> values = new ArrayList<>();
        List<Output> exits = new ArrayList<>();
        for (Output each : merged) {
            List<Output> sides = Switch.of(scope, each, goesOn);
            exits.add(Exit.of(scope, sides.get(0)));
            values.add(Identity.of(scope, sides.get(1)));
        }
        Scope inner = scope.after(List.of(values.getFirst().node()));
        Output i = values.getFirst();
        List<Output> next = new ArrayList<>(List.of(Add.of(inner, i, Const.of(inner, 1))));
        next.addAll(body.next(inner, i, values.subList(1, values.size())));
        for (int k = 0; k < next.size(); k++) {
            Merge.close(scope, merged.get(k), next.get(k));
        }
        return exits;
    }
}
