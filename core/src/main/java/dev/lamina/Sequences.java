package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.data.EmptyTensorList;
import dev.lamina.op.data.TensorListFromTensor;
import dev.lamina.op.data.TensorListGetItem;
import dev.lamina.op.data.TensorListLength;
import dev.lamina.op.data.TensorListPushBack;
import dev.lamina.op.data.TensorListStack;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.logic.Less;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Loops over the rows of a tensor, which lie on a list meanwhile. */
final class Sequences {
    private final Scope scope;
    private final Output list;
    private final Output length;
    private final DType dtype;
    private final Shape row;

    private Sequences(Scope scope, String face, Output elems) {
        if (elems.shape().hasRank() && elems.shape().rank() == 0) {
            throw new InvalidArgumentException("tf." + face + ": " + elems + " has no rows: it is a single element");
        }
        this.scope = scope;
        Scope unnamed = scope.named(null); // a name is the loop's
        list = TensorListFromTensor.of(unnamed, elems);
        length = TensorListLength.of(unnamed, list);
        dtype = elems.dtype();
        row = elems.shape().hasRank() ? elems.shape().slice(1, elems.shape().rank()) : Shape.unknown();
    }

    static Output map(Scope scope, BiFunction<Tf, Output, ? extends Operand> fn, Output elems) {
        Sequences rows = new Sequences(scope.named(null), "mapFn", elems);
        FunctionBuilder probe = new FunctionBuilder(scope.graph());
        Trial trial = new Trial(probe);
        Output like = fn.apply(Tf.create(probe.scope()), probe.parameter(rows.dtype, rows.row, "row"))
                .asOutput();
        trial.discard();
        Output results = rows.loop(
                        List.of(EmptyTensorList.of(scope.named(null), like.dtype(), like.shape())),
                        (tf, row, values) ->
                                List.of(TensorListPushBack.of(tf.scope(), values.getFirst(), fn.apply(tf, row))))
                .getFirst();
        return TensorListStack.of(scope, results, like.dtype(), like.shape());
    }

    static Output fold(Scope scope, Accumulation fn, Output elems, Output initializer) {
        return new Sequences(scope, "foldl", elems)
                .loop(List.of(initializer), (tf, row, values) -> List.of(fn.next(tf, values.getFirst(), row)))
                .getFirst();
    }

    static Output scan(Scope scope, Accumulation fn, Output elems, Output initializer) {
        Sequences rows = new Sequences(scope.named(null), "scan", elems);
        Output results = rows.loop(
                        List.of(
                                initializer,
                                EmptyTensorList.of(scope.named(null), initializer.dtype(), initializer.shape())),
                        (tf, row, values) -> {
                            Operand next = fn.next(tf, values.getFirst(), row);
                            return List.of(next, TensorListPushBack.of(tf.scope(), values.get(1), next));
                        })
                .get(1);
        return TensorListStack.of(scope, results, initializer.dtype(), initializer.shape());
    }

    private interface Step {
        List<? extends Operand> next(Tf tf, Output row, List<Output> values);
    }

    private List<Output> loop(List<Output> initial, Step step) {
        List<Output> values = new ArrayList<>(initial);
        values.addFirst(Const.of(scope.named(null), 0));
        List<Output> ends = Looping.of(
                scope,
                (tf, now) -> Less.of(tf.scope(), now.getFirst(), length),
                (tf, now) -> {
                    Output element = TensorListGetItem.of(tf.scope(), list, now.getFirst(), dtype, row);
                    List<Operand> next = new ArrayList<>(step.next(tf, element, now.subList(1, now.size())));
                    next.addFirst(Add.of(tf.scope(), now.getFirst(), Const.of(tf.scope(), 1)));
                    return next;
                },
                values);
        return ends.subList(1, ends.size());
    }
}
