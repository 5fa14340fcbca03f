package dev.lamina.graph;

import java.util.Collection;

/**
 * Operations of another module than this. A module {@code provides} one, and names it in {@code META-INF/services} for those
 * who run it on the class path; from then on files with these operations are read, run, differentiated and written.
 *
 * <p>An operation of a named module is made and read by reflection: its record has to be public, in a package that the
 * module exports or opens to {@code dev.lamina}.
 */
public interface OperationSet {
    /** The records of the operations: each an {@link Op} or a {@link Superseded} with an {@link OpDef}. */
    Collection<Class<?>> operations();
}
