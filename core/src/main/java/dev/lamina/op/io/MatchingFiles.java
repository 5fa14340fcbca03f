package dev.lamina.op.io;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.kernel.FileNames;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The names of the files that patterns fit, in order. In a pattern {@code *} stands for any characters of one name, {@code ?} for one,
 * {@code [a-z]} for one of those.
 */
@OpDef(inputs = "pattern: string", outputs = "filenames: string", stateful = true)
public record MatchingFiles() implements ShapedByKernel {
    /** Adds the operation; patterns are a scalar or a vector. */
    public static Output of(Scope scope, Operand pattern) {
        return scope.output(new MatchingFiles(), pattern);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (c.shape(0).hasRank() && c.shape(0).rank() > 1) {
            throw c.error("Input patterns tensor must be scalar or vector, but had shape: " + c.shape(0));
        }
        return List.of(Shape.unknown(1));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TreeSet<String> names = new TreeSet<>();
            for (int i = 0; i < inputs[0].size(); i++) {
                matches(FileNames.path(inputs[0].strings()[i])).forEach(file -> names.add(file.toString()));
            }
            byte[][] bytes = names.stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            ShapedByKernel.give(outputs[0], Tensor.wrap(DType.STRING, bytes, Shape.of(bytes.length)));
        };
    }

    private static List<Path> matches(Path pattern) {
        Path root = pattern.getRoot();
        List<Path> found = new ArrayList<>();
        found.add(root == null ? Path.of("") : root);
        for (Path name : pattern) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (isPattern(name.toString())) {
                    next.addAll(in(folder, name.toString()));
                } else if (Files.exists(folder.resolve(name))) {
                    next.add(folder.resolve(name));
                }
            }
            found = next;
        }
        return found;
    }

    private static boolean isPattern(String name) {
        return name.contains("*") || name.contains("?") || name.contains("[");
    }

    private static List<Path> in(Path folder, String pattern) {
        // Braces and a doubled star mean something to Java alone.
        String glob = pattern.replace("{", "\\{").replace("}", "\\}").replaceAll("\\*+", "*");
        List<Path> files = new ArrayList<>();
        Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
        if (!Files.isDirectory(listed)) {
            return files;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(listed, glob)) {
            for (Path file : stream) {
                files.add(folder.resolve(file.getFileName()));
            }
        } catch (PatternSyntaxException e) {
            throw new InvalidArgumentException("'" + pattern + "' is no pattern: " + e.getDescription(), null, e);
        } catch (DirectoryIteratorException e) {
            throw UnavailableException.of("cannot list " + folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw UnavailableException.of("cannot list " + folder, e);
        }
        return files;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new MatchingFiles(), "no/such/*.txt").gives(Tensor.zeros(DType.STRING, Shape.of(0))),
                Sample.refused("must be scalar or vector", new MatchingFiles(), (Object) new String[][] {{"a"}}));
    }
}
