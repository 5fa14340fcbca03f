package dev.lamina;

import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.io.DecodeCSV;
import dev.lamina.op.io.DecodeCompressed;
import dev.lamina.op.io.DecodeRaw;
import dev.lamina.op.io.MatchingFiles;
import dev.lamina.op.io.ParseExampleV2;
import dev.lamina.op.io.ReadFile;
import dev.lamina.op.io.WriteFile;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Files, and what records in them say. Made by {@link Tf#io}. */
public final class Io {
    private final Scope scope;

    Io(Scope scope) {
        this.scope = scope;
    }

    /** The bytes of a file, read in each run. */
    public Output readFile(Operand filename) {
        return ReadFile.of(scope, filename);
    }

    /** Writes bytes to a file, whose folders are made if they are not there. */
    public Node writeFile(Operand filename, Operand contents) {
        return WriteFile.of(scope, filename, contents);
    }

    /** The names of the files that a pattern fits, with {@code *} for any characters of one name. */
    public Output matchingFiles(Operand pattern) {
        return MatchingFiles.of(scope, pattern);
    }

    /** The numbers whose bytes texts are, the low ones first, along a further axis. */
    public Output decodeRaw(Operand bytes, DType dtype) {
        return DecodeRaw.of(scope, bytes, dtype);
    }

    /** Texts as they were before {@code ZLIB} or {@code GZIP} compressed them. */
    public Output decodeCompressed(Operand bytes, String compression) {
        return DecodeCompressed.of(scope, bytes, compression);
    }

    /** The fields of lines, an output for each default: a tensor with one element, or none if the field must be there. */
    public List<Output> decodeCsv(Operand records, List<? extends Operand> defaults) {
        return DecodeCSV.of(scope, records, defaults);
    }

    /**
     * The features of {@code Example} messages, a vector of them or one: an output for each key. Each has a default of its shape, or one without elements if
     * the feature must be there.
     */
    public List<Output> parseExample(
            Operand serialized, List<String> keys, List<? extends Operand> defaults, List<Shape> shapes) {
        return ParseExampleV2.of(scope, serialized, keys, defaults, shapes);
    }
}
