package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.CheckpointFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

/** TensorFlow restores what Lamina saved and saves it again; Lamina reads that: everything by its bits. */
class CheckpointInteropTest {
    @TempDir
    Path folder;

    private final Map<String, Tensor> tensors = new TreeMap<>();
    private String ours = "";
    private String theirs = "";

    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(1);
        for (DType type : DType.values()) {
            if (!type.isOpaque()) {
                tensors.put("model/" + type, random(type, Shape.of(17, 5), random));
                tensors.put("model/none_" + type, Tensor.zeros(type, Shape.of(0, 2)));
                tensors.put("scalar_" + type, random(type, Shape.scalar(), random));
            }
        }
        tensors.put("model/dense/kernel", random(DType.FLOAT32, Shape.of(784, 300), random));
        ours = folder.resolve("ours").toString();
        theirs = folder.resolve("theirs").toString();
        Checkpoint.write(ours, tensors);
    }

    /** Elements of random bits; strings of random bytes and lengths, some longer than one byte of length can say. */
    private static Tensor random(DType type, Shape shape, SplittableRandom random) {
        int count = shape.size();
        Object array = type.newArray(count);
        for (int i = 0; i < count; i++) {
            switch (array) {
                case float[] floats -> floats[i] = Float.intBitsToFloat(random.nextInt() & 0xff7fffff);
                case double[] doubles -> doubles[i] = random.nextDouble(-1e300, 1e300);
                case int[] ints -> ints[i] = random.nextInt();
                case long[] longs -> longs[i] = random.nextLong();
                case short[] shorts -> shorts[i] = (short) random.nextInt();
                case byte[] bytes -> bytes[i] = (byte) (type == DType.BOOL ? random.nextInt(2) : random.nextInt());
                case byte[][] strings -> {
                    strings[i] = new byte[random.nextInt(20) == 0 ? 300 : random.nextInt(9)];
                    random.nextBytes(strings[i]);
                }
                default -> throw new AssertionError(type);
            }
        }
        return Tensor.wrap(type, array, shape);
    }

    private static Map<String, Tensor> read(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Tensor> all = new TreeMap<>();
        checkpoint.names().forEach(name -> all.put(name, checkpoint.tensor(name)));
        return all;
    }

    private static DataType[] types(Iterable<Tensor> tensors) {
        List<DataType> types = new java.util.ArrayList<>();
        tensors.forEach(tensor -> types.add(DataType.forNumber(tensor.dtype().number())));
        return types.toArray(new DataType[0]);
    }

    private void copy(String from, String to, Map<String, Tensor> which) {
        List<String> names = List.copyOf(which.keySet());
        try (TensorFlowCheckpoints tensorFlow = new TensorFlowCheckpoints()) {
            tensorFlow.copy(from, to, names, types(which.values()), names, Collections.nCopies(names.size(), ""));
        }
    }

    @Test
    void everyTypeGoesThereAndBackByteForByte() throws IOException {
        copy(ours, theirs, tensors);
        assertThat(read(theirs)).isEqualTo(tensors);
        assertThat(Path.of(theirs + ".data-00000-of-00001"))
                .hasSameBinaryContentAs(Path.of(ours + ".data-00000-of-00001"));
        assertThat(Path.of(theirs + ".index")).hasSameBinaryContentAs(Path.of(ours + ".index"));
    }

    @Test
    void anIndexOfManyBlocksIsTheSame() throws IOException {
        Map<String, Tensor> many = new TreeMap<>();
        for (int i = 0; i < 9000; i++) {
            many.put("tower_" + i % 7 + "/layer_" + i + "/a name that takes room in the index", Tensor.of(i));
        }
        CheckpointFiles.delete(ours);
        Checkpoint.write(ours, many);
        copy(ours, theirs, many);
        assertThat(Files.size(Path.of(theirs + ".index"))).isGreaterThan(300_000);
        assertThat(Path.of(theirs + ".index")).hasSameBinaryContentAs(Path.of(ours + ".index"));
        assertThat(read(theirs)).isEqualTo(many);
    }

    @Test
    void whatLaminaSavedOverAnotherIsRestored() {
        Checkpoint.write(ours, tensors);
        assertThat(Path.of(ours + ".data-00001-of-00002")).exists();
        copy(ours, theirs, tensors);
        assertThat(read(theirs)).isEqualTo(tensors);
    }

    @Test
    void severalShardsAreRead() {
        Map<String, Tensor> first = Map.of("model/int32", tensors.get("model/int32"));
        Map<String, Tensor> second = Map.of("scalar_bool", tensors.get("scalar_bool"));
        String one = folder.resolve("parts/one").toString();
        String two = folder.resolve("parts/two").toString();
        Checkpoint.write(one, first);
        Checkpoint.write(two, second);
        try (TensorFlowCheckpoints tensorFlow = new TensorFlowCheckpoints()) {
            tensorFlow.merge(List.of(one, two), theirs);
        }
        assertThat(Path.of(theirs + ".data-00001-of-00002")).exists();
        Map<String, Tensor> both = new TreeMap<>(first);
        both.putAll(second);
        assertThat(read(theirs)).isEqualTo(both);
    }

    @Test
    void partitionedVariablesAreReadWhole() {
        Tensor[] rows = {Tensor.of(new float[][] {{1, 2, 3}}), Tensor.of(new float[][] {{4, 5, 6}, {7, 8, 9}})};
        Tensor[] columns = {Tensor.of(new int[][] {{1}, {3}}), Tensor.of(new int[][] {{2}, {4}})};
        Checkpoint.write(ours, Map.of("a", rows[0], "b", rows[1], "c", columns[0], "d", columns[1]));
        try (TensorFlowCheckpoints tensorFlow = new TensorFlowCheckpoints()) {
            tensorFlow.copy(
                    ours,
                    theirs,
                    List.of("a", "b", "c", "d"),
                    types(List.of(rows[0], rows[1], columns[0], columns[1])),
                    List.of("rows", "rows", "columns", "columns"),
                    List.of("3 3 0,1:0,3", "3 3 1,2:-", "2 2 -:0,1", "2 2 0,2:1,1"));
        }
        assertThat(read(theirs))
                .isEqualTo(Map.of(
                        "rows", Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}),
                        "columns", Tensor.of(new int[][] {{1, 2}, {3, 4}})));
    }
}
