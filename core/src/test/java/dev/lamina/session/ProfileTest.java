package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Output;
import dev.lamina.op.flow.If;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a profile is told of. */
class ProfileTest {
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 64), "x");

    @Test
    void eachStepWithItsTimeAndItsCost() {
        Output product = tf.named("product").matmul(x, tf.ones(64, 32));
        Output relu = tf.nn.relu(product);
        Output sum = tf.named("sum").reduceSum(relu, 0);
        Tensor input = Tensor.zeros(DType.FLOAT32, Shape.of(16, 64));
        try (Session session = tf.session()) {
            session.run(sum, feed(x, input));
            Profile profile = new Profile();
            session.setProfile(profile);
            long before = System.nanoTime();
            session.run(sum, feed(x, input));
            session.run(sum, feed(x, input));
            long after = System.nanoTime();
            session.setProfile(null);
            session.run(sum, feed(x, input));

            assertThat(profile.events())
                    .extracting(Profile.Event::name)
                    .containsExactly("product + Relu", "sum", "product + Relu", "sum");
            assertThat(profile.events()).allSatisfy(event -> {
                assertThat(event.start()).isBetween(before, after);
                assertThat(event.nanos()).isBetween(1L, after - before);
                assertThat(event.thread()).isEqualTo(Thread.currentThread().threadId());
                assertThat(event.holdsOthers()).isFalse();
            });
            assertThat(profile.events().get(1).operations()).isEqualTo("Sum");
            assertThat(profile.dropped()).isZero();
            assertThat(profile.costliest(1)).hasSize(1);
            assertThat(profile.costliest(10))
                    .hasSize(2)
                    .isSortedAccordingTo((a, b) -> Long.compare(b.nanos(), a.nanos()));
            Profile.Total total = profile.costliest(10).stream()
                    .filter(each -> each.name().startsWith("product"))
                    .findFirst()
                    .orElseThrow();
            assertThat(total.operations()).isEqualTo("MatMul + Relu");
            assertThat(total.count()).isEqualTo(2);
            assertThat(total.arithmetic()).isEqualTo(2 * (2 * 16 * 64 * 32 + 16 * 32));
            assertThat(total.bytes()).isEqualTo(2 * 4 * (16 * 64 + 64 * 32 + 16 * 32 + 2 * 16 * 32));
            assertThat(total.gigaflops()).isEqualTo((double) total.arithmetic() / total.nanos());
            assertThat(total.gigabytes()).isEqualTo((double) total.bytes() / total.nanos());
            assertThat(profile.nanos())
                    .isEqualTo(profile.costliest(10).stream()
                            .mapToLong(Profile.Total::nanos)
                            .sum());
        }
    }

    @Test
    void theStepsOfABranchLieWithinIt() {
        FunctionMaker maker = new FunctionMaker(tf.graph());
        FunctionReference negative =
                maker.function("negative", List.of(x), (scope, given, _) -> List.of(Neg.of(scope, given.getFirst())));
        FunctionReference same = maker.function("same", List.of(x), (_, given, _) -> List.of(given.getFirst()));
        Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
        Output either = If.of(tf.scope().named("cond"), which, negative, same, List.of(x))
                .getFirst();
        try (Session session = tf.session()) {
            Profile profile = new Profile();
            session.setProfile(profile);
            session.run(either, feed(which, true), feed(x, new float[2][64]));
            assertThat(profile.events()).extracting(Profile.Event::name).containsExactly("cond/negative/Neg", "cond");
            Profile.Event inner = profile.events().getFirst();
            Profile.Event outer = profile.events().getLast();
            assertThat(outer.holdsOthers()).isTrue();
            assertThat(inner.start()).isBetween(outer.start(), outer.start() + outer.nanos());
            assertThat(profile.costliest(10))
                    .as("a branch costs what its steps do")
                    .extracting(Profile.Total::name)
                    .containsExactly("cond/negative/Neg");
        }
    }
}
