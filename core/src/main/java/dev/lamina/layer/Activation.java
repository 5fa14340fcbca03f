package dev.lamina.layer;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Erf;
import dev.lamina.op.math.Sigmoid;
import dev.lamina.op.math.Tanh;
import dev.lamina.op.nn.Elu;
import dev.lamina.op.nn.LeakyRelu;
import dev.lamina.op.nn.Relu;
import dev.lamina.op.nn.Relu6;
import dev.lamina.op.nn.Selu;
import dev.lamina.op.nn.Softmax;
import dev.lamina.op.nn.Softplus;
import dev.lamina.op.nn.Softsign;

/** A function of a layer's result. */
@FunctionalInterface
public interface Activation {
    /** max(x, 0). */
    Activation RELU = Relu::of;

    /** min(max(x, 0), 6). */
    Activation RELU6 = Relu6::of;

    /** x above 0, eˣ - 1 below. */
    Activation ELU = Elu::of;

    /** The scaled ELU of self-normalising networks. */
    Activation SELU = Selu::of;

    /** 1 / (1 + e⁻ˣ). */
    Activation SIGMOID = Sigmoid::of;

    /** The hyperbolic tangent. */
    Activation TANH = Tanh::of;

    /** log(1 + eˣ). */
    Activation SOFTPLUS = Softplus::of;

    /** x / (1 + |x|). */
    Activation SOFTSIGN = Softsign::of;

    /** x · Φ(x), where Φ is the normal distribution. */
    Activation GELU = (scope, x) -> {
        Scope own = scope.nested("gelu");
        Output root = Const.of(own, (float) Math.sqrt(0.5), x.asOutput().dtype());
        Output erf = Erf.of(own, Mul.of(own, x, root));
        Output twice = Add.of(own, Const.of(own, 1, x.asOutput().dtype()), erf);
        return Mul.of(own, Mul.of(own, x, Const.of(own, 0.5f, x.asOutput().dtype())), twice);
    };

    /** x · sigmoid(x), also called SiLU. */
    Activation SWISH = (scope, x) -> {
        Scope own = scope.nested("swish");
        return Mul.of(own, x, Sigmoid.of(own, x));
    };

    /** Each row as probabilities. Losses of logits do this themselves. */
    Activation SOFTMAX = Softmax::of;

    /** Adds the operations that compute it. */
    Output of(Scope scope, Operand x);

    /** x above 0, {@code alpha} · x below. */
    static Activation leakyRelu(float alpha) {
        return (scope, x) -> LeakyRelu.of(scope, x, alpha);
    }
}
