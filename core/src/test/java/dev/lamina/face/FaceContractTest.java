package dev.lamina.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.LaminaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every method that users type promises: it gives what the operation it names gives. The methods are found by
 * reflection; one without a case fails. That the cases tell methods apart is tested too: with any other of its signature in
 * its place, and with any two arguments of one type exchanged, a case must fail.
 */
class FaceContractTest {
    private static final Map<String, List<FaceCase>> CASES = new TreeMap<>();

    static {
        Stream.of(
                        ArithmeticCases.all(),
                        ShapingCases.all(),
                        ReductionCases.all(),
                        BuildingCases.all(),
                        FlowCases.all(),
                        RandomCases.all(),
                        CandidateCases.all(),
                        SpecialCases.all(),
                        NetworkCases.all(),
                        ImageNetworkCases.all(),
                        ConvolutionCases.all(),
                        TrainingCases.all(),
                        OptimizerCases.all(),
                        FactoryCases.all(),
                        IndexingCases.all(),
                        StructureCases.all(),
                        LinalgCases.all(),
                        SignalCases.all(),
                        ImageCases.all(),
                        StringCases.all())
                .flatMap(List::stream)
                .forEach(each -> CASES.computeIfAbsent(each.face(), _ -> new ArrayList<>())
                        .add(each));
    }

    private static List<FaceCase> cases(Face face) {
        return CASES.getOrDefault(face.key(), List.of());
    }

    @Test
    void everyMethodHasACaseAndEveryCaseItsMethod() {
        assertThat(Face.all().stream().map(Face::key)).containsExactlyInAnyOrderElementsOf(CASES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> givesWhatItNames() {
        return Face.all().stream()
                .map(face -> dynamicTest(face.key(), () -> cases(face).forEach(each -> each.check(face))));
    }

    @TestFactory
    Stream<DynamicTest> noOtherCouldTakeItsPlace() {
        List<Face> all = Face.all();
        List<DynamicTest> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (Face second : all.subList(i + 1, all.size())) {
                Face first = all.get(i);
                if (first.couldBeSwappedWith(second)) {
                    pairs.add(dynamicTest(
                            first.key() + " and " + second.name(),
                            () -> assertThat(passesAs(second, first) && passesAs(first, second))
                                    .as("all cases pass with the two swapped")
                                    .isFalse()));
                }
            }
        }
        return pairs.stream();
    }

    @TestFactory
    Stream<DynamicTest> noTwoArgumentsCouldBeExchanged() {
        List<DynamicTest> exchanges = new ArrayList<>();
        for (Face face : Face.all()) {
            for (int i = 0; i < face.parameters().size(); i++) {
                for (int k = i + 1; k < face.parameters().size(); k++) {
                    if (face.parameters().get(i) == face.parameters().get(k)) {
                        exchanges.add(exchange(face, i, k));
                    }
                }
            }
        }
        return exchanges.stream();
    }

    private static DynamicTest exchange(Face face, int i, int k) {
        return dynamicTest(face.key() + ", arguments " + i + " and " + k, () -> {
            assertThat(cases(face).stream().allMatch(each -> passes(each, face, i, k)))
                    .as("all cases pass with the two exchanged")
                    .isFalse();
        });
    }

    /** Whether all cases of one face pass when another is called in its place. */
    private static boolean passesAs(Face called, Face named) {
        return cases(named).stream().allMatch(each -> passes(each, called, 0, 0));
    }

    private static boolean passes(FaceCase each, Face called, int one, int other) {
        try {
            each.check(called, one, other);
            return true;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    /** With a name that no operation can have, whatever adds one fails: the error names this project's line, not Lamina's. */
    @TestFactory
    Stream<DynamicTest> anErrorNamesTheUsersLine() {
        return Face.all().stream()
                .filter(face -> face.owner().startsWith("tf"))
                .flatMap(face -> cases(face).stream()
                        .limit(1)
                        .filter(each -> isNamed(face, each))
                        .map(each -> dynamicTest(
                                face.key(),
                                () -> assertThatThrownBy(() -> new FaceCall(face, each.arguments(), "_bad").close())
                                        .isInstanceOf(LaminaException.class)
                                        .hasMessageContaining("'_bad' is not a valid name")
                                        .hasMessageMatching("(?s).*(made|called) at Face\\.java:\\d+.*"))));
    }

    private static boolean isNamed(Face face, FaceCase each) {
        try (FaceCall call = new FaceCall(face, each.arguments(), FaceCall.NAME)) {
            return call.isNamed();
        }
    }
}
