package dev.lamina.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final Report.Experiment EXPERIMENT = new Report.Experiment(
            "fashion-mnist",
            new Report.Images(1000, 100, 50, 28, 28, 10),
            List.of(
                    new Layer("input", Shape.of(784), 0),
                    new Layer("hidden 1, ReLU", Shape.of(256), 200_960),
                    new Layer("output", Shape.of(10), 2_570)),
            new Settings(
                    NetworkChoice.MLP,
                    List.of(256),
                    4,
                    100,
                    OptimizerChoice.ADAM,
                    0.001f,
                    ScheduleChoice.LINEAR,
                    Augmentation.NONE,
                    1,
                    0,
                    0,
                    0,
                    7),
            2);
    private static final Report.Epoch EPOCH = new Report.Epoch(2, 0.51237, 0.8125, 54_321.7);
    private static final Report.Outcome OUTCOME = new Report.Outcome(4, false, 0.8125, 0.80, 203_530, 12.34);
    private static final Report.Outcome INTERRUPTED = new Report.Outcome(2, true, 0.8125, 0.80, 203_530, 6.17);

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void plainLines() {
        var report = new PlainReport(out);
        report.started(EXPERIMENT);
        report.stepped(1, 1, 2.3);
        report.epochEnded(EPOCH);
        report.ended(OUTCOME);
        assertThat(text.toString().lines())
                .containsExactly(
                        "fashion-mnist: images of 28x28 pixels in 10 classes",
                        "1,000 to train, 100 to validate, 50 to test",
                        "",
                        "Layer           Output shape  Parameters",
                        "----------------------------------------",
                        "input           [?, 784]               0",
                        "hidden 1, ReLU  [?, 256]         200,960",
                        "output          [?, 10]            2,570",
                        "----------------------------------------",
                        "Total                            203,530",
                        "",
                        "adam, learning rate 0.001 to 0, batches of 100, 4 epochs, seed 7, 2 threads",
                        "",
                        "epoch 2/4  loss 0.5124  validation accuracy 81.25%  54,322 examples/s",
                        "test accuracy 80.00% after 12.3 s");
    }

    @Test
    void plainInterrupted() {
        var report = new PlainReport(out);
        report.started(EXPERIMENT);
        text.getBuffer().setLength(0);
        report.ended(INTERRUPTED);
        assertThat(text.toString().lines())
                .containsExactly(
                        "interrupted after 2 of 4 epochs; what was learned so far: validation accuracy 81.25%",
                        "test accuracy 80.00% after 6.2 s");
    }

    @Test
    void jsonLines() {
        var report = new JsonReport(out);
        report.started(EXPERIMENT);
        report.stepped(1, 1, 2.3);
        report.epochEnded(EPOCH);
        report.epochEnded(new Report.Epoch(3, 1.5e-9, 1, 6.02e12));
        report.ended(OUTCOME);
        var mapper = new JsonMapper();
        var lines = text.toString().lines().map(mapper::readTree).toList();
        assertThat(lines).containsExactly(mapper.readTree("""
                                {"epoch":2,"loss":0.51237,"validation_accuracy":0.8125,"examples_per_second":54321.7}"""), mapper.readTree("""
                                {"epoch":3,"loss":1.5e-9,"validation_accuracy":1.0,"examples_per_second":6.02e12}"""), mapper.readTree("""
                                {"test_accuracy":0.8,"parameters":203530,"seconds":12.34}"""));
        assertThat(text.toString()).startsWith("{\"epoch\":2,\"loss\":0.51237,\"validation_accuracy\":");
    }

    @Test
    void barShowsShareLossSpeedAndTimeLeft() {
        var report = terminal(80);
        nanos.set(TimeUnit.SECONDS.toNanos(1));
        report.stepped(1, 5, 0.75);
        assertThat(text.toString())
                .isEqualTo("\r\u001b[Kepoch 1/4 [==>                 ]  13%  loss 0.7500  500 examples/s  0:07 left");
    }

    @Test
    void barIsDrawnTenTimesASecond() {
        var report = terminal(80);
        for (int step = 1; step <= 10; step++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(20));
            report.stepped(1, step, 0.75);
        }
        assertThat(text.toString().split("\r", -1)).hasSize(3);
    }

    @Test
    void barFitsItsTerminal() {
        for (int columns = 1; columns < 200; columns++) {
            var report = terminal(columns);
            nanos.addAndGet(TimeUnit.HOURS.toNanos(30));
            report.stepped(1, 5, 123_456.5);
            assertThat(text.toString().replace("\r\u001b[K", ""))
                    .hasSizeLessThanOrEqualTo(Math.max(columns - 3, 0))
                    .doesNotContain("\n");
        }
    }

    @Test
    void barHasTheCurveOfTheLossBesideIt() {
        var report = terminal(120);
        for (int step = 1; step <= 8; step++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            report.stepped(1, step, 1.0 / step);
        }
        assertThat(text.toString()).contains("] █▄▃▂▂▁▁▁  20%  loss 0.1250");
    }

    @Test
    void curveOfManyNumbersIsOfTheirMeans() {
        var curve = new Sparkline();
        curve.add(7);
        assertThat(curve.draw(10)).isEmpty();
        for (int i = 0; i < 100_000; i++) {
            curve.add(i);
        }
        assertThat(curve.draw(8)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(curve.draw(1)).isEmpty();
    }

    @Test
    void resumedTrainingCountsItsOwnSteps() {
        var report = terminal(80);
        report.resumed(25);
        nanos.set(TimeUnit.SECONDS.toNanos(1));
        report.stepped(3, 6, 0.75);
        assertThat(text.toString()).contains("epoch 3/4 ", " 65%  loss 0.7500  100 examples/s  0:14 left");
    }

    @Test
    void earlyStoppingSaysWhatWasKept() {
        var outcome = new Report.Outcome(3, false, new Report.Best(1, true), 0.8125, 0.80, 203_530, 6.17);
        var report = new PlainReport(out);
        report.started(EXPERIMENT);
        text.getBuffer().setLength(0);
        report.ended(outcome);
        new JsonReport(out).ended(outcome);
        assertThat(text.toString().lines())
                .containsExactly(
                        "stopped early after 3 of 4 epochs; kept the weights of epoch 1, the best: validation accuracy 81.25%",
                        "test accuracy 80.00% after 6.2 s",
                        "{\"test_accuracy\":0.8,\"parameters\":203530,\"seconds\":6.17,\"best_epoch\":1,\"stopped_early\":true}");
    }

    @Test
    void linesReplaceTheBar() {
        var report = terminal(80);
        report.stepped(1, 1, 0.75);
        report.epochEnded(EPOCH);
        report.ended(OUTCOME);
        assertThat(text.toString())
                .contains("left\r\u001b[Kepoch 2/4  loss")
                .endsWith("\r\u001b[Ktest accuracy 80.00% after 12.3 s" + System.lineSeparator());
    }

    @Test
    void failureLeavesNoBar() {
        var report = terminal(80);
        report.stepped(1, 1, 0.75);
        report.failed();
        assertThat(text.toString()).endsWith("left\r\u001b[K");
    }

    private TerminalReport terminal(int columns) {
        var report = new TerminalReport(out, columns, true, nanos::get);
        report.started(EXPERIMENT);
        text.getBuffer().setLength(0);
        return report;
    }
}
