package dev.lamina.app.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every reader of files is given files that were changed at random, with lengths and checksums put right again: what it cannot
 * read it refuses with an error of Lamina's that names the file.
 *
 * <p>Each input is made from a seed alone, which a failure tells; the input itself is kept in {@code target/mutated}.
 */
class MutatedFilesTest {
    /** Another, such as one that a failure told, is given by {@code -Dlamina.mutations.seed}. */
    private static final long FIRST_SEED = Long.getLong("lamina.mutations.seed", 20);

    private static final int SHARES =
            FileReaders.ALL.stream().mapToInt(FileReader::share).sum();

    /** A reader that hangs on a file is found by this: it is far above what any takes for all its inputs. */
    private static final int MINUTES = 20;

    private static final int MOST_FAILURES = 3;

    /** What readers log of files that they can read is not looked at here. */
    private static final Logger LOG = Logger.getLogger("dev.lamina");

    @TempDir
    private Path folder;

    @BeforeAll
    static void logNothing() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(null);
    }

    @Test
    void someThousandInputs() throws Exception {
        run(5_000);
    }

    @Test
    @Tag("slow")
    void threeHundredThousandInputs() throws Exception {
        run(300_000);
    }

    private void run(int inputs) throws Exception {
        List<String> failures = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<String>>> running = new ArrayList<>();
            for (FileReader reader : FileReaders.ALL) {
                int count = Math.ceilDiv(inputs * reader.share(), SHARES);
                Path own = Files.createDirectory(folder.resolve("reader" + running.size()));
                running.add(threads.submit(() -> run(reader, own, count)));
            }
            for (Future<List<String>> each : running) {
                failures.addAll(each.get(MINUTES, TimeUnit.MINUTES));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> run(FileReader reader, Path folder, int count) throws Exception {
        Mutator mutator = new Mutator(reader, folder);
        List<String> failures = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count && failures.size() < MOST_FAILURES; seed++) {
            String wrong = mutator.run(seed);
            if (wrong != null) {
                Path kept = Files.createDirectories(Path.of("target", "mutated"))
                        .resolve(reader.name().replaceAll("\\W+", "-") + "-" + seed);
                Files.write(kept, mutator.input(seed));
                failures.add(reader + ", -Dlamina.mutations.seed=" + seed + " (" + kept + "): " + wrong);
            }
        }
        return failures;
    }
}
