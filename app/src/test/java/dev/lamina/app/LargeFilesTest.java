package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.Npz;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than the heap, and small ones that unpack to more: each gives one error that says so. */
class LargeFilesTest {
    private static final int LARGE = 100_000_000;

    @TempDir
    private Path folder;

    /** A file that begins so and is zeros from there on, which take no room on the disk. */
    private void sparse(String name, byte[] beginning, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.write(beginning);
            file.setLength(size);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] record() {
        ByteBuffer header =
                ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(LARGE);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, Long.BYTES);
        return header.putInt(Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8)
                .array();
    }

    private void writeFiles() throws IOException {
        byte[] node = {0x0a, 12, 0x0a, 1, 'a', 0x12, 4, 'N', 'o', 'O', 'p', 0x1a, 1, 'b'};
        sparse("graph.pb", node, LARGE);
        sparse("graph.meta", node, LARGE);
        sparse("graph.pbtxt", ascii("node { name: 'a' op: 'NoOp' }" + "\n".repeat(1 << 15)), LARGE);
        sparse("saved_model.pb", new byte[] {8, 1, 0x12, 0}, LARGE);
        sparse("events", record(), LARGE + 16L);
        sparse("images.idx", ByteBuffer.allocate(8).putInt(0x0801).putInt(LARGE).array(), LARGE + 8L);
        Tensor large = Tensor.zeros(DType.FLOAT32, Shape.of(LARGE / 4));
        Npy.write(folder.resolve("array.npy"), large);
        Npz.write(folder.resolve("arrays.npz"), Map.of("zeros", large));
        Files.copy(folder.resolve("arrays.npz"), folder.resolve("shown.npz"));
        Checkpoint.write(folder.resolve("model.ckpt").toString(), Map.of("large", large));
        Path picture = Files.createDirectories(folder.resolve("pictures/class")).resolve("picture.png");
        ImageIO.write(new BufferedImage(8000, 8000, BufferedImage.TYPE_BYTE_GRAY), "png", picture.toFile());
    }

    @Test
    void whatDoesNotFitIntoTheHeapIsResourceExhausted() throws Exception {
        writeFiles();
        assertThat(Files.size(folder.resolve("arrays.npz"))).isLessThan(LARGE / 500);
        List<String> command = new ArrayList<>(Lamina.command(folder.toString()));
        command.set(command.size() - 2, LargeFiles.class.getName());
        command.addAll(1, List.of("-Xmx48m", "-Dlamina.warmUp=false"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (var out = process.inputReader()) {
            lines = out.lines().toList();
        }
        assertThat(lines).hasSize(11).allSatisfy(line -> {
            String name = line.substring(0, line.indexOf(':'));
            assertThat(line)
                    .startsWith(name + ": ResourceExhaustedException: ")
                    .contains(folder.toString())
                    .containsPattern("heap of \\d+");
        });
        assertThat(process.waitFor()).isZero();
    }
}
