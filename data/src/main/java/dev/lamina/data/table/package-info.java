/**
 * Tables: rows of cells with named columns, read from {@linkplain dev.lamina.data.table.CsvTable CSV files}, and how
 * numbers are made of them.
 *
 * <p>A {@link dev.lamina.data.table.TableSchema} says what each column is; {@linkplain
 * dev.lamina.data.table.TableSchema#fit fitted} on the training rows it becomes a {@link
 * dev.lamina.data.table.TableEncoding}, which makes numbers of any rows with these columns.
 */
@NullMarked
package dev.lamina.data.table;

import org.jspecify.annotations.NullMarked;
