package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Conditions, loops and functions. What runs is built by lambdas: each is given a {@link Tf} to build with, and may use whatever
 * was built outside. Only the branch that is taken runs, and only its effects happen. Everything has gradients.
 */
interface Flow {
    /** Where new operations go. */
    Scope scope();

    /**
     * What one of two branches gives, as {@code pred}, a single bool, holds or not.
     *
     * {@snippet :
     * var y = tf.cond(tf.less(x, zero), t -> t.negative(x), t -> t.sqrt(x));
     * }
     *
     * @throws InvalidArgumentException if the branches give different types
     */
    default Output cond(
            Operand pred, Function<Tf, ? extends Operand> whenTrue, Function<Tf, ? extends Operand> whenFalse) {
        return Branching.cond(scope(), pred, tf -> List.of(whenTrue.apply(tf)), tf -> List.of(whenFalse.apply(tf)))
                .getFirst();
    }

    /** {@link #cond} for branches that give several tensors: both as many, of the same types. */
    default List<Output> condAll(
            Operand pred,
            Function<Tf, ? extends List<? extends Operand>> whenTrue,
            Function<Tf, ? extends List<? extends Operand>> whenFalse) {
        return Branching.cond(scope(), pred, whenTrue, whenFalse);
    }

    /**
     * What the branch gives whose number {@code index} is, an int32; the last one for any number that is none's.
     *
     * @throws InvalidArgumentException if there are no branches, or they give different types
     */
    default Output switchCase(Operand index, List<? extends Function<Tf, ? extends Operand>> branches) {
        List<Function<Tf, List<Operand>>> lists = new ArrayList<>();
        branches.forEach(branch -> lists.add(tf -> List.of(branch.apply(tf))));
        return Branching.switchCase(scope(), index, lists).getFirst();
    }

    /**
     * What the first branch gives whose predicate holds; {@code otherwise} if none does.
     *
     * @param preds single bools, one for each branch
     * @throws InvalidArgumentException if there are not as many, or the branches give different types
     */
    default Output case_(
            List<? extends Operand> preds,
            List<? extends Function<Tf, ? extends Operand>> branches,
            Function<Tf, ? extends Operand> otherwise) {
        if (preds.size() != branches.size() || preds.isEmpty()) {
            throw new InvalidArgumentException(
                    "tf.case_: " + preds.size() + " predicates for " + branches.size() + " branches");
        }
        int last = preds.size() - 1;
        Function<Tf, ? extends Operand> rest = otherwise;
        for (int i = last; i > 0; i--) {
            Operand pred = preds.get(i);
            Function<Tf, ? extends Operand> branch = branches.get(i);
            Function<Tf, ? extends Operand> next = rest;
            rest = tf -> tf.cond(pred, branch, next);
        }
        return cond(preds.getFirst(), branches.getFirst(), rest);
    }

    /**
     * Values that {@code body} changes over and over, as long as {@code cond} holds of them.
     *
     * {@snippet :
     * var powers = tf.whileLoop(
     *         (t, v) -> t.less(v.get(0), t.constant(10)),
     *         (t, v) -> List.of(t.add(v.get(0), t.constant(1)), t.multiply(v.get(1), x)),
     *         List.of(tf.constant(0), x));
     * }
     *
     * @param cond gives a single bool
     * @param body gives as many values as it is given, of the same types
     * @param loopVars the values at the beginning; their shapes may change
     * @return the values for which {@code cond} does not hold
     * @throws InvalidArgumentException if the body gives another number of values, or other types
     */
    default List<Output> whileLoop(
            BiFunction<Tf, List<Output>, ? extends Operand> cond,
            BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body,
            List<? extends Operand> loopVars) {
        return Looping.of(scope(), cond, body, loopVars);
    }

    /** {@link #whileLoop} that ends after {@code maximumIterations} at the latest. */
    default List<Output> whileLoop(
            BiFunction<Tf, List<Output>, ? extends Operand> cond,
            BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body,
            List<? extends Operand> loopVars,
            int maximumIterations) {
        List<Operand> all = new ArrayList<>(loopVars);
        all.addFirst(Const.of(scope().named(null), 0));
        List<Output> ends = Looping.of(
                scope(),
                (tf, values) -> LogicalAnd.of(
                        tf.scope(),
                        Less.of(tf.scope(), values.getFirst(), Const.of(tf.scope(), maximumIterations)),
                        cond.apply(tf, values.subList(1, values.size()))),
                (tf, values) -> {
                    List<Operand> next = new ArrayList<>(body.apply(tf, values.subList(1, values.size())));
                    next.addFirst(Add.of(tf.scope(), values.getFirst(), Const.of(tf.scope(), 1)));
                    return next;
                },
                all);
        return ends.subList(1, ends.size());
    }

    /** What {@code fn} gives for each row of {@code elems}, stacked: in the first axis as long as these. */
    default Output mapFn(BiFunction<Tf, Output, ? extends Operand> fn, Operand elems) {
        return Sequences.map(scope(), fn, elems.asOutput());
    }

    /** What {@code fn} makes of {@code initializer} and the first row of {@code elems}, of that and the second row, and so on. */
    default Output foldl(Accumulation fn, Operand elems, Operand initializer) {
        return Sequences.fold(scope(), fn, elems.asOutput(), initializer.asOutput());
    }

    /** All that {@link #foldl} comes to on its way, stacked. */
    default Output scan(Accumulation fn, Operand elems, Operand initializer) {
        return Sequences.scan(scope(), fn, elems.asOutput(), initializer.asOutput());
    }

    /**
     * An array of tensors for loops to read and write by index.
     *
     * @param size the number of elements, an int32
     * @param elementShape what is known of the elements' shape
     */
    default TensorArray tensorArray(DType dtype, Operand size, Shape elementShape) {
        return TensorArray.of(scope(), dtype, size, elementShape);
    }

    /**
     * A function of the graph: built once for each choice of types and shapes that it is called with, and called from then on.
     *
     * @param name what it is called in files; made unique
     */
    default GraphCall function(String name, BiFunction<Tf, List<Output>, ? extends List<? extends Operand>> body) {
        return new GraphCall(scope(), name, body);
    }
}
