package dev.lamina.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose line an error shows. */
class SourceTest {
    /** What is written as users write, or is not published. */
    private static final Set<String> NOT_OWN = Set.of("examples", "benchmarks", "interop");

    @Test
    void everyPackageOfTheProjectIsItsOwn() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> modules = Files.list(repository())) {
            modules.filter(module -> !NOT_OWN.contains(module.getFileName().toString()))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .forEach(sources -> packages.addAll(packages(sources)));
        }
        assertThat(packages).contains("dev.lamina", "dev.lamina.train.schedule", "dev.lamina.model", "dev.lamina.app");
        assertThat(packages)
                .allSatisfy(name -> assertThat(Source.ownTree(name))
                        .as("the topmost package of " + name)
                        .isNotNull()
                        .satisfies(tree -> assertThat(name + ".").startsWith(tree + ".")));
    }

    @Test
    void packagesThatMerelyBeginAlikeAreNot() {
        assertThat(List.of("dev", "dev.laminate", "dev.lamina.mine", "dev.lamina.modelzoo", "dev.lamina.examples"))
                .allSatisfy(name -> assertThat(Source.ownTree(name)).isNull());
        assertThat(Source.ownTree("dev.lamina.train.schedule")).isEqualTo("dev.lamina.train");
    }

    @Test
    void whatComesFromElsewhereIsAUsersWhateverItsPackage() {
        assertThat(Source.line()).matches("SourceTest\\.java:\\d+");
    }

    @Test
    void javasFramesAreNobodys() {
        var tf = Tf.create();
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        assertThat(Stream.of(x).map(tf::exp).toList().getFirst().node().source())
                .startsWith("SourceTest.java:");
    }

    @Test
    void aLineIsSaidOnce() {
        var tf = Tf.create();
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        assertThatThrownBy(() -> tf.add(x, tf.ones(3)))
                .hasMessageContaining("'Add' (Add), made at SourceTest.java:")
                .hasMessageNotContaining("called at");
    }

    @Test
    void anErrorWithoutAnOperationNamesTheLineThatCalled() {
        assertThatThrownBy(() -> Shape.of(2, 3).concat(Shape.of(-2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageMatching("(?s).*  called at SourceTest\\.java:\\d+.*");
    }

    private static Set<String> packages(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> packages = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(Objects.requireNonNull(file.getParent()))
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "."))
                    .filter(name -> !name.isEmpty())
                    .forEach(packages::add);
            return packages;
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
}
