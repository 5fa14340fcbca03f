package dev.lamina.graph;

/** What a session keeps for an operation ({@link KernelContext#resource}) and tells when it is closed. */
public interface SessionResource {
    /** The session is closed: whoever waits for something has to give up. */
    void close();
}
