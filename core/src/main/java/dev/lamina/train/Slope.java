package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How a random weighting of some ys changes with some xs along a random direction. */
final class Slope {
    /** Central differences of fourth order: the steps, and the weights of the values there. */
    private static final int[] STEPS = {-2, -1, 1, 2};

    private static final double[] STENCIL = {1 / 12d, -8 / 12d, 8 / 12d, -1 / 12d};

    private final Session session;
    private final Scope scope;
    private final List<Output> ys;
    private final List<Output> xs;
    private final Feed[] feeds;
    private final List<Tensor> weights = new ArrayList<>();
    private final List<double[]> directions = new ArrayList<>();
    private double size;

    Slope(Session session, List<Output> ys, List<Output> xs, long seed, Feed... feeds) {
        this.session = session;
        this.scope = Scope.of(session.graph()).nested("gradient_check");
        this.ys = ys.stream().map(this::fetchable).toList();
        this.xs = xs;
        this.feeds = feeds;
        Random random = new Random(seed);
        Results values = session.run(this.ys, feeds);
        for (int i = 0; i < ys.size(); i++) {
            Tensor value = values.get(i);
            double[] weight = random.doubles(value.size(), -1, 1).toArray();
            weights.add(Tensor.of(Tensor.wrap(weight, value.shape().dims()), value.dtype()));
            for (int k = 0; k < weight.length; k++) {
                size += Math.abs(weight[k] * value.buffer().asDouble(k));
            }
        }
        xs.forEach(x -> directions.add(random.doubles(valueOf(x).size(), -1, 1).toArray()));
    }

    /**
     * The sum of the weighted ys and, once the gradient is known, of the xs times their gradients, all without their
     * signs: rounding errors are in proportion to it.
     */
    double size() {
        return size;
    }

    /** As the gradient has it. */
    double analytic() {
        List<Output> gradYs = weights.stream().map(w -> Const.of(scope, w)).toList();
        List<@Nullable Output> gradients = Gradients.of(scope, ys, xs, gradYs);
        double slope = 0;
        for (int i = 0; i < xs.size(); i++) {
            Output gradient = gradients.get(i);
            if (gradient != null) {
                Tensor value = session.run(fetchable(gradient), feeds);
                Tensor x = valueOf(xs.get(i));
                for (int k = 0; k < value.size(); k++) {
                    size += Math.abs(x.buffer().asDouble(k) * value.buffer().asDouble(k));
                }
                slope += dot(value, directions.get(i));
            }
        }
        return slope;
    }

    /** By differences. */
    double numeric(double step) {
        double slope = 0;
        for (int s = 0; s < STEPS.length; s++) {
            Results moved = session.run(ys, moved(STEPS[s] * step));
            for (int i = 0; i < ys.size(); i++) {
                double[] weight = new double[weights.get(i).size()];
                Arrays.setAll(weight, weights.get(i).buffer()::asDouble);
                slope += STENCIL[s] / step * dot(moved.get(i), weight);
            }
        }
        return slope;
    }

    /** A gradient can be one of the tensors that are fed, and what is fed cannot be fetched. */
    private Output fetchable(Output output) {
        return Identity.of(scope, output);
    }

    private Feed[] moved(double distance) {
        return Arrays.stream(feeds)
                .map(feed -> xs.contains(feed.target())
                        ? Feed.of(
                                feed.target(), moved(feed.value(), directions.get(xs.indexOf(feed.target())), distance))
                        : feed)
                .toArray(Feed[]::new);
    }

    private static Tensor moved(Tensor value, double[] direction, double distance) {
        double[] moved = new double[direction.length];
        Arrays.setAll(moved, i -> value.buffer().asDouble(i) + distance * direction[i]);
        return Tensor.of(Tensor.wrap(moved, value.shape().dims()), value.dtype());
    }

    private Tensor valueOf(Output x) {
        return Arrays.stream(feeds)
                .filter(feed -> feed.target().equals(x))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException("the value of " + x + " has to be fed to be moved"))
                .value();
    }

    private static double dot(Tensor values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += values.buffer().asDouble(i) * weights[i];
        }
        return sum;
    }
}
