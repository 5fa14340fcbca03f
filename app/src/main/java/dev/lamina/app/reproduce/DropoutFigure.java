package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import dev.lamina.app.plot.Curve;
import dev.lamina.model.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lesson's figure of dropout, figure 4 of Srivastava et al. 2014: test error while networks of 2 to 4 hidden layers of
 * 1024 to 2048 units learn, with dropout and without. The figure is a bundle of curves without numbers.
 */
final class DropoutFigure implements Experiment {
    private static final List<ReluNetwork> NETWORKS = List.of(
            ReluNetwork.plain(2, 1024),
            ReluNetwork.plain(3, 1024),
            ReluNetwork.plain(4, 1024),
            ReluNetwork.plain(2, 2048));
    private static final float KEEP_INPUT = 0.8f;
    private static final float KEEP_HIDDEN = 0.5f;
    private static final String DROPPED = "-dropout";
    private static final int BATCH = 100;
    private static final int EPOCHS = 30;
    private static final MomentumSchedule WITHOUT = new MomentumSchedule(0.01f, 0.5f, 0.9f, 0.1f);
    private static final MomentumSchedule WITH = new MomentumSchedule(0.02f, 0.5f, 0.95f, 0.2f);

    private static final int QUICK_NETWORKS = 3;
    private static final int QUICK_EPOCHS = 8;
    private static final int QUICK_IMAGES = 10_000;

    @Override
    public String description() {
        return "test error with and without dropout, of 2 to 4 hidden layers of 1024 to 2048 units (the lesson's figure)";
    }

    @Override
    public List<String> trainings(boolean isQuick) {
        return networks(isQuick).stream()
                .flatMap(network -> Stream.of(size(network), size(network) + DROPPED))
                .toList();
    }

    @Override
    public Findings run(Laboratory laboratory) {
        Images all = laboratory.imagesWithoutValidation();
        Images images = laboratory.isQuick() ? all.first(QUICK_IMAGES) : all;
        List<Curve> curves = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (ReluNetwork network : networks(laboratory.isQuick())) {
            String size = size(network);
            train(laboratory, images, size, network, WITHOUT, curves, figures);
            ReluNetwork dropped = network.dropout(KEEP_INPUT, KEEP_HIDDEN);
            train(laboratory, images, size + DROPPED, dropped, WITH, curves, figures);
        }
        return new Findings(
                List.of(
                        chart("With and without dropout", curves),
                        chart("The same without the first epochs", withoutFirst(curves))),
                figures);
    }

    private static Chart chart(String title, List<Curve> curves) {
        return new Chart(title, "epoch", "test error in percent", curves);
    }

    /** The last two thirds, where the curves with dropout come to lie below those without. */
    private static List<Curve> withoutFirst(List<Curve> curves) {
        return curves.stream()
                .map(curve -> curve.from(curve.x().size() / 3 + 1))
                .toList();
    }

    private static List<ReluNetwork> networks(boolean isQuick) {
        return isQuick ? NETWORKS.subList(0, QUICK_NETWORKS) : NETWORKS;
    }

    private static String size(ReluNetwork network) {
        return network.layers() + "x" + network.units();
    }

    private static void train(
            Laboratory laboratory,
            Images images,
            String name,
            ReluNetwork network,
            MomentumSchedule optimizer,
            List<Curve> curves,
            List<Figure> figures) {
        if (!laboratory.wants(name)) {
            return;
        }
        int epochs = laboratory.epochs(EPOCHS, QUICK_EPOCHS);
        long steps = epochs * Math.ceilDiv(images.train().size(), BATCH);
        History history = new Trial(name, network.of(images), optimizer.over(steps), epochs, BATCH)
                .run(laboratory, images.train(), images.test());
        curves.add(Curve.byEpoch(name, Trial.errors(history)));
        figures.add(Figure.of(name + ": test error", Figure.percent(Trial.lastError(history))));
    }
}
