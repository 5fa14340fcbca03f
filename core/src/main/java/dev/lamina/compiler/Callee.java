package dev.lamina.compiler;

import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableOrder;
import dev.lamina.compiler.run.Claim;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A region that a branch or a loop runs: a program for each of the shapes that it was given of late. */
final class Callee {
    /** More than this many are not worth keeping: the shapes differ in every run. */
    private static final int KEEP_AT_MOST = 64;

    private record Entry(CompiledRegion program, Claim claim) {}

    private final Region region;
    private final List<Given> given;
    private final List<Storage> storages;
    private final Surroundings surroundings;
    private final Map<List<@Nullable Shape>, Entry> programs = new LinkedHashMap<>(4, 0.75f, true);
    private @Nullable CompiledRegion last;
    private @Nullable Shape[] lastShapes = {};

    /**
     * A region for which nothing is compiled yet.
     *
     * @param given what is known of the parameters; the shapes may be others in the end
     * @param storages where the parameters lie
     */
    Callee(Region region, List<Given> given, List<Storage> storages, Surroundings surroundings) {
        this.region = region;
        this.given = given;
        this.storages = storages;
        this.surroundings = surroundings;
    }

    /** The program for arguments of these shapes; {@code null} stands for one that is dead. */
    CompiledRegion program(@Nullable Buffer[] arguments, int first) {
        CompiledRegion known = last;
        if (known != null && isLast(arguments, first)) {
            return known;
        }
        @Nullable Shape[] shapes = new Shape[arguments.length - first];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = shape(arguments[first + i]);
        }
        CompiledRegion found = program(Arrays.asList(shapes));
        last = found;
        lastShapes = shapes;
        return found;
    }

    private static @Nullable Shape shape(@Nullable Buffer argument) {
        return argument == null ? null : argument.shape();
    }

    private boolean isLast(@Nullable Buffer[] arguments, int first) {
        for (int i = 0; i < lastShapes.length; i++) {
            if (!Objects.equals(shape(arguments[first + i]), lastShapes[i])) {
                return false;
            }
        }
        return true;
    }

    private CompiledRegion program(List<@Nullable Shape> shapes) {
        Entry known = programs.get(shapes);
        if (known != null) {
            return known.program;
        }
        Claim claim = new Claim(surroundings.memory());
        boolean isMade = false;
        try {
            CompiledRegion made = compile(shapes, claim);
            programs.put(shapes, new Entry(made, claim));
            makeRoom();
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                claim.drop();
            }
        }
    }

    private CompiledRegion compile(List<@Nullable Shape> shapes, Claim claim) {
        List<Buffer> parameters = new ArrayList<>();
        List<@Nullable Tensor> constants = new ArrayList<>();
        BitSet dead = new BitSet();
        for (int i = 0; i < shapes.size(); i++) {
            Value parameter = region.parameters().get(i);
            Shape shape = shapes.get(i);
            dead.set(i, shape == null);
            parameters.add(new Buffer(parameter.dtype, shape == null ? Shape.of(0) : shape, storages.get(i)));
            constants.add(given.get(i).constant());
        }
        return new CompiledRegion(region, parameters, constants, dead, surroundings.with(claim));
    }

    private void makeRoom() {
        Iterator<Entry> eldest = programs.values().iterator();
        while (programs.size() > KEEP_AT_MOST
                || (programs.size() > 1 && surroundings.memory().isOverLimit())) {
            eldest.next().claim.drop();
            eldest.remove();
        }
    }

    /** The text of a program: one that has run, or what the shapes known beforehand would give. */
    List<String> explain() {
        CompiledRegion known = last;
        if (known != null) {
            return known.explain();
        }
        List<@Nullable Shape> shapes = new ArrayList<>();
        given.forEach(each -> shapes.add(each.shape()));
        if (!given.stream().allMatch(each -> each.shape().isFullyDefined()) || settlesVariables()) {
            return List.of("Compiled when it first runs.");
        }
        try {
            return program(shapes).explain();
        } catch (LaminaException e) {
            return List.of("Does not run for these shapes: " + e.problem());
        }
    }

    /** Says whether a variable would take its shape of it: only what runs gives it one. */
    private boolean settlesVariables() {
        return region.effects().entrySet().stream()
                .anyMatch(effect -> VariableOrder.isWrite(effect.getValue())
                        && effect.getKey().buffer() == null);
    }
}
