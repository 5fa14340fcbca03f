package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a folder that a killed process, or a damage, has left, the newest checkpoint that is whole. */
class WholeCheckpointTest {
    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void save() throws IOException {
        Tf tf = Tf.create();
        tf.variable(tf.constant(new float[] {1, 2, 3}), "w");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var saver = new Saver(tf.graph());
            for (int step = 1; step <= 3; step++) {
                saver.save(session, folder.resolve("run").toString(), step);
                Files.setLastModifiedTime(folder.resolve("run-" + step + ".index"), FileTime.fromMillis(1000L * step));
            }
        }
    }

    private String latest() {
        return Path.of(Saver.latestWhole(folder, notices::add).orElse("none"))
                .getFileName()
                .toString();
    }

    private void truncate(String file) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    @Test
    void isTheOneThatIsNamedAsARule() {
        assertThat(latest()).isEqualTo("run-3");
        assertThat(notices).isEmpty();
    }

    @Test
    void needNotBeNamed() throws IOException {
        Files.delete(folder.resolve("checkpoint"));
        assertThat(latest()).isEqualTo("run-3");
        assertThat(ModelDescription.read(folder).value("w")).contains(Tensor.of(new float[] {1, 2, 3}));
    }

    @Test
    void isTheOneBeforeThoseThatAreDamaged() throws IOException {
        truncate("run-3.index");
        truncate("run-2.data-00000-of-00001");
        assertThat(latest()).isEqualTo("run-1");
        assertThat(notices).hasSize(2);
        assertThat(notices.getFirst()).contains("run-3 is not whole and is passed over");
        assertThat(ModelDescription.read(folder).path()).endsWith("run-1");
        List<String> told = new ArrayList<>();
        assertThat(ModelDescription.read(folder, told::add).path()).endsWith("run-1");
        assertThat(told).isEqualTo(notices);
    }

    @Test
    void isTheOneThatIsNamedAmongThoseOfOneTime() throws IOException {
        for (int step = 1; step <= 3; step++) {
            Files.setLastModifiedTime(folder.resolve("run-" + step + ".index"), FileTime.fromMillis(1000));
        }
        assertThat(latest()).isEqualTo("run-3");
    }

    @Test
    void mayBeMissing() throws IOException {
        for (int step = 1; step <= 3; step++) {
            truncate("run-" + step + ".index");
        }
        assertThat(latest()).isEqualTo("none");
        assertThat(notices).hasSize(3);
    }
}
