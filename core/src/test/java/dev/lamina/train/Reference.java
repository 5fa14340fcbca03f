package dev.lamina.train;

/** An optimizer's rule for one number, written down in doubles from TensorFlow's documentation of it. */
public abstract class Reference {
    /** What has taken no step. */
    protected Reference() {}

    /** The variable after a step with this gradient. */
    public abstract double step(double w, double gradient);

    public static Reference gradientDescent(double rate) {
        return new Reference() {
            @Override
            public double step(double w, double gradient) {
                return w - rate * gradient;
            }
        };
    }

    public static Reference momentum(double rate, double momentum, boolean nesterov) {
        return new Reference() {
            private double velocity;

            @Override
            public double step(double w, double gradient) {
                velocity = momentum * velocity + gradient;
                return w - rate * (nesterov ? gradient + momentum * velocity : velocity);
            }
        };
    }

    public static Reference adam(double rate, double beta1, double beta2, double epsilon) {
        return new Reference() {
            private double m;
            private double v;
            private int t;

            @Override
            public double step(double w, double gradient) {
                t++;
                m = beta1 * m + (1 - beta1) * gradient;
                v = beta2 * v + (1 - beta2) * gradient * gradient;
                double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
                return w - alpha * m / (Math.sqrt(v) + epsilon);
            }
        };
    }

    public static Reference adagrad(double rate, double initial) {
        return new Reference() {
            private double sum = initial;

            @Override
            public double step(double w, double gradient) {
                sum += gradient * gradient;
                return w - rate * gradient / Math.sqrt(sum);
            }
        };
    }

    public static Reference rmsProp(double rate, double decay, double momentum, double epsilon) {
        return new Reference() {
            private double meanSquare = 1;
            private double velocity;

            @Override
            public double step(double w, double gradient) {
                meanSquare = decay * meanSquare + (1 - decay) * gradient * gradient;
                velocity = momentum * velocity + rate * gradient / Math.sqrt(meanSquare + epsilon);
                return w - velocity;
            }
        };
    }

    public static Reference adadelta(double rate, double rho, double epsilon) {
        return new Reference() {
            private double squares;
            private double updates;

            @Override
            public double step(double w, double gradient) {
                squares = rho * squares + (1 - rho) * gradient * gradient;
                double update = Math.sqrt((updates + epsilon) / (squares + epsilon)) * gradient;
                updates = rho * updates + (1 - rho) * update * update;
                return w - rate * update;
            }
        };
    }

    public static Reference centeredRmsProp(double rate, double decay, double momentum, double epsilon) {
        return new Reference() {
            private double meanSquare = 1;
            private double mean;
            private double velocity;

            @Override
            public double step(double w, double gradient) {
                meanSquare = decay * meanSquare + (1 - decay) * gradient * gradient;
                mean = decay * mean + (1 - decay) * gradient;
                velocity = momentum * velocity + rate * gradient / Math.sqrt(meanSquare - mean * mean + epsilon);
                return w - velocity;
            }
        };
    }

    public static Reference nadam(double rate, double beta1, double beta2, double epsilon) {
        return new Reference() {
            private double m;
            private double v;
            private int t;

            @Override
            public double step(double w, double gradient) {
                t++;
                m = beta1 * m + (1 - beta1) * gradient;
                v = beta2 * v + (1 - beta2) * gradient * gradient;
                double alpha = rate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
                return w - alpha * (beta1 * m + (1 - beta1) * gradient) / (Math.sqrt(v) + epsilon);
            }
        };
    }

    public static Reference adaMax(double rate, double beta1, double beta2, double epsilon) {
        return new Reference() {
            private double m;
            private double v;
            private int t;

            @Override
            public double step(double w, double gradient) {
                t++;
                m = beta1 * m + (1 - beta1) * gradient;
                v = Math.max(beta2 * v, Math.abs(gradient));
                return w - rate / (1 - Math.pow(beta1, t)) * m / (v + epsilon);
            }
        };
    }

    public static Reference ftrl(double rate, double l1, double l2) {
        return new Reference() {
            private double squares = 0.1;
            private double linear;

            @Override
            public double step(double w, double gradient) {
                double next = squares + gradient * gradient;
                linear += gradient - (Math.sqrt(next) - Math.sqrt(squares)) / rate * w;
                squares = next;
                double above = l1 * Math.signum(linear) - linear;
                return Math.abs(linear) > l1 ? above / (Math.sqrt(next) / rate + 2 * l2) : 0;
            }
        };
    }

    private static double proximal(double v, double rate, double l1, double l2) {
        return Math.signum(v) * Math.max(Math.abs(v) - rate * l1, 0) / (1 + rate * l2);
    }

    public static Reference proximalGradientDescent(double rate, double l1, double l2) {
        return new Reference() {
            @Override
            public double step(double w, double gradient) {
                return proximal(w - rate * gradient, rate, l1, l2);
            }
        };
    }

    public static Reference proximalAdagrad(double rate, double l1, double l2) {
        return new Reference() {
            private double squares = 0.1;

            @Override
            public double step(double w, double gradient) {
                squares += gradient * gradient;
                double own = rate / Math.sqrt(squares);
                return proximal(w - own * gradient, own, l1, l2);
            }
        };
    }

    /** Another's rule after a decay of the weight, the gradient being that from before it. */
    public static Reference decayed(double weightDecay, Reference then) {
        return new Reference() {
            @Override
            public double step(double w, double gradient) {
                return then.step(w - weightDecay * w, gradient);
            }
        };
    }
}
