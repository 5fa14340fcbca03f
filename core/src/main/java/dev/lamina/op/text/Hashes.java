package dev.lamina.op.text;

/** Hash values of bytes that are the same everywhere and forever. */
final class Hashes {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long MURMUR = 0xc6a4a7935bd1e995L;

    private Hashes() {}

    private static long long64(byte[] s, int at) {
        return (s[at] & 0xffL)
                | (s[at + 1] & 0xffL) << 8
                | (s[at + 2] & 0xffL) << 16
                | (s[at + 3] & 0xffL) << 24
                | (s[at + 4] & 0xffL) << 32
                | (s[at + 5] & 0xffL) << 40
                | (s[at + 6] & 0xffL) << 48
                | (s[at + 7] & 0xffL) << 56;
    }

    private static long int32(byte[] s, int at) {
        return (s[at] & 0xffL) | (s[at + 1] & 0xffL) << 8 | (s[at + 2] & 0xffL) << 16 | (s[at + 3] & 0xffL) << 24;
    }

    private static long mix(long x) {
        return x ^ (x >>> 47);
    }

    private static long pair(long u, long v, long factor) {
        long a = mix((u ^ v) * factor);
        return mix((v ^ a) * factor) * factor;
    }

    /** The 64-bit fingerprint of FarmHash. */
    static long farm(byte[] s) {
        int n = s.length;
        if (n <= 16) {
            return short16(s, n);
        }
        long factor = K2 + n * 2L;
        if (n <= 32) {
            long a = long64(s, 0) * K1;
            long b = long64(s, 8);
            long c = long64(s, n - 8) * factor;
            long d = long64(s, n - 16) * K2;
            return pair(
                    Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d,
                    a + Long.rotateRight(b + K2, 18) + c,
                    factor);
        }
        if (n <= 64) {
            return middle64(s, n, factor);
        }
        return long65(s, n);
    }

    private static long short16(byte[] s, int n) {
        if (n >= 8) {
            long factor = K2 + n * 2L;
            long a = long64(s, 0) + K2;
            long b = long64(s, n - 8);
            return pair(Long.rotateRight(b, 37) * factor + a, (Long.rotateRight(a, 25) + b) * factor, factor);
        }
        if (n >= 4) {
            return pair(n + (int32(s, 0) << 3), int32(s, n - 4), K2 + n * 2L);
        }
        if (n > 0) {
            long y = (s[0] & 0xffL) + ((s[n >> 1] & 0xffL) << 8);
            long z = n + ((s[n - 1] & 0xffL) << 2);
            return mix(y * K2 ^ z * K0) * K2;
        }
        return K2;
    }

    private static long middle64(byte[] s, int n, long factor) {
        long a = long64(s, 0) * K2;
        long b = long64(s, 8);
        long c = long64(s, n - 8) * factor;
        long d = long64(s, n - 16) * K2;
        long y = Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d;
        long z = pair(y, a + Long.rotateRight(b + K2, 18) + c, factor);
        long e = long64(s, 16) * factor;
        long f = long64(s, 24);
        long g = (y + long64(s, n - 32)) * factor;
        long h = (z + long64(s, n - 24)) * factor;
        return pair(
                Long.rotateRight(e + f, 43) + Long.rotateRight(g, 30) + h, e + Long.rotateRight(f + a, 18) + g, factor);
    }

    /** Two sums of four numbers. */
    private static void weak(byte[] s, int at, long seedA, long seedB, long[] result) {
        long w = long64(s, at);
        long z = long64(s, at + 24);
        long a = seedA + w;
        long b = Long.rotateRight(seedB + a + z, 21);
        long c = a;
        a += long64(s, at + 8);
        a += long64(s, at + 16);
        b += Long.rotateRight(a, 44);
        result[0] = a + z;
        result[1] = b + c;
    }

    private static long long65(byte[] s, int n) {
        long x = 81;
        long y = x * K1 + 113;
        long z = mix(y * K2 + 113) * K2;
        long[] v = new long[2];
        long[] w = new long[2];
        x = x * K2 + long64(s, 0);
        int end = (n - 1) / 64 * 64;
        for (int at = 0; at < end; at += 64) {
            x = Long.rotateRight(x + y + v[0] + long64(s, at + 8), 37) * K1;
            y = Long.rotateRight(y + v[1] + long64(s, at + 48), 42) * K1;
            x ^= w[1];
            y += v[0] + long64(s, at + 40);
            z = Long.rotateRight(z + w[0], 33) * K1;
            weak(s, at, v[1] * K1, x + w[0], v);
            weak(s, at + 32, z + w[1], y + long64(s, at + 16), w);
            long swapped = z;
            z = x;
            x = swapped;
        }
        long factor = K1 + ((z & 0xff) << 1);
        int last = n - 64;
        w[0] += (n - 1) & 63;
        v[0] += w[0];
        w[0] += v[0];
        x = Long.rotateRight(x + y + v[0] + long64(s, last + 8), 37) * factor;
        y = Long.rotateRight(y + v[1] + long64(s, last + 48), 42) * factor;
        x ^= w[1] * 9;
        y += v[0] * 9 + long64(s, last + 40);
        z = Long.rotateRight(z + w[0], 33) * factor;
        weak(s, last, v[1] * factor, x + w[0], v);
        weak(s, last + 32, z + w[1], y + long64(s, last + 16), w);
        return pair(pair(v[0], w[0], factor) + mix(y) * K0 + x, pair(v[1], w[1], factor) + z, factor);
    }

    /** The 64-bit hash that TensorFlow began with: Murmur's, with a seed of its own. */
    static long murmur(byte[] s) {
        long h = 0xDECAFCAFFEL ^ (s.length * MURMUR);
        int end = s.length & ~7;
        for (int at = 0; at < end; at += 8) {
            h = (h ^ mix(long64(s, at) * MURMUR) * MURMUR) * MURMUR;
        }
        if (end < s.length) {
            for (int at = s.length - 1; at >= end; at--) {
                h ^= (s[at] & 0xffL) << (8 * (at - end));
            }
            h *= MURMUR;
        }
        return mix(mix(h) * MURMUR);
    }

    /** SipHash-2-4 under a key of two numbers (Aumasson and Bernstein, 2012). */
    static long sip(byte[] s, long key0, long key1) {
        long[] v = {
            key0 ^ 0x736f6d6570736575L,
            key1 ^ 0x646f72616e646f6dL,
            key0 ^ 0x6c7967656e657261L,
            key1 ^ 0x7465646279746573L
        };
        int end = s.length & ~7;
        for (int at = 0; at < end; at += 8) {
            absorb(v, long64(s, at));
        }
        long last = (long) s.length << 56;
        for (int at = end; at < s.length; at++) {
            last |= (s[at] & 0xffL) << (8 * (at - end));
        }
        absorb(v, last);
        v[2] ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round(v);
        }
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void absorb(long[] v, long word) {
        v[3] ^= word;
        round(v);
        round(v);
        v[0] ^= word;
    }

    private static void round(long[] v) {
        v[0] += v[1];
        v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
        v[0] = Long.rotateLeft(v[0], 32);
        v[2] += v[3];
        v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
        v[2] = Long.rotateLeft(v[2], 32);
    }
}
