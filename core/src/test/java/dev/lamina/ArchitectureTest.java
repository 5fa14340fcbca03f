package dev.lamina;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house's rules: which package may use which, and how long a file may be. */
class ArchitectureTest {
    private static final int LONGEST_FILE = 400;

    /** What a person can take in at a look. */
    private static final int LARGEST_ROOM = 40;

    /** The packages of this module below {@code dev.lamina}, and those of them each may use. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("source", List.of()),
            Map.entry("error", List.of("source")),
            Map.entry("codec", List.of()),
            Map.entry("tensor", List.of("error")),
            Map.entry("kernel", List.of("error")),
            Map.entry("graph", List.of("error", "source", "tensor")),
            Map.entry("op", List.of("error", "graph", "tensor", "kernel")),
            Map.entry("gradient", List.of("error", "graph", "op", "tensor")),
            Map.entry("compiler", List.of("error", "graph", "op", "kernel", "tensor")),
            Map.entry("session", List.of("compiler", "error", "graph", "op", "kernel", "tensor")),
            Map.entry("loss", List.of("error", "graph", "op", "tensor")),
            Map.entry("metric", List.of("error", "tensor")),
            Map.entry("train", List.of("error", "tensor", "kernel", "graph", "op", "gradient", "session")),
            Map.entry("layer", List.of("error", "tensor", "graph", "op", "train")));

    /** Tests are elsewhere where the launcher's folder is built into, as {@code ./test --fast} does. */
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("dev.lamina");

    @TestFactory
    Stream<DynamicTest> arrowsPointOneWay() {
        return MAY_USE.entrySet().stream()
                .map(row -> dynamicTest(row.getKey() + " uses only " + row.getValue(), () -> usesOnly(row)));
    }

    private static void usesOnly(Map.Entry<String, List<String>> row) {
        String own = tree(row.getKey());
        String[] allowed = Stream.concat(Stream.of(own), row.getValue().stream().map(ArchitectureTest::tree))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.lamina..").and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> places = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("dev.lamina."))
                .map(name -> name.split("\\.", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAY_USE.keySet()).containsAll(places);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.lamina.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void packagesOfKernelsAreFreeOfCycles() {
        slices().matching("dev.lamina.kernel.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void vectorsAreTheKernelsAlone() {
        classes()
                .that(resideInAPackage("dev.lamina..").and(not(resideInAPackage(tree("kernel")))))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("jdk.incubator.vector..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Vectors of one type in two sizes make the compiler allocate those of the matrix products, as a process meets both. */
    @Test
    void vectorsOfATypeHaveOneSize() {
        noClasses()
                .that(resideInAPackage(tree("kernel")).and(not(simpleName("Lanes"))))
                .should()
                .dependOnClassesThat(type(VectorShape.class))
                .orShould()
                .callMethodWhere(target(name("withShape")))
                .check(CLASSES);
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> modules = Files.list(repository())) {
            List<Path> sources = modules.flatMap(ArchitectureTest::javaFilesIn).toList();
            assertThat(sources).anyMatch(file -> file.endsWith("ArchitectureTest.java"));
            assertThat(sources).filteredOn(file -> lines(file) > LONGEST_FILE).isEmpty();
        }
    }

    @Test
    void roomsAreSmall() {
        Map<String, Long> rooms = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getName().endsWith("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(rooms).containsKey("dev.lamina.op.math");
        assertThat(rooms.entrySet())
                .filteredOn(room -> room.getValue() > LARGEST_ROOM)
                .isEmpty();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFilesIn(Path module) {
        Path sources = module.resolve("src");
        if (!Files.isDirectory(sources)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the root pom, from wherever the test was started. */
    private static Path repository() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("core")))
                .findFirst()
                .orElseThrow();
    }

    private static String tree(String name) {
        return "dev.lamina." + name + "..";
    }
}
