package dev.lamina.tensorflow;

import dev.lamina.error.LaminaException;
import dev.lamina.tensorflow.checkpoint.CheckpointStateFile;
import dev.lamina.tensorflow.file.Folder;
import dev.lamina.tensorflow.file.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The newest checkpoint of a folder that is whole, whether the file {@code checkpoint} names it or not: a process that is
 * killed after it wrote a checkpoint and before it named it leaves one that is as good as any.
 */
final class WholeCheckpoint {
    private static final String INDEX = ".index";

    private record Candidate(String prefix, FileTime time, boolean isNamed) {}

    private WholeCheckpoint() {}

    /** Finds it; those that are newer and not whole are told. */
    static Optional<String> latest(Path folder, Consumer<String> notices) {
        List<String> passedOver = new ArrayList<>();
        for (Candidate candidate : candidates(folder)) {
            try {
                Checkpoint checkpoint = Checkpoint.open(candidate.prefix);
                checkpoint.names().forEach(checkpoint::check);
                passedOver.forEach(notices);
                return Optional.of(candidate.prefix);
            } catch (LaminaException e) { // whatever is wrong with it, an older one may be whole
                passedOver.add(
                        "the checkpoint " + candidate.prefix + " is not whole and is passed over: " + e.getMessage());
            }
        }
        passedOver.forEach(notices);
        return Optional.empty();
    }

    /** Of those of one time the one that is named comes first: a copy's files may all be of one. */
    private static List<Candidate> candidates(Path folder) {
        String named = named(folder);
        List<Candidate> found = new ArrayList<>();
        try {
            for (Path file : Folder.list(folder, "*" + INDEX)) {
                String prefix = file.toString().substring(0, file.toString().length() - INDEX.length());
                found.add(new Candidate(prefix, Files.getLastModifiedTime(file), prefix.equals(named)));
            }
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
        found.sort(Comparator.comparing(Candidate::time)
                .thenComparing(Candidate::isNamed)
                .reversed());
        return found;
    }

    private static String named(Path folder) {
        try {
            return CheckpointStateFile.latest(folder).orElse("");
        } catch (LaminaException e) {
            return ""; // a damaged list names none, and none is needed
        }
    }
}
