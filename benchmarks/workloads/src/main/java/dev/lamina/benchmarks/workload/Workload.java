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
    W5("W5", 4, new Network(List.of(6, 16), List.of(784, 120, 84, 10), 128, Update.ADAM, 1, 1)),
    /** ResNet-18 forward, one image of 224 by 224. */
    W6_FORWARD_1("W6 forward, batch 1", 0, resNet18(1)),
    /** ResNet-18 forward, eight images. */
    W6_FORWARD_8("W6 forward, batch 8", 0, resNet18(8)),
    /** ResNet-20 on images of 32 by 32, gradient descent, batch 32. */
    W6_TRAINING("W6 training", 3, new ResidualNetwork(32, 3, List.of(16, 32, 64), 3, 32, Update.SGD)),
    /** An LSTM of 128 units over 64 steps of 64 features, Adam, batch 32. */
    W7("W7", 10, new LstmNetwork(64, 64, 128, 32, Update.ADAM)),
    /** A transformer of four blocks of width 128 with four heads, 64 tokens, Adam, batch 16. */
    W8("W8", 3, new Transformer(4, 128, 4, 64, 16, Update.ADAM)),
    /** A table of 10,000 rows of 64, of which an example reads 32; Adam on the rows that were read, batch 256. */
    W9_10K("W9, 10,000 rows", 10, table(10_000)),
    /** The same with 100,000 rows. */
    W9_100K("W9, 100,000 rows", 10, table(100_000)),
    /** The same with 1,000,000 rows. */
    W9_1M("W9, 1,000,000 rows", 10, table(1_000_000)),
    /** A whole process that builds W1, trains one epoch and exits. */
    COLD("Cold", 429, new Network(List.of(784, 256, 10), 128, Update.SGD, 1, 1));

    private final String title;
    private final int checkedSteps;

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy that nobody can change
    private final Task task;

    Workload(String title, int checkedSteps, Task task) {
        this.title = title;
        this.checkedSteps = checkedSteps;
        this.task = task;
    }

    private static Task resNet18(int batch) {
        return new ResidualNetwork(224, 7, List.of(64, 128, 256, 512), 2, batch, Update.SGD);
    }

    private static Task table(int rows) {
        return new TableNetwork(rows, 64, 32, 256, Update.ADAM);
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
    public Task task() {
        return task;
    }

    /** Whether a step trains; otherwise it is a forward pass. */
    public boolean trains() {
        return checkedSteps > 0;
    }

    /** Floating-point operations of a step's matrix products. */
    public double flops() {
        return trains() ? task.trainingFlops() : task.forwardFlops();
    }
}
