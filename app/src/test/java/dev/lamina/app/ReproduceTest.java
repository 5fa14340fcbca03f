package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        TinyImages.write(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "early-termination, 2, to-the-end stopped",
        "l2, 2, beta-0.0 beta-1.0E-5 beta-1.0E-4 beta-0.001 beta-0.01 beta-0.1",
        "dropout, 2, 2x1024 2x1024-dropout 3x1024 3x1024-dropout 4x1024 4x1024-dropout",
        "srivastava2014, 1, standard dropout max-norm",
        "logistic, 1, ours"
    })
    void eachExperimentDrawsAndCounts(String name, int charts, String trainings) throws IOException {
        Lamina lamina = reproduce(name, "--quick", "--epochs", "2");
        assertThat(lamina.err()).isEmpty();
        assertThat(lamina.exitCode()).isZero();
        var picture = ImageIO.read(folder.resolve("out").resolve(name + ".png").toFile());
        assertThat(picture.getHeight()).isEqualTo(charts * 540);
        for (String training : trainings.split(" ", -1)) {
            assertThat(lamina.out()).contains("\n" + training + ", epoch 2/2: loss ");
            assertThat(Files.readAllLines(folder.resolve("out").resolve(name + "-" + training + ".csv")))
                    .hasSize(3)
                    .first()
                    .isEqualTo("epoch,step,loss,val_loss,val_accuracy");
        }
        List<String> figures = Files.readAllLines(folder.resolve("out").resolve(name + ".csv"));
        assertThat(figures)
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(3));
        for (String figure : figures.subList(1, figures.size())) {
            assertThat(lamina.out()).contains(figure.substring(0, figure.indexOf(',')));
        }
    }

    @Test
    void whatCanBeLearnedIs() {
        String out = reproduce("srivastava2014", "--epochs", "12").out();
        assertThat(out).containsPattern("dropout: test error after 12 epochs +1.25% +0.00%");
        assertThat(out).containsPattern("max-norm: test error after 12 epochs +1.06% +0.00%");
    }

    @Test
    void networkOfItsLastEpochIsWorseThanTheOneStopped() {
        Lamina lamina = reproduce("early-termination", "--epochs", "3");
        assertThat(lamina.out().lines().filter(line -> line.startsWith("epoch with the lowest")))
                .singleElement()
                .asString()
                .matches(".* -  +[123]");
    }

    @Test
    void penaltyShortensTheWeights() throws IOException {
        reproduce("l2", "--epochs", "3");
        List<Double> norms = Files.readAllLines(folder.resolve("out/l2.csv")).stream()
                .filter(line -> line.contains("norm of all kernels"))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
        assertThat(norms).hasSize(6);
        assertThat(norms.getLast()).isLessThan(norms.getFirst());
    }

    @Test
    void trainingsDoneByThemselvesAreTakenOver() throws IOException {
        reproduce("srivastava2014", "--epochs", "2");
        List<String> atOnce = errors();
        Files.move(folder.resolve("out"), folder.resolve("at-once"));
        assertThat(reproduce("srivastava2014", "--epochs", "2", "--only", "max-norm")
                        .out())
                .contains("max-norm, epoch 2/2")
                .doesNotContain("dropout, epoch");
        assertThat(errors()).hasSize(1).isSubsetOf(atOnce);
        assertThat(reproduce("srivastava2014", "--epochs", "2", "--resume", "--only", "max-norm,standard")
                        .out())
                .contains("standard, epoch 2/2")
                .doesNotContain("max-norm, epoch");
        reproduce("srivastava2014", "--epochs", "2", "--resume");
        assertThat(errors()).isEqualTo(atOnce);
    }

    private List<String> errors() throws IOException {
        return Files.readAllLines(folder.resolve("out/srivastava2014.csv")).stream()
                .filter(line -> line.contains("test error"))
                .toList();
    }

    @Test
    void whatOtherDataLeftIsNotResumed() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        TinyImages.write(other);
        reproduce("logistic", "--epochs", "1");
        assertThat(reproduce("logistic", "--epochs", "1", "--resume").out()).doesNotContain("ours, epoch");
        String out = folder.resolve("out").toString();
        assertThat(Lamina.run(
                                "reproduce",
                                "logistic",
                                "--epochs",
                                "1",
                                "--resume",
                                "--data",
                                other.toString(),
                                "--out",
                                out)
                        .out())
                .contains("ours, epoch 1/1");
    }

    @Test
    void resumedErrorsOfTrainingAreThoseOfBefore() throws IOException {
        reproduce("early-termination", "--epochs", "2");
        List<String> atOnce = Files.readAllLines(folder.resolve("out/early-termination.csv"));
        assertThat(reproduce("early-termination", "--epochs", "2", "--resume").out())
                .doesNotContain("epoch 2/2");
        assertThat(Files.readAllLines(folder.resolve("out/early-termination.csv")))
                .isEqualTo(atOnce);
    }

    @Test
    void trainingsThatBelongTogetherAreNotParted() {
        Lamina lamina = reproduce("l2", "--only", "beta-0.0");
        assertThat(lamina.exitCode()).isEqualTo(2);
        assertThat(lamina.err()).contains("the trainings of l2 belong together");
        lamina = reproduce("dropout", "--quick", "--only", "2x2048");
        assertThat(lamina.exitCode()).isEqualTo(2);
        assertThat(lamina.err()).contains("expected some of 2x1024, 2x1024-dropout, 3x1024");
    }

    @Test
    void unknownNameIsRefusedWithTheOnesThereAre() {
        Lamina lamina = Lamina.run("reproduce", "nothing");
        assertThat(lamina.exitCode()).isEqualTo(2);
        assertThat(lamina.err()).contains("'nothing', but dropout, early-termination, l2, logistic, srivastava2014");
    }

    @Test
    void dataThatIsNotThereIsUsedWrongly() {
        Lamina lamina = Lamina.run(
                "reproduce",
                "l2",
                "--data",
                folder.resolve("none").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(lamina.exitCode()).isEqualTo(2);
        assertThat(lamina.err()).contains("--data: ").contains("no folder");
    }

    private Lamina reproduce(String name, String... more) {
        var arguments = new ArrayList<>(List.of(
                "reproduce",
                name,
                "--data",
                folder.toString(),
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Lamina.run(arguments.toArray(String[]::new));
    }
}
