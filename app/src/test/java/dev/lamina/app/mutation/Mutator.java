package dev.lamina.app.mutation;

import com.sun.management.ThreadMXBean;
import dev.lamina.error.LaminaException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a reader changed files, one after the other. What comes out of it is what it reads, or an error of Lamina's that names
 * the file; and it takes no more memory than a file can need.
 */
final class Mutator {
    /** Some readers take a whole buffer, or look a name up for the first time. */
    private static final long SMALL = 1L << 26;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FileReader reader;
    private final Path folder;
    private final Map<Path, byte[]> whole = new LinkedHashMap<>();

    /**
     * Writes the files that are going to be changed.
     *
     * @param folder empty, for this mutator alone
     */
    Mutator(FileReader reader, Path folder) throws Exception {
        this.reader = reader;
        this.folder = folder;
        reader.files().run(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                whole.put(file, Files.readAllBytes(file));
            }
        }
        reader.read().run(folder); // whole files are read
    }

    /** The changed file of a seed. */
    byte[] input(long seed) {
        byte[] original = whole.get(mutated());
        return reader.anatomy().mutated(original.clone(), new Random(seed));
    }

    private Path mutated() {
        return folder.resolve(reader.mutated());
    }

    /** What is wrong with how the reader takes the file of a seed; {@code null} if nothing is. */
    @Nullable
    String run(long seed) throws IOException {
        byte[] input = input(seed);
        if (reader.repair() != null) {
            for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
                Files.write(file.getKey(), file.getValue());
            }
        }
        Files.write(mutated(), input);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        String wrong = outcome();
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (wrong == null
                && taken > SMALL + 2000L * input.length + Runtime.getRuntime().maxMemory() / 4) {
            return "it took " + taken + " bytes of memory for a file of " + input.length;
        }
        return wrong;
    }

    private @Nullable String outcome() {
        try {
            FileReader.Work repair = reader.repair();
            if (repair != null) {
                repair.run(folder);
            }
            reader.read().run(folder);
            return null;
        } catch (LaminaException e) {
            return e.getMessage().contains(folder.toString()) ? null : "the error does not name the file: " + e;
        } catch (Exception | StackOverflowError | OutOfMemoryError e) { // whatever it is, it is none of Lamina's
            return described(e);
        }
    }

    private static String described(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        StringBuilder text = new StringBuilder(e.toString());
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            text.append("\n    at ").append(trace[i]);
        }
        return text.toString();
    }
}
