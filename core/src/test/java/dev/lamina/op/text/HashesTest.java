package dev.lamina.op.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values are those of the hash functions' own tests, and of TensorFlow's. */
class HashesTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Texts of each of the lengths for which the function has a way of its own. */
    @Test
    void farmhashGivesItsFingerprints() {
        Map<String, Long> known = Map.of(
                "",
                0x9ae16a3b2f90404fL,
                "a",
                0xb3454265b6df75e3L,
                "abcd",
                0x1a5502de4a1f8101L,
                "abcdefgh",
                0xfee9d22990c82909L,
                "0123456789'01234",
                0x4283d4ef43627f64L,
                "0123456789=012345",
                0x46a7416ed4861e3bL,
                "C is as portable as Stonehedge!!",
                0xb944f8a16261e414L,
                "The major problem is with sendmail.  -Mark Horton",
                0xc2f8db8624fefc0eL,
                "For every action there is an equal and opposite government program.",
                0x55182f8859eca4ceL,
                "The fugacity of a constituent in a mixture of gases at a given temperature is proportional to its mole"
                        + " fraction.  Lewis-Randall Rule",
                0x098eff6958c5e91aL);
        known.forEach(
                (text, hash) -> assertThat(Hashes.farm(bytes(text))).as(text).isEqualTo(hash));
    }

    /** The first and some later vectors of the reference implementation: the key is 0 to 15, the text 0, 1, 2 and so on. */
    @Test
    void sipHashGivesItsVectors() {
        Map<Integer, Long> known = Map.of(0, 0x726fdb47dd0e0e31L, 1, 0x74f839c593dc67fdL, 15, 0xa129ca6149be45e5L);
        known.forEach((length, hash) -> {
            byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = (byte) i;
            }
            assertThat(Hashes.sip(text, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
                    .isEqualTo(hash);
        });
    }

    @Test
    void murmurGivesTensorFlowsValues() {
        assertThat(Hashes.murmur(bytes("a"))).isEqualTo(2996632905371535868L);
        assertThat(Hashes.murmur(bytes("b"))).isEqualTo(5795986006276551370L);
    }
}
