package dev.lamina.app.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.error.DataLossException;
import dev.lamina.tensorflow.Checkpoint;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mutator finds what readers do wrong, and repairs what would hide it. */
class MutatorTest {
    private static final int INPUTS = 100;

    @TempDir
    private Path folder;

    private List<String> problems(FileReader.Work read) throws Exception {
        FileReader.Work write = to -> Files.write(
                to.resolve("file"), new Records(Bytes::mutated).join(List.of(new byte[] {1}, new byte[] {2, 3, 4, 5})));
        Mutator mutator =
                new Mutator(FileReader.of("faulty", 1, write, "file", new Records(Bytes::mutated), read), folder);
        return LongStream.range(0, INPUTS)
                .mapToObj(seed -> {
                    try {
                        return mutator.run(seed);
                    } catch (java.io.IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<byte[]> records(Path in) throws java.io.IOException {
        return new Records(Bytes::mutated).split(Files.readAllBytes(in.resolve("file")));
    }

    @Test
    void readersThatDoRightHaveNoProblem() throws Exception {
        assertThat(problems(in -> {
                    if (records(in).size() != 2) {
                        throw new DataLossException(in.resolve("file") + " is damaged");
                    }
                }))
                .isEmpty();
    }

    /** Lengths and checksums are right whatever was changed, so splitting never fails, and what is behind is met. */
    @Test
    void untypedErrorsAreFound() throws Exception {
        assertThat(problems(in -> ByteBuffer.wrap(records(in).get(1)).getInt()))
                .isNotEmpty()
                .allMatch(problem ->
                        problem.contains("BufferUnderflowException") || problem.contains("IndexOutOfBoundsException"));
    }

    @Test
    void errorsWithoutTheFilesNameAreFound() throws Exception {
        assertThat(problems(in -> {
                    if (records(in).getFirst().length != 1) {
                        throw new DataLossException("the first record is damaged");
                    }
                }))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("the error does not name the file"));
    }

    @Test
    void memoryThatNoFileJustifiesIsFound() throws Exception {
        long[] sum = {0};
        long most = Runtime.getRuntime().maxMemory() / 4 + (1 << 27);
        assertThat(problems(in -> {
                    if (records(in).size() > 2) {
                        for (long taken = 0; taken < most; taken += 1 << 24) {
                            sum[0] += new byte[1 << 24].length;
                        }
                    }
                }))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("it took"));
        assertThat(sum[0]).isPositive();
    }

    @Test
    void aSeedGivesTheSameInput() throws Exception {
        for (FileReader reader : FileReaders.ALL.subList(0, 3)) {
            Path one = Files.createDirectory(folder.resolve(reader + "1"));
            Mutator mutator = new Mutator(reader, one);
            assertThat(mutator.input(7)).isEqualTo(mutator.input(7)).isNotEqualTo(mutator.input(8));
        }
    }

    /** Also of strings, whose checksum is another: a file that was not changed is whole after it. */
    @Test
    void theChecksumsOfACheckpointArePutRight() throws Exception {
        Seeds.checkpoint(folder);
        Path data = folder.resolve("model.ckpt.data-00000-of-00001");
        byte[] before = Files.readAllBytes(data);
        CheckpointSums.repair(folder, "model.ckpt");
        assertThat(Files.readAllBytes(data)).isEqualTo(before);
        Checkpoint same = Checkpoint.open(folder.resolve("model.ckpt").toString());
        assertThat(same.names())
                .allSatisfy(name -> assertThat(same.tensor(name)).isNotNull());
        byte[] changed = new String(before, StandardCharsets.ISO_8859_1)
                .replace("three", "seven")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(data, changed);
        CheckpointSums.repair(folder, "model.ckpt");
        Checkpoint checkpoint = Checkpoint.open(folder.resolve("model.ckpt").toString());
        assertThat(checkpoint.tensor("names").strings()).containsExactly("one", "", "seven");
    }

    /** Else the input of a seed that failed elsewhere were another here. The order of what {@code Map.of} gives is a process's own. */
    @Test
    void aSeedGivesTheSameInputInEveryProcess() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Inputs.class.getName(),
                Files.createDirectory(folder.resolve("other")).toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> other;
        try (BufferedReader out = process.inputReader()) {
            other = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(Inputs.of(Files.createDirectory(folder.resolve("own")))).isEqualTo(other);
    }

    /** A line for each reader: its name and a checksum of the input of a seed. */
    static final class Inputs {
        private Inputs() {}

        public static void main(String[] folder) throws Exception {
            of(Path.of(folder[0])).forEach(System.out::println);
        }

        static List<String> of(Path folder) throws Exception {
            List<String> lines = new ArrayList<>();
            for (FileReader reader : FileReaders.ALL) {
                CRC32C sum = new CRC32C();
                sum.update(
                        new Mutator(reader, Files.createDirectory(folder.resolve("reader" + lines.size()))).input(7));
                lines.add(reader + " " + sum.getValue());
            }
            return lines;
        }
    }
}
