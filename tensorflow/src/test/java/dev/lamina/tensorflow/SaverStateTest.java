package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaverStateTest {
    private final Tf tf = Tf.create();

    @TempDir
    Path folder;

    SaverStateTest() {
        tf.variable(tf.constant(new float[] {1, 2}), "w");
    }

    @Test
    void otherTensorsAreBesideTheVariablesAndARestorePassesOverThem() {
        String prefix = folder.resolve("model.ckpt").toString();
        Saver saver = new Saver(tf.graph());
        try (Session one = started();
                Session other = tf.session()) {
            saver.save(one, prefix, Map.of("state/step", Tensor.of(7L)));
            assertThat(Checkpoint.open(prefix).names()).containsExactly("state/step", "w");
            assertThat(Checkpoint.open(prefix).tensor("state/step")).isEqualTo(Tensor.of(7L));
            new Saver(tf.graph()).restore(other, prefix);
            assertThat(other.variables()).isEqualTo(one.variables());
            assertThatThrownBy(() -> saver.save(one, prefix, Map.of("w", Tensor.of(7L))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageStartingWith("'w' is the name of a variable");
        }
    }

    @Test
    void checkpointsOfAnotherSaverAreRemovedInTheirTurn() {
        String prefix = folder.resolve("model.ckpt").toString();
        try (Session session = started()) {
            Saver first = new Saver(tf.graph());
            List<String> made = List.of(first.save(session, prefix, 1), first.save(session, prefix, 2));
            Saver second = new Saver(tf.graph()).maxToKeep(2);
            second.recover(made);
            String last = second.save(session, prefix, 3);
            assertThat(second.lastCheckpoints()).containsExactly(prefix + "-2", last);
            assertThat(Files.exists(Path.of(prefix + "-1.index"))).isFalse();
            assertThat(Files.exists(Path.of(prefix + "-2.index"))).isTrue();
        }
    }

    private Session started() {
        Session session = tf.session();
        session.run(tf.globalVariablesInitializer());
        return session;
    }
}
