/** Tables in files of Apache Parquet, read as those in CSV files are. */
@NullMarked
package dev.lamina.parquet;

import org.jspecify.annotations.NullMarked;
