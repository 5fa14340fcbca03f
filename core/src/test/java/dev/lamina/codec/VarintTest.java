package dev.lamina.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "9223372036854775807, ffffffffffffffff7f",
        "-1, ffffffffffffffffff01"
    })
    void bothWays(long value, String hex) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Varint.write(out, value);
        assertThat(out.toByteArray()).isEqualTo(HexFormat.of().parseHex(hex));
        ByteBuffer in = bytes(hex + "55");
        assertThat(Varint.read(in)).isEqualTo(value);
        assertThat(in.remaining()).isOne();
    }

    @Test
    void roomThatANumberDoesNotNeedIsPassedOver() {
        assertThat(Varint.read(bytes("85808000"))).isEqualTo(5);
        assertThatThrownBy(() -> Varint.readShortest(bytes("85808000"))).isInstanceOf(BufferUnderflowException.class);
        assertThat(Varint.readShortest(bytes("8501"))).isEqualTo(133);
        assertThat(Varint.readShortest(bytes("00"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffffffffffffffffff", "8080808080808080808001"})
    void whatDoesNotEndIsRefused(String hex) {
        assertThatThrownBy(() -> Varint.read(bytes(hex))).isInstanceOf(BufferUnderflowException.class);
    }
}
