package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the file of a SavedModel that a path leads to. */
public final class SavedModelFiles {
    private static final List<String> NAMES = List.of("saved_model.pb", "saved_model.pbtxt");
    private static final Pattern VERSION = Pattern.compile("\\d+");

    private SavedModelFiles() {}

    /** The file in a folder, or else in that of the folders in it whose name is the highest number, as servers take it. */
    public static Optional<Path> find(Path folder) {
        Optional<Path> own = in(folder);
        return own.isPresent() ? own : versions(folder).flatMap(SavedModelFiles::in);
    }

    private static Optional<Path> in(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static Optional<Path> versions(Path folder) {
        try {
            return Folder.list(folder).stream()
                    .filter(file -> VERSION.matcher(name(file)).matches())
                    .filter(version -> in(version).isPresent())
                    .max(Comparator.comparing(version -> new BigInteger(name(version))));
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The folder that a file lies in. */
    public static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
