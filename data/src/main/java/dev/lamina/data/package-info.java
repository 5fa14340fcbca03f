/**
 * Data sets: IDX and CSV files, pictures, MNIST and its kin; mapping, shuffling, batching and prefetching.
 *
 * <p>{@link dev.lamina.data.MnistDataSets} reads a folder of four IDX files,
 * {@link dev.lamina.data.Mnist} downloads such a folder, and a {@link dev.lamina.data.DataSet} hands
 * its examples out in shuffled {@linkplain dev.lamina.data.Batch batches}.
 *
 * <p>A {@link dev.lamina.data.Pipeline} brings the examples of any {@link dev.lamina.data.ExampleSource},
 * such as a {@link dev.lamina.data.CsvExamples}, {@link dev.lamina.data.TableExamples} or {@link dev.lamina.data.ImageFolder}, to a model as a
 * {@link dev.lamina.data.BatchSource}.
 */
@NullMarked
package dev.lamina.data;

import org.jspecify.annotations.NullMarked;
