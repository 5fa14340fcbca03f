package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What files are in a ZIP archive, by their names; none in what is no archive, or a damaged one. */
public final class ZipMembers {
    private ZipMembers() {}

    public static boolean has(FileStart start, String name) {
        return any(start, name::equals);
    }

    public static boolean hasBelowFolder(FileStart start, String name) {
        return any(start, member -> member.endsWith("/" + name));
    }

    public static boolean hasArrays(FileStart start) {
        return any(start, member -> member.endsWith(".npy"));
    }

    private static boolean any(FileStart start, Predicate<String> wanted) {
        if (!start.has(0, "PK")) {
            return false;
        }
        try (ZipFile archive = new ZipFile(start.file().toFile())) {
            return archive.stream().map(ZipEntry::getName).anyMatch(wanted);
        } catch (IOException e) {
            return false; // whoever reads it as what its name says finds the damage and tells of it
        }
    }
}
