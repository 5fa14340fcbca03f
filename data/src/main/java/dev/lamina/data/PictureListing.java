package dev.lamina.data;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What lies in folders of pictures, in the order of the names; what begins with a dot is passed over. */
final class PictureListing {
    private static final Set<String> READ = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp");
    private static final Set<String> NOT_READ =
            Set.of("webp", "heic", "heif", "avif", "tif", "tiff", "jp2", "jxl", "psd");

    private static final System.Logger LOG = System.getLogger(PictureListing.class.getName());

    private PictureListing() {}

    static List<Path> folders(Path folder) {
        return list(folder, Files::isDirectory);
    }

    /**
     * The pictures in a folder, by their names' endings.
     *
     * @throws UnimplementedException when one is of a kind that is not read: the class would lack it in silence
     */
    static List<Path> pictures(Path folder) {
        list(folder, file -> hasEnding(file, NOT_READ)).stream().findFirst().ifPresent(file -> {
            throw new UnimplementedException(
                    "picture " + file + " is of a kind that is not read: only PNG, JPEG, GIF and BMP are",
                    "convert such pictures first, for example by ImageMagick (magick mogrify -format png "
                            + file.resolveSibling(
                                    "*" + name(file).substring(name(file).lastIndexOf('.')))
                            + "), or move them elsewhere");
        });
        return list(folder, file -> hasEnding(file, READ));
    }

    /** Says what lies in a folder of classes and is not read: pictures beside their folders, folders within them. */
    static void tellOthers(Path folder, List<Path> classes) {
        var beside = list(folder, file -> hasEnding(file, READ) || hasEnding(file, NOT_READ));
        tell(beside, "pictures beside the classes' folders are of no class and not read, such as ");
        tell(
                classes.stream().flatMap(each -> folders(each).stream()).toList(),
                "folders within the classes' are not read, such as ");
    }

    private static void tell(List<Path> files, String what) {
        if (!files.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "{0} {1}{2}", files.size(), what, files.getFirst());
        }
    }

    private static boolean hasEnding(Path file, Set<String> endings) {
        var name = name(file).toLowerCase(Locale.ROOT);
        return endings.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (var all = Files.list(folder)) {
            return all.filter(path -> !name(path).startsWith(".") && wanted.test(path))
                    // The names' order, unlike the paths', is the same on every platform.
                    .sorted(Comparator.comparing(PictureListing::name))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new NotFoundException("no folder " + folder, null, e);
        } catch (IOException | UncheckedIOException e) {
            throw new DataLossException("folder " + folder + " cannot be read: " + e, null, e);
        }
    }

    static String name(Path path) {
        return path.getFileName().toString();
    }
}
