package dev.lamina.app;

import dev.lamina.data.IdxArray;
import dev.lamina.data.ImageFolder;
import dev.lamina.data.Pipeline;
import dev.lamina.error.LaminaException;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.EventReader;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelDescription;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.Npz;
import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads files that are larger than the heap of its process, and prints what comes of each. */
final class LargeFiles {
    private LargeFiles() {}

    /** Reads the files of a folder. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Map<String, Runnable> readers = new TreeMap<>();
        readers.put("graph.pb", () -> GraphFile.read(folder.resolve("graph.pb")));
        readers.put("graph.pbtxt", () -> GraphFile.read(folder.resolve("graph.pbtxt")));
        readers.put("graph.meta", () -> MetaGraphFile.read(folder.resolve("graph.meta")));
        readers.put("saved_model.pb", () -> SavedModel.load(folder.resolve("saved_model.pb")));
        readers.put("events", () -> EventReader.readAll(folder.resolve("events")));
        readers.put(
                "model.ckpt",
                () -> Checkpoint.open(folder.resolve("model.ckpt").toString()).tensor("large"));
        readers.put("array.npy", () -> Npy.read(folder.resolve("array.npy")));
        readers.put("arrays.npz", () -> Npz.read(folder.resolve("arrays.npz")).get("zeros"));
        readers.put(
                "shown.npz",
                () -> ModelDescription.read(folder.resolve("shown.npz")).value("zeros"));
        readers.put("images.idx", () -> IdxArray.read(folder.resolve("images.idx")));
        readers.put("picture.png", () -> {
            try (var batches = Pipeline.of(ImageFolder.open(folder.resolve("pictures"), 8, 8, 3))
                    .batch(1)
                    .open(0, 0)) {
                batches.next();
            }
        });
        readers.forEach(LargeFiles::run);
    }

    private static void run(String name, Runnable reader) {
        try {
            reader.run();
            IO.println(name + ": read");
        } catch (LaminaException e) {
            IO.println(name + ": " + e.getClass().getSimpleName() + ": " + e.problem());
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            IO.println(name + ": untyped " + e);
        }
    }
}
