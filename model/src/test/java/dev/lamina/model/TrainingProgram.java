package dev.lamina.model;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A training in a process of its own, so that it can be killed: resumes what is in its folder, and writes all variables to
 * {@code final} there when it is through.
 */
final class TrainingProgram {
    /** What it prints once training is under way. */
    static final String UNDER_WAY = "under way";

    private TrainingProgram() {}

    /** Takes the folder, the number of epochs, and how many milliseconds each step is to take at least. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        long pause = Long.parseLong(args[2]) * 1_000_000;
        Callback tell = new Callback() {
            @Override
            public void began(TrainingRun run) {
                System.out.println(UNDER_WAY);
            }

            @Override
            public void stepEnded(TrainingRun run, float loss) {
                LockSupport.parkNanos(pause);
            }
        };
        try (Model model = Samples.model()) {
            History history = model.fit(fit(Integer.parseInt(args[1]))
                    .callbacks(new CsvLog(folder.resolve("history.csv")), tell)
                    .checkpoints(
                            Checkpoints.at(folder.resolve("run").toString()).everySteps(3))
                    .resume());
            history.problems().forEach(System.out::println);
            Checkpoint.write(folder.resolve("final").toString(), model.session().variables());
        }
    }

    static Fit fit(int epochs) {
        return Fit.on(Samples.training(100))
                .epochs(epochs)
                .validation(Samples.validation(64))
                .callbacks(EarlyStopping.lowest("val_loss").patience(1000));
    }

    /** Starts it. */
    static Process start(Path folder, int epochs, int pause, String... before) throws IOException {
        return start(folder, epochs, pause, List.of(before), List.of());
    }

    /** Starts it on a disk with a fault, as {@link FaultyDisk} has them. */
    static Process startOnFaultyDisk(Path folder, int epochs, String... fault) throws IOException {
        List<String> options = new java.util.ArrayList<>(
                List.of("-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyDisk.class.getName()));
        options.addAll(List.of(fault));
        return start(folder, epochs, 0, List.of(), options);
    }

    private static Process start(Path folder, int epochs, int pause, List<String> before, List<String> options)
            throws IOException {
        List<String> command = new java.util.ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingProgram.class.getName(),
                folder.toString(),
                Integer.toString(epochs),
                Integer.toString(pause)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile()))
                .start();
    }

    /** Waits for its end and gives what it printed. */
    static String output(Process process) throws IOException, InterruptedException {
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("does not end");
        }
        return text;
    }

    /** The variables that it wrote at its end. */
    static Map<String, Tensor> result(Path folder) {
        Checkpoint checkpoint = Checkpoint.open(folder.resolve("final").toString());
        Map<String, Tensor> variables = new LinkedHashMap<>();
        checkpoint.names().forEach(name -> variables.put(name, checkpoint.tensor(name)));
        return variables;
    }

    static String errors(Path folder) throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
