package dev.lamina.app.reproduce;

import dev.lamina.data.BatchSource;
import dev.lamina.data.DataSet;
import dev.lamina.data.Mnist;
import dev.lamina.data.MnistArrays;
import dev.lamina.data.MnistDataSets;
import dev.lamina.data.Pipeline;
import dev.lamina.fashionmnist.FashionMnist;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What is learned and what it is tested on. Images are flat, float32 in [0, 1]; labels are class numbers.
 *
 * @param train to learn from
 * @param validation to watch and choose by; none where the experiment learns from these too
 * @param test to measure the result on
 * @param pixels in an image
 * @param classes how many there are
 */
record Images(Pipeline train, Pipeline validation, Pipeline test, int pixels, int classes) {
    private static final int EVALUATION_BATCH = 1000;
    private static final String FASHION = "fashion-mnist";
    private static final String MNIST = "mnist";

    /**
     * Reads {@code mnist}, {@code fashion-mnist} or a folder of four IDX files.
     *
     * @param held whether a twelfth of the training images, of MNIST's 5,000, is kept for validation
     * @param log told of downloads
     */
    static Images read(String source, boolean held, long seed, Consumer<String> log) {
        if (source.equals(FASHION)) {
            return of(FashionMnist.read(false, true, held ? MnistDataSets.VALIDATION_SIZE : 0, seed));
        }
        Path folder = Path.of(source);
        if (source.equals(MNIST)) {
            folder = Mnist.cacheFolder();
            Mnist.download(folder, log);
        }
        MnistArrays arrays = MnistArrays.read(folder);
        int validation = held ? Math.ceilDiv(arrays.trainImages().dimension(0), 12) : 0;
        return of(MnistDataSets.of(arrays, false, true, validation, seed));
    }

    /** Whether this is a data set's name rather than a folder. */
    static boolean isNamed(String source) {
        return source.equals(FASHION) || source.equals(MNIST);
    }

    private static Images of(MnistDataSets sets) {
        DataSet train = sets.train();
        return new Images(
                Pipeline.of(train),
                Pipeline.of(sets.validation()),
                Pipeline.of(sets.test()),
                train.rows() * train.columns(),
                train.numClasses());
    }

    /** The same with the first training images alone. */
    Images first(int count) {
        return new Images(train.take(count), validation, test, pixels, classes);
    }

    /** A pipeline for an evaluation. */
    static BatchSource inOrder(Pipeline images) {
        return images.batch(EVALUATION_BATCH);
    }
}
