package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.tensorflow.file.Snappy;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SnappyTest {
    private static String text(String hex) {
        return new String(
                Snappy.uncompress(ByteBuffer.wrap(HexFormat.of().parseHex(hex))), StandardCharsets.ISO_8859_1);
    }

    @Test
    void literalsAndCopiesOfEveryKind() {
        assertThat(text("00")).isEmpty();
        assertThat(text("03" + "08" + "616263")).isEqualTo("abc");
        assertThat(text("0a" + "04" + "6162" + "1102")).isEqualTo("ababababab");
        assertThat(text("08" + "04" + "6162" + "16" + "0200")).isEqualTo("abababab");
        assertThat(text("08" + "04" + "6162" + "17" + "02000000")).isEqualTo("abababab");
        byte[] longer = new byte[100];
        Arrays.fill(longer, (byte) 'x');
        assertThat(text("64" + "f063" + HexFormat.of().formatHex(longer))).isEqualTo("x".repeat(100));
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        for (String hex : new String[] {
            "", "05", "030861", "030861626364", "0a0461621103", "0a0461621100", "ffffffff0f00", "02f4ffffffff61"
        }) {
            assertThatThrownBy(() -> text(hex)).as(hex).isInstanceOf(BufferUnderflowException.class);
        }
    }
}
