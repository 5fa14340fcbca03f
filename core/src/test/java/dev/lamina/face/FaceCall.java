package dev.lamina.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call of a {@link Face} in a graph of its own, with what came of it. */
final class FaceCall implements AutoCloseable {
    /** An argument that is a placeholder, fed with a value. */
    record In(Tensor value) {}

    /** An argument that is made in the call's graph. */
    @FunctionalInterface
    interface Made extends Function<Tf, Object> {}

    /** What the result is to be called. */
    static final String NAME = "result";

    final Tf tf = Tf.create();
    final List<Object> arguments;
    private final List<Output> placeholders = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final IdentityHashMap<Object, Object> made = new IdentityHashMap<>();
    private final @Nullable Object result;
    private @Nullable Session session;

    /** Calls it under a name. */
    FaceCall(Face face, List<Object> given, String name) {
        this(face, given, name, 0, 0);
    }

    /** Calls it with two arguments exchanged, as if its body had exchanged them. */
    FaceCall(Face face, List<Object> given, String name, int one, int other) {
        tf.graph().setSeed(5);
        arguments = given.stream().map(this::resolve).toList();
        List<Object> passed = new ArrayList<>(arguments);
        if (one != other) {
            Collections.swap(passed, one, other);
        }
        result = face.call(tf.named(name), passed.toArray());
    }

    static In in(Object value) {
        return new In(Tensor.of(value));
    }

    private Object resolve(Object argument) {
        Object known = made.get(argument);
        if (known != null) {
            return known;
        }
        Object resolved = switch (argument) {
            case In in -> placeholder(in.value());
            case Made factory -> factory.apply(tf);
            case List<?> list -> list.stream().map(this::resolve).toList();
            default -> argument;
        };
        made.put(argument, resolved);
        return resolved;
    }

    private Output placeholder(Tensor value) {
        Output placeholder = tf.placeholder(value.dtype(), value.shape(), "in" + placeholders.size());
        placeholders.add(placeholder);
        feeds.add(Feed.of(placeholder, value));
        return placeholder;
    }

    <T> T result(Class<T> type) {
        return type.cast(Objects.requireNonNull(result));
    }

    /** An argument as it was resolved. */
    <T> T argument(int index, Class<T> type) {
        return type.cast(arguments.get(index));
    }

    /** The tensors that were given. */
    List<Output> outputs() {
        return switch (Objects.requireNonNull(result)) {
            case Operand operand -> List.of(operand.asOutput());
            case List<?> list -> list.stream().map(Output.class::cast).toList();
            default -> fail("no tensor but %s", result);
        };
    }

    boolean isNamed() {
        return (result instanceof Output output && output.node().name().equals(NAME))
                || (result instanceof Output inner && inner.node().name().startsWith(NAME + "/"));
    }

    /** The tensors were computed by an operation of that name and are called as was wished; the arguments are in order. */
    void isMadeBy(String op) {
        Node node = outputs().getFirst().node();
        assertThat(node.op().name()).isEqualTo(op);
        assertThat(node.name()).matches(NAME + "(_\\d+)?(/.*)?");
        List<Output> direct =
                node.inputs().stream().filter(placeholders::contains).toList();
        assertThat(direct)
                .containsExactlyElementsOf(
                        placeholders.stream().filter(direct::contains).toList());
    }

    Session session() {
        if (session == null) {
            session = tf.session();
            session.run(
                    tf.graph().variables().stream().map(Variable::initializer).toList());
        }
        return session;
    }

    Tensor value(Operand operand) {
        return session()
                .run(
                        operand,
                        feeds.stream()
                                .filter(feed -> !feed.target().equals(operand.asOutput()))
                                .toArray(Feed[]::new));
    }

    /** What the placeholders among the arguments are fed. */
    Stream<Feed> feeds() {
        return feeds.stream();
    }

    void run(Node node) {
        session().run(node, feeds.toArray(Feed[]::new));
    }

    /** Numbers agree to within rounding, all else exactly. */
    static void close(String what, Tensor actual, Tensor expected) {
        assertThat(actual.dtype()).as(what).isEqualTo(expected.dtype());
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        if (!actual.dtype().isDifferentiable()) {
            assertThat(actual).as(what).isEqualTo(expected);
            return;
        }
        for (int i = 0; i < actual.size(); i++) {
            close(what, i, actual.buffer().realPart(i), expected.buffer().realPart(i));
            close(what, i, actual.buffer().imaginaryPart(i), expected.buffer().imaginaryPart(i));
        }
    }

    private static void close(String what, int element, double x, double y) {
        if (Double.compare(x, y) != 0 && !(Math.abs(x - y) <= 2e-5 * Math.abs(y) + 1e-6)) {
            fail("%s: %s at element %d, not %s", what, x, element, y);
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
