package dev.lamina.benchmarks.workload;

import java.util.List;

/** The workloads, in float32. */
public enum Workload {
    /** 784-256-10, gradient descent, batch 128. */
    W1("W1", 429, new Network(List.of(784, 256, 10), 128, Update.SGD, 1, 1)),
    /** 784-1024-1024-1024-10, dropout (keep 0.8 of the inputs, 0.5 of the hidden), momentum, batch 100. */
    W2("W2", 10, new Network(List.of(784, 1024, 1024, 1024, 10), 100, Update.MOMENTUM, 0.8f, 0.5f)),
    /** 784-10, gradient descent, batch 128. */
    W3("W3", 429, new Network(List.of(784, 10), 128, Update.SGD, 1, 1)),
    /** The forward pass of W1 with one example. */
    W4_1("W4 batch 1", 0, new Network(List.of(784, 256, 10), 1, Update.SGD, 1, 1)),
    /** The forward pass of W1 with 128 examples. */
    W4_128("W4 batch 128", 0, new Network(List.of(784, 256, 10), 128, Update.SGD, 1, 1)),
    /** W2 without dropout, with Adam. */
    ADAM("Adam", 5, new Network(List.of(784, 1024, 1024, 1024, 10), 100, Update.ADAM, 1, 1)),
    /** LeNet-5, with a border in its second convolution too: 6 and 16 filters of 5 by 5, 784-120-84-10, Adam, batch 128. */
    W5("W5", 10, new Network(List.of(6, 16), List.of(784, 120, 84, 10), 128, Update.ADAM, 1, 1)),
    /** A whole process that builds W1, trains one epoch and exits. */
    COLD("Cold", 429, new Network(List.of(784, 256, 10), 128, Update.SGD, 1, 1));

    private final String title;
    private final int checkedSteps;

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy that nobody can change
    private final Network network;

    Workload(String title, int checkedSteps, Network network) {
        this.title = title;
        this.checkedSteps = checkedSteps;
        this.network = network;
    }

    /** As a table names it. */
    public String title() {
        return title;
    }

    /** After how many steps of training from the initial weights the losses must agree. */
    public int checkedSteps() {
        return checkedSteps;
    }

    /** What is computed. */
    public Network network() {
        return network;
    }

    /** Whether a step trains; otherwise it is a forward pass. */
    public boolean trains() {
        return checkedSteps > 0;
    }

    /** Floating-point operations of a step's matrix products. */
    public double flops() {
        return trains() ? network.trainingFlops() : network.forwardFlops();
    }
}
