package dev.lamina.app.reproduce;

import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Regularizer;
import dev.lamina.model.Network;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Constraint;
import java.util.ArrayList;
import java.util.List;

/**
 * Hidden layers of ReLUs. Weights begin as He et al. have them, those of the output as Glorot and Bengio do.
 *
 * @param layers the number of hidden layers
 * @param units of each
 * @param keepInput the probability with which dropout keeps a pixel; 1 for no dropout
 * @param keepHidden that of a hidden unit
 * @param maxNorm the longest that the incoming weights of a hidden unit may be; 0 for any
 * @param l2 the factor β of β·½‖w‖² for every kernel
 */
record ReluNetwork(int layers, int units, float keepInput, float keepHidden, float maxNorm, float l2) {
    /** A network without any regularisation. */
    static ReluNetwork plain(int layers, int units) {
        return new ReluNetwork(layers, units, 1, 1, 0, 0);
    }

    ReluNetwork dropout(float keepInput, float keepHidden) {
        return new ReluNetwork(layers, units, keepInput, keepHidden, maxNorm, l2);
    }

    ReluNetwork maxNorm(float limit) {
        return new ReluNetwork(layers, units, keepInput, keepHidden, limit, l2);
    }

    ReluNetwork l2(float beta) {
        return new ReluNetwork(layers, units, keepInput, keepHidden, maxNorm, beta);
    }

    Network of(Images images) {
        List<Layer> stack = new ArrayList<>();
        if (keepInput < 1) {
            stack.add(Dropout.keep(keepInput));
        }
        for (int i = 0; i < layers; i++) {
            Dense hidden = new Dense(units, Activation.RELU).kernelInitializer(Initializer.heNormal());
            stack.add(penalised(maxNorm > 0 ? hidden.kernelConstraint(Constraint.maxNorm(maxNorm)) : hidden));
            if (keepHidden < 1) {
                stack.add(Dropout.keep(keepHidden));
            }
        }
        stack.add(penalised(new Dense(images.classes())));
        return Network.sequential(Shape.of(images.pixels()), stack.toArray(Layer[]::new));
    }

    private Dense penalised(Dense layer) {
        return l2 > 0 ? layer.kernelRegularizer(Regularizer.l2(l2)) : layer;
    }
}
