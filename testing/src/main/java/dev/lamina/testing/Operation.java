package dev.lamina.testing;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Attribute;
import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Signature;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.ComparisonOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operation with its samples. */
record Operation(Class<? extends Op> type) {
    /** A sample under the name by which failures call it: {@code Tile sample 2 (float32[2,3], int32[2])}. */
    record Case(String name, Sample sample) {}

    /** Those among these classes that are operations, by name. */
    static List<Operation> of(Collection<Class<?>> types) {
        return types.stream()
                .filter(type -> Op.class.isAssignableFrom(type) && type.isRecord())
                .map(type -> new Operation(type.asSubclass(Op.class)))
                .sorted(Comparator.comparing(Operation::name))
                .toList();
    }

    /** Without a seed, random numbers are others in each session. */
    static boolean isReproducible(Sample sample) {
        Signature signature = Signature.of(sample.op().getClass());
        return !Objects.equals(signature.component(sample.op(), "seed"), 0L)
                || !Objects.equals(signature.component(sample.op(), "seed2"), 0L);
    }

    String name() {
        return type.getSimpleName();
    }

    /** Says whether it gives a handle, as a variable does: nothing by itself, and tried as an input of those that use it. */
    boolean isHandle() {
        return VariableOp.class.isAssignableFrom(type)
                || (signature().outputs().size() == 1
                        && signature().outputs().getFirst().fixedType() == DType.RESOURCE);
    }

    Signature signature() {
        return Signature.of(type);
    }

    List<Case> cases() {
        List<Sample> samples = samples();
        List<Case> cases = new ArrayList<>();
        for (Sample sample : samples) {
            cases.add(new Case(name() + " sample " + (cases.size() + 1) + " (" + inputs(sample) + ")", sample));
        }
        return cases;
    }

    private static String inputs(Sample sample) {
        return sample.inputs().stream().map(Operation::text).collect(Collectors.joining(", "));
    }

    private static String text(Tensor input) {
        return input.dtype() + input.shape().toString();
    }

    private List<Sample> samples() {
        try {
            Method method = type.getDeclaredMethod("samples");
            method.setAccessible(true);
            List<?> samples = (List<?>) Objects.requireNonNull(method.invoke(null));
            List<Sample> own = samples.stream().map(Sample.class::cast).toList();
            return Stream.concat(own.stream(), ofFamily(own).stream()).toList();
        } catch (InvocationTargetException e) {
            throw new AssertionError(name() + ".samples() throws " + e.getCause(), e);
        } catch (InaccessibleObjectException e) {
            throw new LinkageError(
                    name() + ".samples() cannot be called: open its package to "
                            + getClass().getModule(),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name() + " has no static samples()", e);
        }
    }

    /** What all of its family refuse, in the types of its own samples. */
    private List<Sample> ofFamily(List<Sample> own) {
        if (!BinaryOp.class.isAssignableFrom(type) && !ComparisonOp.class.isAssignableFrom(type)) {
            return List.of();
        }
        Tensor given = own.getFirst().inputs().getFirst();
        Tensor two = Buffer.allocate(given.dtype(), Shape.of(2)).toTensor();
        Tensor three = Buffer.allocate(given.dtype(), Shape.of(3)).toTensor();
        return List.of(Sample.refused(
                "Incompatible shapes: [2] vs. [3]", own.getFirst().op(), two, three));
    }

    /** The attributes that neither a component of the record holds nor the inputs tell: there should be none. */
    List<String> lostAttributes() {
        Set<@Nullable String> told = new HashSet<>();
        for (Argument input : signature().inputs()) {
            told.add(input.numberAttr());
            told.add(input.typeAttr());
        }
        Set<String> components = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return signature().attributes().stream()
                .map(Attribute::name)
                .filter(name -> !told.contains(name))
                .filter(name -> !components.contains(name.replace("_", "").toLowerCase(Locale.ROOT)))
                .toList();
    }

    /**
     * How users add it to a graph: a public static {@code of(Scope, ...)}, its own or that of the file it stands in, whose operands then
     * say which of the two is meant.
     */
    Optional<Method> factory() {
        return Stream.of(type, type.getEnclosingClass() == null ? type : type.getEnclosingClass())
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(method -> method.getName().equals("of")
                        && Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getModifiers())
                        && method.getParameterCount() > 0
                        && method.getParameterTypes()[0] == Scope.class)
                .findFirst();
    }
}
