package dev.lamina.graph;

/** What stands in the body of a function that is being built for what lies outside of it. */
public interface Captures {
    /** What in the body stands for an output of another graph: a parameter, or a copy of a constant. */
    Output inside(Output outside);

    /** Has the operation that is going to name the function run after a node of another graph. */
    void after(Node outside);

    /** The graph around the body. */
    Graph outer();
}
