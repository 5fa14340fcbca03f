package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.index.Where;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LessEqual;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.logic.LogicalNot;
import dev.lamina.op.logic.LogicalOr;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.logic.SelectV2;

/** Comparing and choosing, element by element. */
interface Comparison {
    /** Where new operations go. */
    Scope scope();

    /** Whether x = y, broadcasting. */
    default Output equal(Operand x, Operand y) {
        return Equal.of(scope(), x, y);
    }

    /** Whether x ≠ y, broadcasting. */
    default Output notEqual(Operand x, Operand y) {
        return NotEqual.of(scope(), x, y);
    }

    /** Whether x &lt; y, broadcasting. */
    default Output less(Operand x, Operand y) {
        return Less.of(scope(), x, y);
    }

    /** Whether x ≤ y, broadcasting. */
    default Output lessEqual(Operand x, Operand y) {
        return LessEqual.of(scope(), x, y);
    }

    /** Whether x &gt; y, broadcasting. */
    default Output greater(Operand x, Operand y) {
        return Greater.of(scope(), x, y);
    }

    /** Whether x ≥ y, broadcasting. */
    default Output greaterEqual(Operand x, Operand y) {
        return GreaterEqual.of(scope(), x, y);
    }

    /** Whether x and y, broadcasting. */
    default Output logicalAnd(Operand x, Operand y) {
        return LogicalAnd.of(scope(), x, y);
    }

    /** Whether x or y, broadcasting. */
    default Output logicalOr(Operand x, Operand y) {
        return LogicalOr.of(scope(), x, y);
    }

    /** Whether not x. */
    default Output logicalNot(Operand x) {
        return LogicalNot.of(scope(), x);
    }

    /** x where the condition holds and y elsewhere, broadcasting. */
    default Output where(Operand condition, Operand x, Operand y) {
        return SelectV2.of(scope(), condition, x, y);
    }

    /** The indices of what is true (or not zero), a row each, as int64. */
    default Output where(Operand condition) {
        return Where.of(scope(), condition);
    }
}
