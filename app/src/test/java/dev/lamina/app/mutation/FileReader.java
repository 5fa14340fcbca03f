package dev.lamina.app.mutation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A reader of files that is given changed ones.
 *
 * @param name of what it reads
 * @param share how many of the inputs it gets, beside the others' shares: the slower, the fewer
 * @param files writes whole files into an empty folder
 * @param mutated the one that is changed, by its name in the folder
 * @param anatomy of that file
 * @param repair makes other files fit the changed one; {@code null} where none has to
 * @param read reads all that there is to read of the folder
 */
record FileReader(
        String name,
        int share,
        Work files,
        String mutated,
        Anatomy anatomy,
        @Nullable Work repair,
        Work read) {
    /** Something done with a folder. */
    @FunctionalInterface
    interface Work {
        void run(Path folder) throws Exception;
    }

    static FileReader of(String name, int share, Work files, String mutated, Anatomy anatomy, Work read) {
        return new FileReader(name, share, files, mutated, anatomy, null, read);
    }

    @Override
    public String toString() {
        return name;
    }
}
