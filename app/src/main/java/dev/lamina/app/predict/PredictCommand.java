package dev.lamina.app.predict;

import dev.lamina.app.train.TrainedModel;
import dev.lamina.data.PictureFile;
import dev.lamina.error.LaminaException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamina predict}: what a saved network sees in pictures. */
@Command(
        name = "predict",
        description = "Say what a network of 'train --save' sees in pictures.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, if only for one picture", "2:used wrongly"})
public final class PredictCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "PREFIX", required = true, description = "What --save was given.")
    private String model = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many classes to name, the most probable first (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--as-stored", description = "Do not turn pictures as their EXIF data say.")
    private boolean asStored;

    @Option(names = "--json", description = "Print a JSON object a line and nothing else.")
    private boolean json;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "PNG, JPEG, GIF or BMP files of any size; a picture on a light background is inverted.")
    private List<Path> images = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by the command line. */
    public PredictCommand() {}

    /** Predicts; returns the exit code. */
    @Override
    public Integer call() {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be 1 or more, got " + top);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean allDone = true;
        try (TrainedModel trained = TrainedModel.open(model)) {
            for (Path image : images) {
                try {
                    Prediction prediction = Prediction.of(new PictureFile(image, !asStored), trained, top);
                    out.println(json ? prediction.toJson() : prediction.toText());
                } catch (LaminaException e) { // told, and the next picture has its turn
                    err.println("lamina: " + e.getMessage());
                    allDone = false;
                }
            }
        }
        out.flush();
        err.flush();
        return allDone ? 0 : 1;
    }
}
