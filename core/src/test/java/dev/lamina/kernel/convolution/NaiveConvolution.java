package dev.lamina.kernel.convolution;

/** Convolutions as their definition says, in the order in which the kernels join terms. */
record NaiveConvolution(ConvolutionShape shape) {
    /** What is done with a pair of an image's element and a result's that a tap joins. */
    private interface Join {
        void run(int image, int filter, int result);
    }

    float[] result(float[] images, float[] filters) {
        float[] y = new float[shape.patches() * shape.filters()];
        forAll(false, (i, f, r) -> y[r] = Math.fma(images[i], filters[f], y[r]));
        return y;
    }

    float[] inputGradient(float[] filters, float[] upstream) {
        float[] x = new float[shape.pixels() * shape.channels()];
        forAll(true, (i, f, r) -> x[i] = Math.fma(upstream[r], filters[f], x[i]));
        return x;
    }

    float[] filterGradient(float[] images, float[] upstream) {
        float[] w = new float[shape.depth() * shape.filters()];
        forAll(false, (i, f, r) -> w[f] = Math.fma(images[i], upstream[r], w[f]));
        return w;
    }

    double[] result(double[] images, double[] filters) {
        double[] y = new double[shape.patches() * shape.filters()];
        forAll(false, (i, f, r) -> y[r] = Math.fma(images[i], filters[f], y[r]));
        return y;
    }

    double[] inputGradient(double[] filters, double[] upstream) {
        double[] x = new double[shape.pixels() * shape.channels()];
        forAll(true, (i, f, r) -> x[i] = Math.fma(upstream[r], filters[f], x[i]));
        return x;
    }

    double[] filterGradient(double[] images, double[] upstream) {
        double[] w = new double[shape.depth() * shape.filters()];
        forAll(false, (i, f, r) -> w[f] = Math.fma(images[i], upstream[r], w[f]));
        return w;
    }

    /** All pairs, tap by tap, from the last one if so asked. */
    private void forAll(boolean fromLast, Join join) {
        int taps = shape.taps();
        for (int i = 0; i < taps; i++) {
            int tap = fromLast ? taps - 1 - i : i;
            for (int patch = 0; patch < shape.patches(); patch++) {
                int pixel = pixel(patch, tap);
                if (pixel >= 0) {
                    channels(tap, patch, pixel, join);
                }
            }
        }
    }

    private void channels(int tap, int patch, int pixel, Join join) {
        int channels = shape.groupChannels();
        int filters = shape.groupFilters();
        for (int c = 0; c < shape.channels(); c++) {
            int group = c / channels;
            for (int f = group * filters; f < (group + 1) * filters; f++) {
                int filter = (tap * channels + c - group * channels) * shape.filters() + f;
                join.run(pixel * shape.channels() + c, filter, patch * shape.filters() + f);
            }
        }
    }

    /** Where a tap of a patch lies, or -1 for the padding. */
    private int pixel(int patch, int tap) {
        PatchAxis z = shape.z();
        PatchAxis y = shape.y();
        PatchAxis x = shape.x();
        int line = patch / x.output();
        int plane = line / y.output();
        int tapLine = tap / x.taps();
        int inZ = place(z, plane % z.output(), tapLine / y.taps());
        int inY = place(y, line % y.output(), tapLine % y.taps());
        int inX = place(x, patch % x.output(), tap % x.taps());
        if (inZ < 0 || inY < 0 || inX < 0) {
            return -1;
        }
        return ((plane / z.output() * z.input() + inZ) * y.input() + inY) * x.input() + inX;
    }

    private static int place(PatchAxis axis, int patch, int tap) {
        int at = patch * axis.stride() + axis.offset() + tap * axis.dilation();
        return at < axis.input() ? at : -1;
    }
}
