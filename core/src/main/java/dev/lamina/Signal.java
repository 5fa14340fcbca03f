package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.spectral.Cosines;
import dev.lamina.op.spectral.FFT;
import dev.lamina.op.spectral.FFT2D;
import dev.lamina.op.spectral.FFT3D;
import dev.lamina.op.spectral.Frames;
import dev.lamina.op.spectral.IFFT;
import dev.lamina.op.spectral.IFFT2D;
import dev.lamina.op.spectral.IFFT3D;
import dev.lamina.op.spectral.IRFFT;
import dev.lamina.op.spectral.IRFFT2D;
import dev.lamina.op.spectral.IRFFT3D;
import dev.lamina.op.spectral.RFFT;
import dev.lamina.op.spectral.RFFT2D;
import dev.lamina.op.spectral.RFFT3D;
import dev.lamina.tensor.Shape;

/** Signals and their spectra, along the last axes. Made by {@link Tf#signal}. */
public final class Signal {
    private final Scope scope;

    Signal(Scope scope) {
        this.scope = scope;
    }

    /** The discrete Fourier transform of complex numbers along the last axis. */
    public Output fft(Operand x) {
        return FFT.of(scope, x);
    }

    /** The discrete Fourier transform of complex numbers along the last two axes. */
    public Output fft2d(Operand x) {
        return FFT2D.of(scope, x);
    }

    /** The discrete Fourier transform of complex numbers along the last three axes. */
    public Output fft3d(Operand x) {
        return FFT3D.of(scope, x);
    }

    /** The inverse of {@link #fft}. */
    public Output ifft(Operand x) {
        return IFFT.of(scope, x);
    }

    /** The inverse of {@link #fft2d}. */
    public Output ifft2d(Operand x) {
        return IFFT2D.of(scope, x);
    }

    /** The inverse of {@link #fft3d}. */
    public Output ifft3d(Operand x) {
        return IFFT3D.of(scope, x);
    }

    /**
     * The transform of n real numbers along the last axis: its first n / 2 + 1 complex numbers, as the others are the
     * conjugates of these.
     *
     * @throws InvalidArgumentException if that axis' extent is not known while the graph is built
     */
    public Output rfft(Operand x) {
        return RFFT.of(scope, x, lengths(x, 1, false));
    }

    /** As {@link #rfft(Operand)}, of so many real numbers: what is longer is cut, what is shorter goes on with zeros. */
    public Output rfft(Operand x, int length) {
        return Frames.rfft(scope.nested("rfft"), x.asOutput(), length);
    }

    /** As {@link #rfft(Operand)}, along the last two axes: the last one's transform is the half. */
    public Output rfft2d(Operand x) {
        return RFFT2D.of(scope, x, lengths(x, 2, false));
    }

    /** As {@link #rfft(Operand)}, along the last three axes: the last one's transform is the half. */
    public Output rfft3d(Operand x) {
        return RFFT3D.of(scope, x, lengths(x, 3, false));
    }

    /**
     * The even number of real numbers, 2 (n - 1), of whose transform n complex numbers are the first half.
     *
     * @throws InvalidArgumentException if that axis' extent is not known while the graph is built
     */
    public Output irfft(Operand x) {
        return IRFFT.of(scope, x, lengths(x, 1, true));
    }

    /** As {@link #irfft(Operand)}, to so many real numbers: more of the transform is cut, less goes on with zeros. */
    public Output irfft(Operand x, int length) {
        return Frames.irfft(scope.nested("irfft"), x.asOutput(), length);
    }

    /** As {@link #irfft(Operand)}, along the last two axes. */
    public Output irfft2d(Operand x) {
        return IRFFT2D.of(scope, x, lengths(x, 2, true));
    }

    /** As {@link #irfft(Operand)}, along the last three axes. */
    public Output irfft3d(Operand x) {
        return IRFFT3D.of(scope, x, lengths(x, 3, true));
    }

    /**
     * The pieces of the last axis that begin {@code step} after each other, [..., frames, length]; what is left at the end is
     * in none.
     *
     * @throws InvalidArgumentException if that axis' extent is not known while the graph is built, or a number is below 1
     */
    public Output frame(Operand x, int length, int step) {
        return Frames.cut(scope.nested("frame"), x.asOutput(), length, step);
    }

    /** The sum of the frames in the last two axes, each {@code step} behind the one before: what {@link #frame} has cut, where none overlap. */
    public Output overlapAndAdd(Operand frames, int step) {
        return Frames.join(scope.nested("overlap_and_add"), frames.asOutput(), step);
    }

    /** Hann's window, {@code 0.5 - 0.5 cos(2πk / n)}, periodic where the length is even, as float32. */
    public Output hannWindow(int length) {
        return Const.of(scope, Frames.window(length, 0.5, 0.5));
    }

    /** Hamming's window, {@code 0.54 - 0.46 cos(2πk / n)}, periodic where the length is even, as float32. */
    public Output hammingWindow(int length) {
        return Const.of(scope, Frames.window(length, 0.54, 0.46));
    }

    /**
     * The spectra of frames under Hann's window, filled up with zeros to a power of two L: [..., frames, L / 2 + 1], complex.
     *
     * @throws InvalidArgumentException as {@link #frame} does
     */
    public Output stft(Operand x, int length, int step) {
        return Frames.spectra(scope.nested("stft"), x.asOutput(), length, step);
    }

    /** The signal whose frames' spectra {@link #stft} gave: the frames under Hann's window again, and added where they overlap. */
    public Output inverseStft(Operand spectra, int length, int step) {
        return Frames.signal(scope.nested("inverse_stft"), spectra.asOutput(), length, step);
    }

    /**
     * The discrete cosine transform along the last axis, of type 2, {@code 2 Σ x[j] cos(πk (2j + 1) / 2n)}, or of type 3,
     * {@code x[0] + 2 Σ x[j] cos(πj (2k + 1) / 2n)}: the inverse of the other but for a factor 2n.
     *
     * @throws InvalidArgumentException if the type is another, or that axis' extent is not known while the graph is built
     */
    public Output dct(Operand x, int type) {
        Scope own = scope.nested("dct");
        return switch (type) {
            case 2 -> Cosines.second(own, x.asOutput());
            case 3 -> Cosines.third(own, x.asOutput());
            default -> throw new InvalidArgumentException("dct: type " + type + " is none of 2 and 3");
        };
    }

    private Output lengths(Operand x, int axes, boolean isHalf) {
        Shape shape = x.asOutput().shape();
        int[] lengths = new int[axes];
        for (int i = 0; i < axes; i++) {
            lengths[i] = Frames.extent(shape, i - axes);
        }
        if (isHalf) {
            lengths[axes - 1] = Math.max(0, 2 * (lengths[axes - 1] - 1));
        }
        return Const.of(scope.named("fft_length"), lengths);
    }
}
