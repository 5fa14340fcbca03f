package dev.lamina.app.mutation;

import dev.lamina.app.train.TrainedModel;
import dev.lamina.data.CsvExamples;
import dev.lamina.data.CsvLayout;
import dev.lamina.data.IdxArray;
import dev.lamina.data.ImageFolder;
import dev.lamina.data.Pipeline;
import dev.lamina.data.TableExamples;
import dev.lamina.data.table.CsvTable;
import dev.lamina.data.table.TableEncoding;
import dev.lamina.error.LaminaException;
import dev.lamina.parquet.ParquetTable;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.EventContent;
import dev.lamina.tensorflow.EventReader;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelDescription;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.Npz;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import dev.lamina.tensorflow.TensorDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All readers of files there are: a new one is a line here. */
final class FileReaders {
    private static final Anatomy RAW = Bytes::mutated;
    private static final Anatomy WIRE = new Wire().orRaw(20);
    private static final Anatomy TABLE = new Table(WIRE).orRaw(20);
    private static final Anatomy RECORDS = new Records(WIRE).orRaw(20);
    private static final Anatomy ZIP = new Compressed.Zip(RAW).orRaw(30);
    private static final Anatomy GZIP = Compressed.gzip(RAW).orRaw(30);
    private static final Anatomy PNG = new Pictures.Png().orRaw(20);
    private static final Anatomy JPEG = new Pictures.Jpeg().orRaw(30);

    static final List<FileReader> ALL = List.of(
            FileReader.of(
                    "GraphDef",
                    3,
                    Seeds::graphs,
                    "graph.pb",
                    WIRE,
                    folder -> GraphFile.read(folder.resolve("graph.pb"))),
            FileReader.of(
                    "GraphDef as text",
                    2,
                    Seeds::graphs,
                    "graph.pbtxt",
                    RAW,
                    folder -> GraphFile.read(folder.resolve("graph.pbtxt"))),
            FileReader.of(
                    "MetaGraphDef",
                    2,
                    Seeds::graphs,
                    "graph.meta",
                    WIRE,
                    folder -> MetaGraphFile.read(folder.resolve("graph.meta"))),
            FileReader.of(
                    "SavedModel",
                    1,
                    Seeds::savedModel,
                    "saved_model.pb",
                    WIRE,
                    folder -> SavedModel.load(folder).close()),
            FileReader.of(
                    "SavedModel's index",
                    1,
                    Seeds::savedModel,
                    "variables/variables.index",
                    TABLE,
                    folder -> SavedModel.load(folder).close()),
            FileReader.of(
                    "index of a checkpoint",
                    10,
                    Seeds::checkpoint,
                    "model.ckpt.index",
                    TABLE,
                    folder -> tensors(folder.resolve("model.ckpt"))),
            FileReader.of(
                    "data of a checkpoint",
                    6,
                    Seeds::checkpoint,
                    "model.ckpt.data-00000-of-00001",
                    RAW,
                    folder -> tensors(folder.resolve("model.ckpt"))),
            new FileReader(
                    "data of a checkpoint under its checksums",
                    6,
                    Seeds::checkpoint,
                    "model.ckpt.data-00000-of-00001",
                    RAW,
                    folder -> CheckpointSums.repair(folder, "model.ckpt"),
                    folder -> tensors(folder.resolve("model.ckpt"))),
            FileReader.of("V1 checkpoint", 4, Seeds::v1, "v1", TABLE, folder -> tensors(folder.resolve("v1"))),
            FileReader.of("list of checkpoints", 6, Seeds::checkpoint, "checkpoint", RAW, Saver::latestCheckpoint),
            FileReader.of(
                    "event file", 8, Seeds::events, "events", RECORDS, folder -> events(folder.resolve("events"))),
            FileReader.of(".npy", 10, Seeds::arrays, "array.npy", RAW, folder -> Npy.read(folder.resolve("array.npy"))),
            FileReader.of(
                    ".npy of strings",
                    6,
                    Seeds::arrays,
                    "strings.npy",
                    RAW,
                    folder -> Npy.read(folder.resolve("strings.npy"))),
            FileReader.of(
                    ".npz",
                    6,
                    Seeds::arrays,
                    "arrays.npz",
                    ZIP,
                    folder -> List.copyOf(Npz.read(folder.resolve("arrays.npz")).values())),
            FileReader.of(
                    "IDX", 10, Seeds::idx, "images.idx", RAW, folder -> IdxArray.read(folder.resolve("images.idx"))),
            FileReader.of(
                    "IDX in gzip",
                    6,
                    Seeds::idx,
                    "images.idx.gz",
                    GZIP,
                    folder -> IdxArray.read(folder.resolve("images.idx.gz"))),
            FileReader.of("CSV", 6, Seeds::csv, "table.csv", RAW, folder -> csv(folder.resolve("table.csv"))),
            FileReader.of(
                    "Parquet",
                    6,
                    ParquetFile::write,
                    "table.parquet",
                    RAW,
                    folder -> ParquetTable.open(folder.resolve("table.parquet")).forEach(row -> {})),
            FileReader.of("PNG", 5, Seeds::png, "class/picture.png", PNG, FileReaders::pictures),
            FileReader.of("JPEG", 5, Seeds::jpeg, "class/picture.jpg", JPEG, FileReaders::pictures),
            FileReader.of("GIF", 3, Seeds::gif, "class/picture.gif", RAW, FileReaders::pictures),
            FileReader.of("BMP", 3, Seeds::bmp, "class/picture.bmp", RAW, FileReaders::pictures),
            FileReader.of("cache of a pipeline", 3, Seeds::cache, "cache", RAW, folder -> all(Seeds.cached(folder))),
            FileReader.of(
                    "what show is given",
                    4,
                    Seeds::graphs,
                    "graph.pb",
                    WIRE,
                    folder -> describe(folder.resolve("graph.pb"))),
            FileReader.of(
                    "a SavedModel that show is given",
                    2,
                    Seeds::savedModel,
                    "saved_model.pb",
                    WIRE,
                    FileReaders::describe),
            FileReader.of(
                    "a trained network's graph",
                    1,
                    Seeds::trained,
                    "model.meta",
                    WIRE,
                    folder -> TrainedModel.open(folder.resolve("model") + "").close()),
            new FileReader(
                    "state of a training",
                    1,
                    TrainingState::write,
                    TrainingState.DATA,
                    RAW,
                    folder -> CheckpointSums.repair(folder, TrainingState.PREFIX),
                    TrainingState::resume),
            FileReader.of(
                    "encoding of a table",
                    6,
                    Seeds::encoding,
                    "encoding.txt",
                    RAW,
                    folder -> encoding(folder.resolve("encoding.txt"))));

    private FileReaders() {}

    private static void tensors(Path prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix.toString());
        checkpoint.names().forEach(checkpoint::tensor);
    }

    private static void events(Path file) {
        try (EventReader reader = EventReader.open(file)) {
            for (var event = reader.next(); event.isPresent(); event = reader.next()) {
                if (event.get().content() instanceof EventContent.GraphDefinition graph) {
                    graph.graph();
                }
            }
        }
    }

    private static void csv(Path file) {
        try (CsvExamples examples = CsvExamples.open(file, CsvLayout.classes("kind"))) {
            all(Pipeline.of(examples));
        }
    }

    /** Texts are of no file: who reads one names its. */
    private static void encoding(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try (CsvTable table = CsvTable.open(file.resolveSibling("table.csv"))) {
            TableExamples.of(table, TableEncoding.parse(text)).features();
        } catch (LaminaException e) {
            throw e.at(file.toString());
        }
    }

    private static void pictures(Path folder) {
        all(Pipeline.of(ImageFolder.open(folder, 4, 4, 3)));
    }

    static void all(Pipeline examples) {
        try (var batches = examples.batch(8).open(0, 0)) {
            while (batches.hasNext()) {
                batches.next();
            }
        }
    }

    private static void describe(Path path) {
        ModelDescription description = ModelDescription.read(path);
        for (TensorDescription variable : description.variables()) {
            description.value(variable.name());
        }
    }
}
