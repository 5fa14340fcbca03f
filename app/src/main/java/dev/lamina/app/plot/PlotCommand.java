package dev.lamina.app.plot;

import dev.lamina.error.NotFoundException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina plot}: the curves of TensorBoard's event files as a picture. */
@Command(
        name = "plot",
        description = "Draw the curves of trainings that were logged for TensorBoard: a chart a tag, a line a run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PlotCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "plot.png",
            description = "The picture, .png or .svg (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("");

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "Folders of event files; a folder below with event files in it is a run of its own. Or event files.")
    private List<Path> folders = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public PlotCommand() {}

    /** Draws; returns the exit code. */
    @Override
    public Integer call() {
        if (!Sheet.isDrawable(out)) {
            throw new ParameterException(spec.commandLine(), "--out must end in .png or .svg, got " + out);
        }
        PrintWriter err = spec.commandLine().getErr();
        List<EventCurves> runs = folders.stream()
                .flatMap(each -> EventCurves.below(each, err::println).stream())
                .distinct()
                .toList();
        err.flush();
        var tags = new TreeSet<String>();
        runs.forEach(run -> tags.addAll(run.byTag().keySet()));
        if (tags.isEmpty()) {
            throw new NotFoundException("no scalar in the event files of " + folders);
        }
        List<Chart> charts = tags.stream().map(tag -> chart(tag, runs)).toList();
        new Sheet(charts).write(out);
        PrintWriter print = spec.commandLine().getOut();
        for (Chart chart : charts) {
            for (Curve curve : chart.curves()) {
                print.printf(
                        "%s: %s, %d points%n",
                        chart.title(), curve.name(), curve.x().size());
            }
        }
        print.println("drawn in " + out);
        print.flush();
        return 0;
    }

    private static Chart chart(String tag, List<EventCurves> runs) {
        List<Curve> curves = new ArrayList<>();
        for (EventCurves run : runs) {
            var points = run.byTag().get(tag);
            if (points != null) {
                curves.add(Curve.line(
                        run.name(),
                        points.keySet().stream().map(step -> (double) step).toList(),
                        List.copyOf(points.values())));
            }
        }
        return new Chart(tag, "step", tag, curves);
    }
}
