package dev.lamina.app.train;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistArrays;
import dev.lamina.data.MnistDataSets;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.fashionmnist.FashionMnist;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Where the images of {@code --data} come from.
 *
 * @param name {@code fashion-mnist}, {@code mnist}, or a folder
 */
record DataSource(String name) {
    /** For MNIST's 60,000 training images this gives 5,000 of them, TensorFlow's customary number. */
    private static final int TRAINING_IMAGES_PER_VALIDATION_IMAGE = 12;

    /**
     * Reads it; the same seed gives the same batches.
     *
     * @param log told of downloads, a line at a time
     * @throws dev.lamina.error.NotFoundException if it is a folder without the files
     */
    MnistDataSets read(long seed, Consumer<String> log) {
        return switch (name) {
            case "fashion-mnist" -> FashionMnist.read(false, true, MnistDataSets.VALIDATION_SIZE, seed);
            case "mnist" -> {
                Mnist.download(Mnist.cacheFolder(), log);
                yield split(Mnist.cacheFolder(), seed);
            }
            default -> split(Path.of(name), seed);
        };
    }

    /** Whether a mirror image is of the same class for certain: of a shoe it is, of a digit it is not. */
    boolean mayMirror() {
        return name.equals("fashion-mnist");
    }

    /** What the classes are called; their numbers where nothing else is known. */
    List<String> classNames(int classes) {
        return name.equals("fashion-mnist")
                ? FashionMnist.CLASS_NAMES
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    private static MnistDataSets split(Path folder, long seed) {
        var arrays = MnistArrays.read(folder);
        int training = arrays.trainImages().dimension(0);
        int testing = arrays.testImages().dimension(0);
        int validation = Math.ceilDiv(training, TRAINING_IMAGES_PER_VALIDATION_IMAGE);
        if (validation >= training || testing == 0) {
            throw new InvalidArgumentException(folder + " has " + training + " training and " + testing
                    + " test images: at least 2 and 1 are needed");
        }
        return MnistDataSets.of(arrays, false, true, validation, seed);
    }
}
