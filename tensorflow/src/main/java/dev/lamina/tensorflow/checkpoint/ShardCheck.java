package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.NotFoundException;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks that every tensor lies within its data file, and that no two share bytes. */
public final class ShardCheck {
    private final String prefix;
    private final int shards;

    public ShardCheck(String prefix, int shards) {
        this.prefix = prefix;
        this.shards = shards;
    }

    public void run(Collection<BundleEntry> entries) {
        Map<Integer, List<BundleEntry>> byShard = entries.stream()
                .filter(entry -> entry.slices().isEmpty())
                .collect(Collectors.groupingBy(BundleEntry::shard, TreeMap::new, Collectors.toList()));
        byShard.forEach(this::check);
    }

    private void check(int shard, List<BundleEntry> entries) {
        if (shard < 0 || shard >= shards) {
            throw Problems.corrupt(
                    BundlePaths.index(prefix),
                    "'" + entries.getFirst().name() + "' lies in data file " + shard + " of " + shards);
        }
        Path file = BundlePaths.data(prefix, shard, shards);
        long length = length(file);
        long end = 0;
        for (BundleEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(BundleEntry::offset).thenComparingLong(BundleEntry::size))
                .toList()) {
            if (entry.offset() < end) {
                throw Problems.corrupt(
                        BundlePaths.index(prefix), "'" + entry.name() + "' overlaps another tensor in " + file);
            }
            if (entry.size() > length - entry.offset()) {
                throw Problems.corrupt(
                        file,
                        length,
                        "it ends before '" + entry.name() + "', " + entry.size() + " bytes at " + entry.offset());
            }
            end = entry.offset() + entry.size();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new NotFoundException("a data file of the checkpoint is missing: " + file, null, e);
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }
}
