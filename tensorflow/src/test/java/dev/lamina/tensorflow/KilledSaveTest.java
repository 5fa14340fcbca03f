package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that saves again and again is killed: all checkpoints that it leaves are whole, and the latest is named. */
class KilledSaveTest {
    private static final int VARIABLES = 40;
    private static final int ELEMENTS = 1000;

    @TempDir
    Path folder;

    @Test
    void leavesAWholeCheckpoint() throws IOException, InterruptedException {
        for (int round = 0; round < 3; round++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledSaveTest.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // Its first byte says that it has saved once.
            assertThat(process.getInputStream().read()).isEqualTo('.');
            assertThat(process.waitFor(137 + 61 * round, TimeUnit.MILLISECONDS)).isFalse();
            process.destroyForcibly().waitFor();

            Set<String> checkpoints = checkpoints();
            assertThat(checkpoints).contains(Saver.latestCheckpoint(folder).orElseThrow());
            for (String checkpoint : checkpoints) {
                List<Tensor> values = List.copyOf(CheckpointTest.all(checkpoint).values());
                assertThat(values).hasSize(VARIABLES);
                assertThat(values).allSatisfy(value -> assertThat(value).isEqualTo(values.getFirst()));
                assertThat(MetaGraphFile.read(Path.of(checkpoint + ".meta")).variables())
                        .hasSize(VARIABLES);
            }
        }
    }

    private Set<String> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".index"))
                    .map(name -> name.substring(0, name.length() - ".index".length()))
                    .collect(Collectors.toSet());
        }
    }

    /** Saves forever, all variables of one value each time, and keeps the last two. */
    public static void main(String[] args) {
        String prefix = Path.of(args[0]).resolve("model").toString();
        Tf tf = Tf.create();
        for (int i = 0; i < VARIABLES; i++) {
            tf.variable(tf.constant(new int[ELEMENTS]), "v" + i);
        }
        Saver saver = new Saver(tf.graph()).maxToKeep(2);
        try (Session session = tf.session()) {
            for (int step = 0; ; step++) {
                int[] elements = new int[ELEMENTS];
                Arrays.fill(elements, step);
                Map<String, Tensor> tensors = new HashMap<>();
                for (int i = 0; i < VARIABLES; i++) {
                    tensors.put("v" + i, Tensor.of(elements));
                }
                session.load(tensors);
                saver.save(session, prefix, step % 5);
                if (step == 0) {
                    System.out.print('.');
                    System.out.flush();
                }
            }
        }
    }
}
