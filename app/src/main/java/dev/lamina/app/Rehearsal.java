package dev.lamina.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does once what the commands do, on a few images of its own: {@code ./lamina} starts with an archive of the classes that
 * this has loaded.
 */
final class Rehearsal {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final int IMAGES = 256;

    private Rehearsal() {}

    /** Runs the commands one after another, and ends with 0 if none fails. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("lamina-rehearsal");
        int exitCode;
        try {
            exitCode = run(folder);
        } finally {
            delete(folder);
        }
        System.exit(exitCode);
    }

    /** Runs them in a folder that they may fill, and returns the worst exit code. */
    static int run(Path folder) throws IOException {
        write(folder, "train");
        write(folder, "t10k");
        String data = folder.toString();
        String model = folder.resolve("model").toString();
        int exitCode = 0;
        for (List<String> command : List.of(
                List.of("--version"),
                List.of("train", "--data", data, "--epochs", "2", "--batch", "64", "--save", model),
                List.of("evaluate", "--data", data, "--model", model),
                List.of("show", model))) {
            String[] arguments = command.toArray(String[]::new);
            exitCode = Math.max(exitCode, Main.run(Main.commandLine(arguments), arguments));
        }
        return exitCode;
    }

    private static void write(Path folder, String part) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + IMAGES * SIDE * SIDE)
                .putInt(0x0803)
                .putInt(IMAGES)
                .putInt(SIDE)
                .putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES).putInt(0x0801).putInt(IMAGES);
        for (int image = 0; image < IMAGES; image++) {
            labels.put((byte) (image % CLASSES));
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                images.put((byte) (pixel % CLASSES == image % CLASSES ? 255 : 0));
            }
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
