package dev.lamina.op.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the samples of the contract test do not show: weights in files, and classes that are learnt from run to run. */
class CandidateSamplersTest {
    private static Results run(Op op) {
        Scope scope = Scope.of(new Graph());
        List<Output> outputs = scope.node(op, List.of(Const.of(scope, new long[][] {{1}, {0}})))
                .outputs();
        try (Session session = new Session(scope.graph())) {
            return session.run(outputs);
        }
    }

    private static Op weighted(String file, List<Float> unigrams) {
        return new FixedUnigramCandidateSampler(1, 20, false, 3, file, 0.5f, 0, 1, 0, unigrams, 7, 8);
    }

    @Test
    void weightsInAFileAreThoseBehindTheLastComma(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("vocabulary.csv");
        Files.writeString(file, "the,x,4\nof,1\nand,2.5\n");
        Results ofFile = run(weighted(file.toString(), List.of()));
        Results given = run(weighted("", List.of(4f, 1f, 2.5f)));
        for (int i = 0; i < 3; i++) {
            assertThat(ofFile.get(i)).isEqualTo(given.get(i));
        }
        assertThat(ofFile.get(1).buffer().asDouble(0) / ofFile.get(1).buffer().asDouble(1))
                .isBetween(0.499999, 0.500001);
    }

    @Test
    void aFileThatIsNotThereOrHasNoWeightsIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("vocabulary.csv");
        assertThatThrownBy(() -> run(weighted(file.toString(), List.of()))).isInstanceOf(NotFoundException.class);
        Files.writeString(file, "the,1\nof,many\n");
        assertThatThrownBy(() -> run(weighted(file.toString(), List.of())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Wrong vocabulary format at line: of,many");
    }

    @Test
    void whatWasTrueBecomesLikelier() {
        Scope scope = Scope.of(new Graph());
        Op op = new LearnedUnigramCandidateSampler(1, 1, false, 4, 7, 8);
        Output expected = scope.node(op, List.of(Const.of(scope, new long[][] {{1}, {1}, {1}, {0}})))
                .output(1);
        try (Session session = new Session(scope.graph())) {
            assertThat(session.run(expected).floats()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
            // Each counts once to begin with: class 1 now four times of eight.
            assertThat(session.run(expected).floats()).containsExactly(0.5f, 0.5f, 0.5f, 0.25f);
        }
    }
}
