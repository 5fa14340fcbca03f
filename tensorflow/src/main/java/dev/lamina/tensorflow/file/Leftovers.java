package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes that died while they saved or removed have left in a folder: files under temporary names, and parts of
 * checkpoints whose index is still, or again, under such a name.
 */
public final class Leftovers {
    private static final String MARK = ".tmp";

    private static final Pattern TEMPORARY =
            Pattern.compile("(checkpoint|.+\\.(?:index|meta|npy|npz|data-\\d{5,}-of-\\d{5,}))\\.tmp[0-9a-z]{1,13}");

    /**
     * The names of those of this process: a lock is the process's, so it tells nothing between threads, and to open and close
     * one of them elsewhere would unlock it. A folder may have several paths; these names are no other file's.
     */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /** A name beside a file's own that nobody else takes. */
    public static Path temporary(Path target) {
        return PendingFiles.folder(target)
                .resolve(target.getFileName()
                        + MARK
                        + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Whether a file is locked by this now. On a disk without locks, such as some of a network's, all count as locked: there
     * nothing can be told from what is left, and {@link #remove} leaves it.
     */
    public static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException _) {
            return true;
        }
    }

    /** This process writes it from now on. */
    public static void isWritten(Path temporary) {
        OWN.add(name(temporary));
    }

    /** This process is done with it. */
    public static void isDone(Path temporary) {
        OWN.remove(name(temporary));
    }

    /** Removes what nobody is writing any more. */
    public static void remove(Path folder) throws IOException {
        for (Path file : Folder.list(folder, "*" + MARK + "*")) {
            Matcher matcher = TEMPORARY.matcher(name(file));
            if (matcher.matches() && !OWN.contains(name(file))) {
                removeIfAbandoned(file, folder.resolve(matcher.group(1)));
            }
        }
    }

    private static void removeIfAbandoned(Path temporary, Path target) {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                String name = target.toString();
                if (name.endsWith(".index") && !Files.exists(target)) {
                    // The last of its checkpoint's files to get its name, and the first to lose it: the others go with
                    // it.
                    CheckpointFiles.deleteParts(name.substring(0, name.length() - ".index".length()));
                }
                Files.deleteIfExists(temporary);
            }
        } catch (IOException _) {
            // Another process was faster, or it is another user's, who may remove it, or the disk has no locks.
        }
    }
}
