package dev.lamina.op.text;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.Base64;
import java.util.List;

/**
 * Bytes as text of letters, digits, {@code -} and {@code _} (RFC 4648, the alphabet for addresses and file names).
 *
 * @param pad whether {@code =} fills it up to a multiple of four characters
 */
@OpDef(inputs = "input: string", outputs = "output: string", attrs = "pad: bool = false")
public record EncodeBase64(boolean pad) implements TextOp {
    /** Adds the operation, without padding. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new EncodeBase64(false), input);
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        Base64.Encoder encoder = Base64.getUrlEncoder();
        return (pad ? encoder : encoder.withoutPadding()).encode(text);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new EncodeBase64(false), (Object) new String[] {"", "f", "foob", "ÿþ>?"})
                        .gives((Object) new String[] {"", "Zg", "Zm9vYg", "w7_Dvj4_"}),
                Sample.rough(new EncodeBase64(true), (Object) new String[] {"f", "fo", "foo"})
                        .gives((Object) new String[] {"Zg==", "Zm8=", "Zm9v"}));
    }
}
