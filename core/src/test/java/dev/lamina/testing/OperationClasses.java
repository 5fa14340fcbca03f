package dev.lamina.testing;

import dev.lamina.op.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The classes of the rooms of operations, found by their files: so that none is left out, none is listed. */
final class OperationClasses {
    private OperationClasses() {}

    /** All, or those alone that {@code -Dlamina.operations=Conv2D,MaxPool} names. */
    static Collection<Class<?>> chosen() {
        Set<String> named = Set.of(System.getProperty("lamina.operations", "").split(",", -1));
        return named.contains("")
                ? all()
                : all().stream()
                        .filter(type -> named.contains(type.getSimpleName()))
                        .toList();
    }

    static Collection<Class<?>> all() {
        Path root = root();
        try {
            if (Files.isDirectory(root)) {
                return in(root);
            }
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                return in(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> in(Path root) throws IOException {
        Path rooms = root.resolve(Operations.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.walk(rooms)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())
                            .replace(root.getFileSystem().getSeparator(), ".")))
                    .toList();
        }
    }

    /** The folder or the jar of the operations' classes. */
    private static Path root() {
        try {
            return Path.of(Operations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
