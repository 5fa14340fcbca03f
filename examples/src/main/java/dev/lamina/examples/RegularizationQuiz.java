package dev.lamina.examples;

import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import java.util.LinkedHashMap;
import java.util.Map;

/** Quiz: L2 regularization adds β · ½‖w‖² to the loss. What is the derivative of ½‖w‖²? */
final class RegularizationQuiz {
    private static final float BETA = 0.1f;

    void main() {
        var tf = Tf.create();
        var w = tf.variable(tf.constant(new float[] {3, -4}), "w");
        var penalty = tf.nn.l2Loss(w); // ½ (w₁² + w₂² + … + wₙ²)
        var derivative = tf.gradients(penalty, w).getFirst();

        var wTransposedW = tf.reduceSum(tf.multiply(w, w));
        var normCubed = tf.pow(wTransposedW, tf.constant(1.5f));
        Map<String, Operand> options = new LinkedHashMap<>();
        options.put("a. ⅓ ‖w‖³", tf.divide(normCubed, tf.constant(3f)));
        options.put("b. wᵀ w", wTransposedW);
        options.put("c. w", w);

        // With no other loss, a step of gradient descent makes every weight smaller by the same part of it: weight
        // decay.
        var optimizer = tf.train.gradientDescent(1).minimize(tf.multiply(tf.constant(BETA), penalty));

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var answer = session.run(derivative);
            IO.println("½ ‖w‖²: " + session.run(penalty));
            IO.println("Derivative: " + answer);
            options.forEach((option, formula) -> {
                var value = session.run(formula);
                IO.println("%s %s = %s".formatted(value.equals(answer) ? "☒" : "☐", option, value));
            });
            session.run(optimizer);
            IO.println("w after a step with β = " + BETA + ": " + session.run(w));
        }
    }
}
