package dev.lamina.op.text;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.Base64;
import java.util.List;

/** The bytes that {@link EncodeBase64} has made text of, with padding or without. */
@OpDef(inputs = "input: string", outputs = "output: string")
public record DecodeBase64() implements TextOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new DecodeBase64(), input);
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException(
                    "DecodeBase64 '" + c.nodeName() + "': Invalid character found in base64.", null, e);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new DecodeBase64(), (Object) new String[] {"", "Zg", "Zg==", "Zm9vYg", "w7_Dvj4_"})
                        .gives((Object) new String[] {"", "f", "f", "foob", "ÿþ>?"}),
                Sample.refused("Invalid character found in base64", new DecodeBase64(), "a+b/"));
    }
}
