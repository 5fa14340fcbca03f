package dev.lamina.model;

import dev.lamina.error.DataLossException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.UnavailableException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Saver;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The saved states of a training in their folder. */
final class CheckpointStore {
    private final Checkpoints settings;
    private final Path folder;
    private final String name;
    private final Saver saver;
    private static final Pattern FULL =
            Pattern.compile("No space left|not enough space|[Qq]uota exceeded|disk is full");

    private long savedStep = -1;
    private boolean isFullTold;
    private long savedTime = System.nanoTime();

    CheckpointStore(Checkpoints settings, Session session) {
        this.settings = settings;
        Path path = Path.of(settings.prefix()).toAbsolutePath();
        folder = path.getParent() == null ? path : path.getParent();
        name = String.valueOf(path.getFileName());
        saver = new Saver(session.graph()).maxToKeep(settings.keep());
    }

    /**
     * The latest state that is whole, of the training that began last. Those that are not are reported, and left as they are.
     *
     * @param taking takes it over, and throws {@link DataLossException} if it is no state after all
     * @throws DataLossException if there are states, but none is whole
     */
    Optional<SavedState> latest(Consumer<SavedState> taking, Consumer<String> problems) {
        List<SavedState> whole = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (String prefix : prefixes()) {
            try {
                whole.add(SavedState.open(prefix));
            } catch (LaminaException e) { // whatever is wrong with the file, there may be another
                damaged.add(passedOver(prefix, e));
            }
        }
        long last = whole.stream().mapToLong(SavedState::began).max().orElse(0);
        whole.removeIf(state -> state.began() != last);
        whole.sort(Comparator.comparingLong(SavedState::step));
        while (!whole.isEmpty()) {
            try {
                SavedState latest = whole.getLast().read();
                taking.accept(latest);
                savedStep = latest.step();
                saver.recover(whole.stream().map(SavedState::prefix).toList());
                damaged.forEach(problems);
                return Optional.of(latest);
            } catch (DataLossException | UnavailableException | UnimplementedException e) {
                damaged.add(passedOver(whole.removeLast().prefix(), e));
            } catch (LaminaException e) { // it is whole, and of another training
                String prefix = whole.getLast().prefix();
                throw e.problem().contains(prefix) ? e : e.at("the state of a training in " + prefix);
            }
        }
        if (!damaged.isEmpty()) {
            throw new DataLossException(
                    "no checkpoint of " + settings.prefix() + " is whole: " + String.join("; ", damaged),
                    "bring one back from a copy, or begin anew without resuming");
        }
        return Optional.empty();
    }

    private static String passedOver(String prefix, LaminaException why) {
        return "the checkpoint " + prefix + " is not whole and is passed over: " + why.problem();
    }

    private List<String> prefixes() {
        Pattern index = Pattern.compile(Pattern.quote(name) + "-\\d+\\.index");
        return files().stream()
                .filter(file -> index.matcher(file).matches())
                .map(file -> folder.resolve(file).toString())
                .map(file -> file.substring(0, file.length() - ".index".length()))
                .sorted()
                .toList();
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(file -> files.add(String.valueOf(file.getFileName())));
            } catch (IOException e) {
                throw UnavailableException.of("cannot list " + folder, e);
            } catch (DirectoryIteratorException e) { // no IOException, as an iterator may throw none
                throw UnavailableException.of("cannot list " + folder, Objects.requireNonNull(e.getCause()));
            }
        }
        return files;
    }

    /** Removes parts of states that no index names: a process was killed while it removed or saved them. */
    void sweep() {
        List<String> all = files();
        Pattern part = Pattern.compile("(" + Pattern.quote(name) + "-\\d+)\\.(meta|data-\\d+-of-\\d+)");
        for (String file : all) {
            Matcher matcher = part.matcher(file);
            if (matcher.matches() && !all.contains(matcher.group(1) + ".index")) {
                try {
                    Files.deleteIfExists(folder.resolve(file));
                } catch (IOException e) {
                    throw UnavailableException.of("cannot remove " + file, e);
                }
            }
        }
    }

    /** Whether so many steps, or so much time, have gone by that a state is due. */
    boolean isDue(long before, long step) {
        return (settings.steps() > 0 && before / settings.steps() < step / settings.steps())
                || (settings.time() != null
                        && System.nanoTime() - savedTime >= settings.time().toNanos());
    }

    /** Whether the state after that step is the one that was saved last. */
    boolean isSaved(long step) {
        return savedStep == step;
    }

    /**
     * Saves a state. Where the disk is full, older ones make room for it, all but the last that is whole.
     *
     * @throws UnavailableException if it cannot be saved all the same
     */
    void save(Session session, long step, Map<String, Tensor> state, Consumer<String> problems) {
        savedTime = System.nanoTime();
        String prefix = folder.resolve(name) + "-" + step;
        boolean isSaved = false;
        while (!isSaved) {
            try {
                saver.save(session, prefix, state);
                isSaved = true;
            } catch (UnavailableException e) {
                if (!isFull(e) || !saver.removeOldest()) {
                    throw e;
                }
                if (!isFullTold) {
                    problems.accept(
                            "the disk is full: older states are removed to make room for that after step " + step);
                }
                isFullTold = true;
            }
        }
        savedStep = step;
    }

    /** Java has no type for it, only the system's words. */
    private static boolean isFull(UnavailableException e) {
        String reason = String.valueOf(e.getMessage());
        return FULL.matcher(reason).find();
    }
}
