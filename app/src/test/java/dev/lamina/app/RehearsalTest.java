package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void itsCommandsSucceed() throws Exception {
        assertThat(Rehearsal.run(folder)).isZero();
        assertThat(folder.resolve("model.index")).exists();
    }
}
