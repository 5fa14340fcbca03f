package dev.lamina.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Sample;
import dev.lamina.op.Operations;
import dev.lamina.session.Threads;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * What every operation promises, tried at its own samples. A test class that implements this and says which operations has these
 * tests; each operation has {@code static List<Sample> samples()}, which is found where its package is open to
 * {@code dev.lamina.testing} or tests run on the class path.
 */
public interface OperationContract {
    /**
     * A state of the machine in which an operation has to give the same bits.
     *
     * @param name as failures call it
     * @param run runs something in that state, and puts back what was before
     */
    record Setting(String name, Consumer<Runnable> run) {
        /** A number of threads. */
        public static Setting threads(int count) {
            return new Setting("on " + count + (count == 1 ? " thread" : " threads"), action -> {
                int before = Threads.count();
                Threads.set(count);
                try {
                    action.run();
                } finally {
                    Threads.set(before);
                }
            });
        }
    }

    /** The records of the operations; what else is among them, such as names that others have taken the place of, is passed over. */
    Collection<Class<?>> operations();

    /** The states in which each operation has to give the same bits: what it gives in the first is what all others are compared with. */
    default List<Setting> settings() {
        return List.of(Setting.threads(1), Setting.threads(2), Setting.threads(3));
    }

    /** It is found by its name, can be written into files, is added by a factory, and has samples. */
    @TestFactory
    default Stream<DynamicTest> isComplete() {
        return Operation.of(operations()).stream()
                .map(operation -> dynamicTest(operation.name(), () -> {
                    assertEquals(
                            Optional.of(operation.type()),
                            Operations.find(operation.name()),
                            "found by its name: an OperationSet that the module provides has to give it");
                    assertEquals(
                            List.of(),
                            operation.lostAttributes(),
                            () -> "attributes of " + operation.name()
                                    + " that neither a component holds nor an input tells");
                    assertTrue(operation.factory().isPresent(), () -> "public static of(Scope, ...)");
                    assertFalse(
                            !operation.isHandle() && operation.cases().isEmpty(),
                            () -> operation.name() + " has no samples");
                }));
    }

    /** Its values are those of its samples, with any shapes known or not before a run, and it leaves its inputs as they were. */
    @TestFactory
    default Stream<DynamicContainer> givesWhatItsSamplesSay() {
        return forAll(sample -> sample.refusal() == null, ValueContract::check);
    }

    /** It refuses what its samples say, with a message that names it. */
    @TestFactory
    default Stream<DynamicContainer> refusesWhatItsSamplesSay() {
        return forAll(sample -> sample.refusal() != null, each -> {
            for (Inputs how : List.of(Inputs.CONSTANTS, Inputs.PLACEHOLDERS, Inputs.UNKNOWN_SHAPES)) {
                refuses(each, how);
            }
        });
    }

    /** Its gradient agrees with finite differences. */
    @TestFactory
    default Stream<DynamicContainer> hasTheRightGradient() {
        return forAll(GradientContract::applies, GradientContract::first);
    }

    /** So does that in float64. */
    @TestFactory
    default Stream<DynamicContainer> hasTheRightGradientInDoubles() {
        return inDoubles(GradientContract::first);
    }

    /** So does that of complex numbers, by their parts, where it takes them. */
    @TestFactory
    default Stream<DynamicContainer> hasTheRightGradientInComplexNumbers() {
        return inOtherNumbers("complex numbers", GradientContract::inComplexNumbers, each -> {
            ComplexContract.check(each);
            GradientContract.first(each);
            GradientContract.second(each);
        });
    }

    /** And the gradient of its gradient. */
    @TestFactory
    default Stream<DynamicContainer> hasTheRightSecondGradient() {
        return forAll(GradientContract::applies, GradientContract::second);
    }

    /** And that in float64. */
    @TestFactory
    default Stream<DynamicContainer> hasTheRightSecondGradientInDoubles() {
        return inDoubles(GradientContract::second);
    }

    /** What cannot be differentiated says so. */
    @TestFactory
    default Stream<DynamicContainer> hasAGradientOrSaysThatItHasNot() {
        return forAll(
                sample -> sample.refusal() == null && !GradientContract.applies(sample), GradientContract::exists);
    }

    /** It gives the same bits in each of the {@link #settings}, and when it runs again. */
    @Tag("simd")
    @TestFactory
    default Stream<DynamicContainer> givesTheSameBitsAgainAndInAllSettings() {
        return forAll(sample -> sample.refusal() == null, this::bits);
    }

    /** And at sizes at which kernels use several threads, made from its samples. */
    @Tag("simd")
    @TestFactory
    default Stream<DynamicContainer> givesTheSameBitsAtLargeSizes() {
        return forEach(LargeSamples::of, this::bits);
    }

    private Stream<DynamicContainer> forAll(Predicate<Sample> which, Consumer<Case> property) {
        return forEach(operation -> operation.cases().stream().filter(each -> which.test(each.sample())), property);
    }

    private Stream<DynamicContainer> inDoubles(Consumer<Case> property) {
        return inOtherNumbers("doubles", GradientContract::inDoubles, property);
    }

    private Stream<DynamicContainer> inOtherNumbers(
            String numbers, Function<Sample, @Nullable Sample> converted, Consumer<Case> property) {
        return forEach(
                operation -> operation.cases().stream()
                        .filter(each -> GradientContract.applies(each.sample()))
                        .flatMap(each -> Stream.ofNullable(converted.apply(each.sample()))
                                .map(sample -> new Case(each.name() + " in " + numbers, sample))),
                property);
    }

    /** The cases are made within the operation's container, so one that cannot make them fails alone. */
    private Stream<DynamicContainer> forEach(Function<Operation, Stream<Case>> cases, Consumer<Case> property) {
        return Operation.of(operations()).stream()
                .map(operation -> dynamicContainer(
                        operation.name(),
                        Stream.of(operation)
                                .flatMap(cases)
                                .map(each -> dynamicTest(each.name(), () -> property.accept(each)))));
    }

    private void bits(Case each) {
        if (!Operation.isReproducible(each.sample())) {
            return;
        }
        List<List<Tensor>> reference = new ArrayList<>();
        for (Setting setting : settings()) {
            setting.run().accept(() -> {
                String what = each.name() + " " + setting.name();
                List<Tensor> values = ValueContract.twice(what, each.sample());
                if (reference.isEmpty()) {
                    reference.add(values);
                } else {
                    Agreement.sameBits(what, values, reference.getFirst());
                }
            });
        }
    }

    private static void refuses(Case each, Inputs how) {
        String what = each.name() + " with inputs as " + how;
        String refusal = Objects.requireNonNull(each.sample().refusal());
        try (SampleGraph graph = new SampleGraph(each.sample(), how)) {
            graph.initialize();
            fail(what + ": is not refused but gives " + graph.run());
        } catch (LaminaException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "");
            for (String part : List.of(refusal, each.sample().op().name())) {
                assertTrue(message.contains(part), () -> what + ": '" + message + "' does not contain '" + part + "'");
            }
        }
    }
}
