package dev.lamina.examples;

import dev.lamina.data.BatchSource;
import dev.lamina.data.DataSet;
import dev.lamina.data.Mnist;
import dev.lamina.data.MnistDataSets;
import dev.lamina.data.Pipeline;
import dev.lamina.fashionmnist.FashionMnist;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an example that trains can be told.
 *
 * @param data {@code fashion-mnist}, {@code mnist} or a folder of four IDX files
 * @param epochs how often training goes through all examples
 * @param seed what fixes the initial weights and the order of the examples
 * @param saveFile where a trained model is saved
 * @param examples how many of the training examples are learned from
 * @param pictureFile where pictures go, if anything is said
 */
record Options(
        String data,
        int epochs,
        long seed,
        String saveFile,
        int examples,
        @Nullable String pictureFile) {
    /**
     * Reads {@code [--data fashion-mnist|mnist|DIR] [--epochs N] [--seed N] [--save-file FILE] [--examples N]
     * [--picture FILE]}.
     */
    static Options parse(int epochs, String... args) {
        var options = new Options("fashion-mnist", epochs, 1, "./train_model.ckpt", Integer.MAX_VALUE, null);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " is without a value");
            }
            options = options.with(args[i], args[i + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--data" -> new Options(value, epochs, seed, saveFile, examples, pictureFile);
            case "--epochs" -> new Options(data, Integer.parseInt(value), seed, saveFile, examples, pictureFile);
            case "--seed" -> new Options(data, epochs, Long.parseLong(value), saveFile, examples, pictureFile);
            case "--save-file" -> new Options(data, epochs, seed, value, examples, pictureFile);
            case "--examples" -> new Options(data, epochs, seed, saveFile, Integer.parseInt(value), pictureFile);
            case "--picture" -> new Options(data, epochs, seed, saveFile, examples, value);
            default ->
                throw new IllegalArgumentException("There is --data fashion-mnist|mnist|DIR, --epochs N, --seed N,"
                        + " --save-file FILE, --examples N and --picture FILE, but no " + name);
        };
    }

    /** The lesson's {@code input_data.read_data_sets(…, one_hot=True, reshape=…)}. */
    MnistDataSets readDataSets(boolean reshape) {
        return readDataSets(true, reshape);
    }

    /** The data with labels that are one-hot, or else numbers. */
    MnistDataSets readDataSets(boolean oneHot, boolean reshape) {
        int validationSize = MnistDataSets.VALIDATION_SIZE;
        return switch (data) {
            case "fashion-mnist" -> FashionMnist.read(oneHot, reshape, validationSize, seed);
            case "mnist" -> Mnist.read(oneHot, reshape, validationSize, seed);
            default -> MnistDataSets.read(Path.of(data), oneHot, reshape, validationSize, seed);
        };
    }

    /** What the classes are called. */
    List<String> classNames() {
        return data.equals("fashion-mnist")
                ? FashionMnist.CLASS_NAMES
                : IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }

    /** As many of the examples as are to be learned from, shuffled. */
    BatchSource batches(DataSet examplesOf, int size) {
        return Pipeline.of(examplesOf).take(examples).shuffle(seed).batch(size);
    }

    /** Where pictures go. */
    String pictureFile(String usual) {
        return pictureFile == null ? usual : pictureFile;
    }
}
