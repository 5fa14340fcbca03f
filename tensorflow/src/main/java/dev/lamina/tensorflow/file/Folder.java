package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a folder. */
public final class Folder {
    private Folder() {}

    /**
     * The files and folders in it, in no order.
     *
     * @throws IOException if it cannot be read, from wherever in it on
     */
    public static List<Path> list(Path folder) throws IOException {
        return list(folder, "*");
    }

    /** Those of which the name fits a {@linkplain java.nio.file.FileSystem#getPathMatcher glob}. */
    public static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(all::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return all;
    }
}
