package dev.lamina.tensorflow.file;

import dev.lamina.error.UnimplementedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Files that are given for TensorFlow's and are others: each is called what it is, with the way to one that is read. */
public enum ForeignFile {
    TFLITE(
            start -> start.has(2, 0, 0, 'T', 'F', 'L', '3'),
            "a model of TensorFlow Lite (.tflite)",
            "give the SavedModel or the graph that it was converted from: what was left out then cannot be had back"),
    KERAS(
            start -> ZipMembers.has(start, "config.json") && ZipMembers.has(start, "model.weights.h5"),
            "an archive of Keras's (.keras)",
            "in Python, keras.models.load_model(file).export(folder) makes a SavedModel, which is read"),
    HDF5(
            start -> start.has(0, 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'),
            "an HDF5 file, as Keras writes them (.h5)",
            "in Python, tf.keras.models.load_model(file).export(folder) makes a SavedModel, which is read; where the file"
                    + " has weights alone, build the model and load_weights(file) before"),
    TENSORFLOW_JS(
            start -> isJson(start, "\"modelTopology\"") || isJson(start, "\"weightsManifest\""),
            "a model of TensorFlow.js",
            "give the SavedModel or the Keras model that it was converted from"),
    KERAS_JSON(
            start -> isJson(start, "\"class_name\""),
            "the architecture of a Keras model without its weights",
            "in Python, keras.models.model_from_json, load_weights and export(folder) make a SavedModel, which is read"),
    ONNX(ForeignFile::isOnnx, "an ONNX model (.onnx)", "'onnx2tf -i file -o folder' makes a SavedModel, which is read"),
    PYTORCH(
            start -> ZipMembers.hasBelowFolder(start, "data.pkl")
                    || start.has(0, 0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19),
            "a file of PyTorch's (.pt, .pth)",
            "in Python, numpy.savez(file, **{k: v.numpy() for k, v in torch.load(file).items()}) gives its arrays;"
                    + " a model comes as a SavedModel by way of ONNX and onnx2tf"),
    PICKLE(
            start -> start.has(0, 0x80) && start.size() > 2 && start.head()[1] >= 2 && start.head()[1] <= 5,
            "a file of pickled Python objects (.pkl)",
            "objects are never unpickled, since that runs what code they bring: in Python, save the arrays by numpy.savez"),
    SAFETENSORS(
            ForeignFile::isSafetensors,
            "a file of safetensors",
            "in Python, numpy.savez(file, **safetensors.numpy.load_file(file)) gives its arrays, which are read"),
    GGUF(start -> start.has(0, "GGUF"), "a language model in GGUF", "give the arrays that it was made from"),
    RECORDS(
            ForeignFile::isRecords,
            "a file of records (TFRecord), as TensorBoard's event files are",
            "'lamina plot' draws the curves of a folder of event files, and EventReader reads one"),
    PICTURE(
            start -> start.has(0, 0xff, 0xd8, 0xff)
                    || start.has(0, 0x89, 'P', 'N', 'G')
                    || start.has(0, "GIF8")
                    || (start.has(0, "RIFF") && start.has(8, "WEBP")),
            "a picture",
            "'lamina predict' says what a trained network sees in it, and ImageFolder reads folders of pictures"),
    IDX(
            ForeignFile::isIdx,
            "an IDX file, as MNIST's are",
            "IdxArray reads it, and 'lamina train --data' a folder of four"),
    PARQUET(start -> start.has(0, "PAR1"), "a table in Parquet", "it holds examples to learn from, and no model"),
    GZIP(start -> start.has(0, 0x1f, 0x8b), "a file compressed by gzip", "unpack it first"),
    TAR(start -> start.has(257, "ustar"), "a tar archive", "unpack it, and give the file or folder in it"),
    ZIP(
            start -> start.has(0, "PK") && !ZipMembers.hasArrays(start) && !start.isNamed(".npz"),
            "a ZIP archive without arrays of NumPy's",
            "unpack it, and give the file or folder in it"),
    WEB_PAGE(ForeignFile::isWebPage, "a web page", "download the file again, by the address of the file itself"),
    LFS_POINTER(
            start -> start.has(0, "version https://git-lfs"),
            "a pointer of Git LFS that stands for the file",
            "bring the file itself by 'git lfs pull'");

    /** What safetensors allow. */
    private static final long LONGEST_HEADER = 100_000_000;

    @SuppressWarnings("ImmutableEnumChecker") // predicates without a state
    private final Predicate<FileStart> test;

    private final String title;
    private final String hint;

    ForeignFile(Predicate<FileStart> test, String title, String hint) {
        this.test = test;
        this.title = title;
        this.hint = hint;
    }

    /** What the file is, if it is one of these. */
    public static Optional<ForeignFile> of(FileStart start) {
        return Arrays.stream(values()).filter(kind -> kind.test.test(start)).findFirst();
    }

    /** The error for whoever wants a model or arrays of it. */
    public UnimplementedException refusal(Path file) {
        return new UnimplementedException(
                file + " is " + title + ", and not of the kinds that Lamina reads here", hint);
    }

    private static boolean isJson(FileStart start, String key) {
        return start.text().filter(text -> text.stripLeading().startsWith("{")).stream()
                .anyMatch(text -> text.contains(key));
    }

    private static boolean isWebPage(FileStart start) {
        String text = start.text().orElse("").stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html");
    }

    /** An ONNX model begins with a number as a SavedModel does, but has its graph in another field. */
    private static boolean isOnnx(FileStart start) {
        return WireFields.of(start.file())
                .filter(fields -> fields.hasNumber(1) && fields.hasBytes(7))
                .isPresent();
    }

    private static boolean isSafetensors(FileStart start) {
        if (!start.has(Long.BYTES, "{")) {
            return false;
        }
        long header = numbers(start).getLong();
        return header > 1 && header <= LONGEST_HEADER && header <= start.size() - Long.BYTES;
    }

    /** The index of a checkpoint may begin with the same bytes, so the elements have to fill the file. */
    private static boolean isIdx(FileStart start) {
        if (!start.has(0, 0, 0) || start.head().length < Integer.BYTES) {
            return false;
        }
        int rank = start.head()[3] & 0xff;
        int header = Integer.BYTES * (1 + rank);
        long bytes = switch (start.head()[2]) {
            case 0x08, 0x09 -> 1;
            case 0x0b -> Short.BYTES;
            case 0x0c, 0x0d -> Integer.BYTES;
            case 0x0e -> Long.BYTES;
            default -> 0;
        };
        if (bytes == 0 || rank == 0 || start.head().length < header) {
            return false;
        }
        ByteBuffer sizes = ByteBuffer.wrap(start.head(), Integer.BYTES, header - Integer.BYTES);
        while (sizes.hasRemaining() && bytes <= start.size()) {
            bytes *= Integer.toUnsignedLong(sizes.getInt());
        }
        return bytes == start.size() - header;
    }

    private static boolean isRecords(FileStart start) {
        return start.head().length >= TfRecordWriter.HEADER
                && MaskedCrc.of(start.head(), 0, Long.BYTES) == numbers(start).getInt(Long.BYTES);
    }

    private static ByteBuffer numbers(FileStart start) {
        return ByteBuffer.wrap(start.head()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
