package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.NotFoundException;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Makes one checkpoint of several with a part of the tensors each, and removes these once it is there. */
public final class BundleMerge {
    private final String destination;
    private final boolean deletesFolders;
    private final boolean passesMissing;

    public BundleMerge(String destination, boolean deletesFolders, boolean passesMissing) {
        this.destination = destination;
        this.deletesFolders = deletesFolders;
        this.passesMissing = passesMissing;
    }

    public void run(List<String> prefixes) {
        List<SavedTensor> all = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        for (String prefix : new LinkedHashSet<>(prefixes)) {
            try {
                read(prefix, all);
                merged.add(prefix);
            } catch (NotFoundException e) {
                if (!passesMissing) {
                    throw e;
                }
            }
        }
        new BundleWriter(destination).write(all, null);
        merged.stream().filter(prefix -> !prefix.equals(destination)).forEach(this::delete);
    }

    private static void read(String prefix, List<SavedTensor> into) {
        Reading.of(BundlePaths.index(prefix), () -> into.addAll(parts(prefix)));
    }

    private static List<SavedTensor> parts(String prefix) {
        List<SavedTensor> into = new ArrayList<>();
        BundleIndex index = BundleIndex.read(prefix);
        BundleData data = new BundleData(prefix, index);
        for (BundleEntry entry : index.tensors()) {
            if (entry.slices().isEmpty()) {
                into.add(new SavedTensor(entry.name(), data.read(entry), null));
            }
            for (TensorSliceProto slice : entry.slices()) {
                ShapeAndSlice part = ShapeAndSlice.of(slice, entry.shape());
                into.add(new SavedTensor(entry.name(), data.slice(entry, part, slice), part));
            }
        }
        return into;
    }

    private void delete(String prefix) {
        CheckpointFiles.delete(prefix);
        Path folder = Objects.requireNonNull(
                BundlePaths.index(prefix).toAbsolutePath().getParent());
        Path kept = Objects.requireNonNull(
                BundlePaths.index(destination).toAbsolutePath().getParent());
        if (deletesFolders && !folder.equals(kept)) {
            try {
                Files.delete(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                // Somebody else's files lie there too, or another part's removal took it along.
                return;
            } catch (IOException e) {
                throw Problems.unreachable(folder, e);
            }
        }
    }
}
