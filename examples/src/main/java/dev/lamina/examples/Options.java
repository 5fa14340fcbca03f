package dev.lamina.examples;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistDataSets;
import dev.lamina.fashionmnist.FashionMnist;
import java.nio.file.Path;

/**
 * What an example that trains can be told.
 *
 * @param data {@code fashion-mnist}, {@code mnist} or a folder of four IDX files
 * @param epochs how often training goes through all examples
 * @param seed what fixes the initial weights and the order of the examples
 * @param saveFile where a trained model is saved
 */
record Options(String data, int epochs, long seed, String saveFile) {
    /** Reads {@code [--data fashion-mnist|mnist|DIR] [--epochs N] [--seed N] [--save-file FILE]}. */
    static Options parse(int epochs, String... args) {
        var options = new Options("fashion-mnist", epochs, 1, "./train_model.ckpt");
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
            case "--data" -> new Options(value, epochs, seed, saveFile);
            case "--epochs" -> new Options(data, Integer.parseInt(value), seed, saveFile);
            case "--seed" -> new Options(data, epochs, Long.parseLong(value), saveFile);
            case "--save-file" -> new Options(data, epochs, seed, value);
            default ->
                throw new IllegalArgumentException(
                        "There is --data fashion-mnist|mnist|DIR, --epochs N, --seed N and --save-file FILE, but no "
                                + name);
        };
    }

    /** The lesson's {@code input_data.read_data_sets(…, one_hot=True, reshape=…)}. */
    MnistDataSets readDataSets(boolean reshape) {
        int validationSize = MnistDataSets.VALIDATION_SIZE;
        return switch (data) {
            case "fashion-mnist" -> FashionMnist.read(true, reshape, validationSize, seed);
            case "mnist" -> Mnist.read(true, reshape, validationSize, seed);
            default -> MnistDataSets.read(Path.of(data), true, reshape, validationSize, seed);
        };
    }
}
