package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.quant.FakeQuantWithMinMaxArgs;
import dev.lamina.op.quant.FakeQuantWithMinMaxVars;
import dev.lamina.op.quant.FakeQuantWithMinMaxVarsPerChannel;

/** Numbers as eight bits leave them, so that a network learns to do with these. Made by {@link Tf#quantization}. */
public final class Quantization {
    private final Scope scope;

    Quantization(Scope scope) {
        this.scope = scope;
    }

    /** Clamped to a range and rounded to one of 256 levels. */
    public Output fakeQuantWithMinMaxArgs(Operand inputs, float min, float max) {
        return FakeQuantWithMinMaxArgs.of(scope, inputs, min, max);
    }

    /** The same with a range that can be learned: two scalars. */
    public Output fakeQuantWithMinMaxVars(Operand inputs, Operand min, Operand max) {
        return FakeQuantWithMinMaxVars.of(scope, inputs, min, max);
    }

    /** The same with a range for each channel along the last axis. */
    public Output fakeQuantWithMinMaxVarsPerChannel(Operand inputs, Operand min, Operand max) {
        return FakeQuantWithMinMaxVarsPerChannel.of(scope, inputs, min, max);
    }
}
