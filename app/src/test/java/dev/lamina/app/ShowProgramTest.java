package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.GraphFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code show --program}. */
class ShowProgramTest {
    @TempDir
    private Path folder;

    private String graph = "";

    @BeforeEach
    void writeGraph() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");
        Output rate = tf.placeholder(DType.FLOAT32, Shape.scalar(), "rate");
        tf.named("y").multiply(tf.matmul(x, tf.ones(3, 2)), rate);
        Path file = folder.resolve("graph.pb");
        GraphFile.write(tf.graph(), file);
        graph = file.toString();
    }

    @Test
    void isExplainedForTheShapesThatAreFed() {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", "x=7, 3", "rate=[]");
        assertThat(show.err()).isEmpty();
        assertThat(show.exitCode()).isZero();
        assertThat(show.out())
                .contains("given x:0 float32[7,3], rate:0 float32[].")
                .contains("   1. MatMul ")
                .contains("Result y:0 float32[7,2]")
                .contains("Memory: ");
    }

    @Test
    void needsWhatARunNeeds() {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", "x=7,3");
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("You must feed a value for placeholder tensor 'rate'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=seven",
                "x=7,",
                "x=-1,3",
                "x=[7,3",
                "x=7,3]",
                "x=[?,3]",
                "x=7,,3",
                "x=",
                "x=9999999999999999999,3"
            })
    void refusesWhatIsNoShape(String feed) {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", feed);
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("the shape of x is '").contains("which is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=[7,4]", "x=7", "x=[]"})
    void refusesWhatDoesNotFit(String feed) {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", feed, "rate=[]");
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("Cannot feed value of shape");
    }

    @Test
    void feedsEachTensorOnce() {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", "x=7,3", "x:0=8,3", "rate=[]");
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("Tensor 'x:0' is fed twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=100000000000,3", "x=999999999999999999,3"})
    void refusesWhatNoArrayHolds(String feed) {
        Lamina show = Lamina.run("show", "--program", graph, "--fetch", "y", "--feed", feed, "rate=[]");
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("a tensor holds at most 2^31 - 17 elements; got shape [");
    }

    @Test
    void goesWithNothingElse() {
        assertThat(Lamina.run("show", "--program", graph).exitCode()).isEqualTo(2);
        assertThat(Lamina.run("show", graph, "--fetch", "y").exitCode()).isEqualTo(2);
        assertThat(Lamina.run("show", "--program", "--json", graph, "--fetch", "y")
                        .exitCode())
                .isEqualTo(2);
    }
}
