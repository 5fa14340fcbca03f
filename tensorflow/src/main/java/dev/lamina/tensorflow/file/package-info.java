/** What files are made of: records, tables, checksums, names; and what tells what a file is. */
@NullMarked
package dev.lamina.tensorflow.file;

import org.jspecify.annotations.NullMarked;
