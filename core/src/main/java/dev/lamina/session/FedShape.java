package dev.lamina.session;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.Map;

/** All that a program is made for of what is fed. */
record FedShape(Output target, DType dtype, Shape shape) {
    static FedShape[] of(Feed... feeds) {
        return Arrays.stream(feeds)
                .map(feed -> new FedShape(
                        feed.target(), feed.value().dtype(), feed.value().shape()))
                .toArray(FedShape[]::new);
    }

    /** Values that somebody would feed, each of its tensor's type. */
    static FedShape[] of(Map<? extends Operand, Shape> shapes) {
        return shapes.entrySet().stream()
                .map(each -> {
                    Output target = each.getKey().asOutput();
                    return new FedShape(target, target.dtype(), each.getValue());
                })
                .toArray(FedShape[]::new);
    }
}
