package dev.lamina.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnappyTest {
    private static String text(String hex) {
        return new String(
                Snappy.uncompress(ByteBuffer.wrap(HexFormat.of().parseHex(hex))), StandardCharsets.ISO_8859_1);
    }

    @Test
    void literalsOfEveryLength() {
        assertThat(text("00")).isEmpty();
        assertThat(text("03" + "08" + "616263")).isEqualTo("abc");
        assertThat(text("3c" + "ec" + "61".repeat(60))).isEqualTo("a".repeat(60));
        assertThat(text("64" + "f063" + "78".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(text("64" + "f46300" + "78".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(text("ac02" + "f42b01" + "79".repeat(300))).isEqualTo("y".repeat(300));
        assertThat(text("64" + "f8630000" + "78".repeat(100))).isEqualTo("x".repeat(100));
        assertThat(text("64" + "fc63000000" + "78".repeat(100))).isEqualTo("x".repeat(100));
    }

    /** Each of the first two and the last bytes of "ab", some dots and "yz", copied from far back. */
    @Test
    void copiesOfEveryDistance() {
        String text = "ab" + ".".repeat(296) + "yz";
        String literal = "f42b01" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
        // One byte has eight of the distance's eleven bits, the tag the upper three: 300 is 1 and 44.
        assertThat(text("b002" + literal + "212c")).isEqualTo(text + "ab..");
        assertThat(text("ae02" + literal + "062c01")).isEqualTo(text + "ab");
        assertThat(text("ae02" + literal + "072c010000")).isEqualTo(text + "ab");
        assertThat(text("ae02" + literal + "060200")).isEqualTo(text + "yz");
    }

    @ParameterizedTest
    @CsvSource({"0a 04 6162 11 02, ababababab", "08 04 6162 16 0200, abababab", "08 04 6162 17 02000000, abababab"})
    void copiesMayReachIntoWhatTheyMake(String hex, String text) {
        assertThat(text(hex.replace(" ", ""))).isEqualTo(text);
    }

    @Test
    void startsWhereTheBufferStands() {
        ByteBuffer bytes =
                ByteBuffer.wrap(HexFormat.of().parseHex("ffff0308616263")).position(2);
        assertThat(Snappy.uncompress(bytes))
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no length
                "05", // nothing of what the length says
                "0308 61", // a literal cut off
                "0308 61626364", // more than the length says
                "04f0", // a literal's length cut off
                "02f4ffff 61", // a literal longer than all
                "02fcffffffff 61", // one of 4 GiB
                "0a046162 11", // a copy's distance cut off
                "08046162 1602", // the same, of two bytes
                "08046162 17020000", // the same, of four
                "0a046162 1103", // a copy from before the start
                "08046162 160300",
                "08046162 1703000000",
                "08046162 17feffffff", // and from behind the end
                "0a046162 1100", // a copy of itself
                "05046162 1102", // a copy beyond the length
                "ffffffff0f 00", // a length of 4 GiB of one byte
                "ffffffffffffffffff01 00", // a negative one
                "ffffffffffffffffffff01 00" // one of more bytes than a number has
            })
    void whatDoesNotAddUpIsRefused(String hex) {
        assertThatThrownBy(() -> text(hex.replace(" ", ""))).isInstanceOf(BufferUnderflowException.class);
    }

    /** 22 times the bytes that are there would be more than two thousand million. */
    @Test
    void nothingIsAllocatedForALengthThatNoArrayHas() {
        ByteBuffer large = ByteBuffer.allocate(100_000_000).put(HexFormat.of().parseHex("ffffffff07"));
        assertThat(Varint.read(large.duplicate().flip())).isEqualTo(Integer.MAX_VALUE);
        large.put(0, HexFormat.of().parseHex("8080808008"));
        assertThatThrownBy(() -> Snappy.uncompress(large.rewind())).isInstanceOf(BufferUnderflowException.class);
    }
}
