package dev.lamina.face;

import dev.lamina.Images;
import dev.lamina.Io;
import dev.lamina.Layers;
import dev.lamina.Linalg;
import dev.lamina.Lookup;
import dev.lamina.Losses;
import dev.lamina.Nn;
import dev.lamina.Quantization;
import dev.lamina.Queues;
import dev.lamina.Signal;
import dev.lamina.Sparse;
import dev.lamina.Strings;
import dev.lamina.Tf;
import dev.lamina.Training;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Regularizer;
import dev.lamina.train.AdamW;
import dev.lamina.train.Clip;
import dev.lamina.train.Clipping;
import dev.lamina.train.Constraint;
import dev.lamina.train.LazyAdam;
import dev.lamina.train.Nadam;
import dev.lamina.train.Optimizer;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that users type to build a graph: a public method of {@code Tf} or of one of its groups, a factory of layers' or
 * optimizers' parts, a constant, or an optimizer's constructor. All are found by reflection.
 *
 * @param owner what stands before the dot, such as {@code tf.nn}
 * @param parameters the types of its parameters
 * @param result the type of what it gives
 */
record Face(String owner, String name, List<Class<?>> parameters, Class<?> result, Body body) {
    @FunctionalInterface
    interface Body {
        @Nullable
        Object run(Tf tf, Object... arguments) throws ReflectiveOperationException;
    }

    static List<Face> all() {
        List<Face> all = new ArrayList<>();
        all.addAll(methods("tf", Tf.class, tf -> tf));
        all.addAll(methods("tf.nn", Nn.class, tf -> tf.nn));
        all.addAll(methods("tf.layers", Layers.class, tf -> tf.layers));
        all.addAll(methods("tf.train", Training.class, tf -> tf.train));
        all.addAll(methods("tf.losses", Losses.class, tf -> tf.losses));
        all.addAll(methods("tf.lookup", Lookup.class, tf -> tf.lookup));
        all.addAll(methods("tf.queue", Queues.class, tf -> tf.queue));
        all.addAll(methods("tf.sparse", Sparse.class, tf -> tf.sparse));
        all.addAll(methods("tf.image", Images.class, tf -> tf.image));
        all.addAll(methods("tf.strings", Strings.class, tf -> tf.strings));
        all.addAll(methods("tf.linalg", Linalg.class, tf -> tf.linalg));
        all.addAll(methods("tf.signal", Signal.class, tf -> tf.signal));
        all.addAll(methods("tf.io", Io.class, tf -> tf.io));
        all.addAll(methods("tf.quantization", Quantization.class, tf -> tf.quantization));
        for (Class<?> type : List.of(
                Activation.class,
                Initializer.class,
                Regularizer.class,
                Constraint.class,
                Clipping.class,
                Clip.class,
                Dropout.class)) {
            all.addAll(factories(type));
        }
        for (Class<?> type : Optimizer.class.getPermittedSubclasses()) {
            all.addAll(constructors(type));
        }
        all.addAll(constructors(AdamW.class));
        all.addAll(constructors(LazyAdam.class));
        all.addAll(constructors(Nadam.class));
        return all;
    }

    private static List<Face> constructors(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .map(constructor -> new Face(
                        "new",
                        type.getSimpleName(),
                        List.of(constructor.getParameterTypes()),
                        type,
                        (_, arguments) -> constructor.newInstance(arguments)))
                .toList();
    }

    private static List<Face> methods(String owner, Class<?> type, Function<Tf, Object> receiver) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .map(method -> of(owner, method, receiver))
                .toList();
    }

    private static List<Face> factories(Class<?> type) {
        List<Face> all = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()) {
                all.add(of(type.getSimpleName(), method, tf -> tf));
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == type) {
                all.add(new Face(type.getSimpleName(), field.getName(), List.of(), type, (_, _) -> field.get(null)));
            }
        }
        return all;
    }

    private static Face of(String owner, Method method, Function<Tf, Object> receiver) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        method.setAccessible(true); // the interfaces that make up Tf are not public
        return new Face(
                owner,
                method.getName(),
                List.of(method.getParameterTypes()),
                method.getReturnType(),
                (tf, arguments) -> method.invoke(isStatic ? null : receiver.apply(tf), arguments));
    }

    /** How it is called in the table of cases: {@code tf.nn.elu(Operand)}. */
    String key() {
        return owner + "." + name
                + parameters.stream().map(Class::getSimpleName).collect(Collectors.joining(",", "(", ")"));
    }

    /** Says whether a call of the one compiles just as well with the other. */
    boolean couldBeSwappedWith(Face other) {
        return owner.equals(other.owner) && parameters.equals(other.parameters) && result == other.result;
    }

    /** Calls it; what it throws is thrown as it is. */
    @Nullable
    Object call(Tf tf, Object... arguments) {
        try {
            return body.run(tf, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(key() + " throws " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(key(), e);
        }
    }
}
