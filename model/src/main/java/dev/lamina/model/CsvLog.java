package dev.lamina.model;

import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The results of a training as CSV: a line an epoch, with its number, the number of steps, and all values.
 *
 * <p>The file is written anew after each epoch, at one stroke, from all that is known: it is always whole, and after an
 * interruption it has no line twice.
 */
public final class CsvLog implements Callback {
    private final Path file;

    /** A log in that file; what was in it is replaced. */
    public CsvLog(Path file) {
        this.file = file;
    }

    @Override
    public void began(TrainingRun run) {
        try {
            write(run.history());
        } catch (IOException e) {
            throw UnavailableException.of("cannot write " + file, e);
        }
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        try {
            write(run.history());
        } catch (IOException e) {
            run.report(
                    "the results of epoch " + epoch.epoch() + " were not written to " + file + ": " + e.getMessage());
        }
    }

    private void write(List<EpochResult> history) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text(history));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(List<EpochResult> history) {
        Set<String> names = new LinkedHashSet<>();
        history.forEach(epoch -> names.addAll(epoch.values().keySet()));
        StringBuilder text = new StringBuilder("epoch,step");
        names.forEach(name -> text.append(',').append(name));
        for (EpochResult epoch : history) {
            text.append('\n').append(epoch.epoch()).append(',').append(epoch.step());
            for (String name : names) {
                Double value = epoch.values().get(name);
                text.append(',').append(value == null ? "" : value.toString());
            }
        }
        return text.append('\n').toString();
    }
}
