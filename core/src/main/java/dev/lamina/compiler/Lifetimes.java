package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In whose storage each value of a stage lies, and where in the order of its groups that is read for the last time. */
final class Lifetimes {
    private static final Use FOREVER = new Use(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** A place in the order of a stage: that of a group, and within it that of a member. */
    private record Use(int position, int member) {}

    private final SimplifiedRegion simplified;

    /** By view, the value in whose storage it lies. */
    private final Map<Value, Value> roots = new HashMap<>();

    /** By value, the last reader of what lies in its storage. */
    private final Map<Value, Use> lastUse = new HashMap<>();

    Lifetimes(SimplifiedRegion simplified, List<Group> groups) {
        this.simplified = simplified;
        for (int i = 0; i < groups.size(); i++) {
            List<Instruction> members = groups.get(i).members();
            for (int j = 0; j < members.size(); j++) {
                for (Value input : members.get(j).inputs) {
                    lastUse.put(root(input), new Use(i, j));
                }
            }
        }
        simplified.kept().forEach(value -> lastUse.put(root(value), FOREVER));
    }

    /** The value in whose storage this one lies. */
    Value root(Value value) {
        List<Value> views = new ArrayList<>();
        Value at = simplified.resolve(value);
        for (Value shown = shown(at); shown != null; shown = shown(at)) {
            views.add(at);
            at = simplified.resolve(roots.getOrDefault(at, shown));
        }
        for (Value view : views) {
            roots.put(view, at);
        }
        return at;
    }

    /** The value whose elements this one shows, or {@code null} if it has its own. */
    private @Nullable Value shown(Value real) {
        Region region = simplified.typed.region;
        Instruction producer = region.producer(real);
        if (producer == null
                || simplified.typed.constant(real) != null
                || region.aliasedInput(producer) < 0
                || producer.outputs.getFirst() != real) {
            return null;
        }
        return producer.inputs.get(region.aliasedInput(producer));
    }

    /** Says whether the group at a position is the last to read a value that is its own root. */
    boolean isLastUse(Value root, int position) {
        return lastUse.getOrDefault(root, FOREVER).position == position;
    }

    /** Says whether a member of the group at a position is the last to read a value that is its own root. */
    boolean isLastUse(Value root, int position, int member) {
        return new Use(position, member).equals(lastUse.get(root));
    }

    /** Says whether a value that is its own root is of no use after the group at a position: nobody reads it at all, or that one last. */
    boolean endsAt(Value root, int position) {
        Use last = lastUse.get(root);
        return last == null || last.position == position;
    }
}
