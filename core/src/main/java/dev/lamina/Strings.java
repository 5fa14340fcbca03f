package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.text.AsString;
import dev.lamina.op.text.DecodeBase64;
import dev.lamina.op.text.EncodeBase64;
import dev.lamina.op.text.ReduceJoin;
import dev.lamina.op.text.RegexReplace.StaticRegexReplace;
import dev.lamina.op.text.StaticRegexFullMatch;
import dev.lamina.op.text.StringFormat;
import dev.lamina.op.text.StringJoin;
import dev.lamina.op.text.StringLength;
import dev.lamina.op.text.StringLower;
import dev.lamina.op.text.StringNGrams;
import dev.lamina.op.text.StringSplitV2;
import dev.lamina.op.text.StringStrip;
import dev.lamina.op.text.StringToHashBucketFast;
import dev.lamina.op.text.StringToHashBucketStrong;
import dev.lamina.op.text.StringToNumber;
import dev.lamina.op.text.StringUpper;
import dev.lamina.op.text.Substr;
import dev.lamina.op.text.UnicodeDecodeWithOffsets.UnicodeDecode;
import dev.lamina.op.text.UnicodeEncode;
import dev.lamina.tensor.DType;
import java.util.List;

/** Texts: bytes that are UTF-8 as a rule. Made by {@link Tf#strings}. */
public final class Strings {
    private final Scope scope;

    Strings(Scope scope) {
        this.scope = scope;
    }

    /** Texts of one shape, or scalars, one behind the other, with a separator between them. */
    public Output join(List<? extends Operand> inputs, String separator) {
        return StringJoin.of(scope, inputs, separator);
    }

    /** The texts along an axis joined to one, with a separator between them. */
    public Output reduceJoin(Operand inputs, int axis, String separator) {
        return ReduceJoin.of(scope, inputs, Const.of(scope.named(null), axis), separator);
    }

    /**
     * A vector of texts cut at a separator, or at white space if it is empty: indices [n, 2], the pieces [n], and how many texts and how many pieces
     * of one there are.
     */
    public List<Output> split(Operand input, String separator) {
        return StringSplitV2.of(scope, input, Const.of(scope.named(null), separator));
    }

    /** How many bytes each text has. */
    public Output length(Operand input) {
        return StringLength.of(scope, input);
    }

    /** The part of each text from a byte on, counted from the end if it is negative, so many bytes long at most. */
    public Output substr(Operand input, Operand pos, Operand len) {
        return Substr.of(scope, input, pos, len);
    }

    /** Texts in small letters. */
    public Output lower(Operand input) {
        return StringLower.of(scope, input);
    }

    /** Texts in capital letters. */
    public Output upper(Operand input) {
        return StringUpper.of(scope, input);
    }

    /** Texts without white space at their beginning and end. */
    public Output strip(Operand input) {
        return StringStrip.of(scope, input);
    }

    /** The numbers that texts are: float32, float64, int32 or int64. */
    public Output toNumber(Operand input, DType dtype) {
        return StringToNumber.of(scope, input, dtype);
    }

    /** Numbers as texts. */
    public Output asString(Operand input) {
        return AsString.of(scope, input);
    }

    /** A text in which tensors take the place of each {@code {}}. */
    public Output format(String template, List<? extends Operand> inputs) {
        return StringFormat.of(scope, template, inputs);
    }

    /** A number from 0 to below {@code numBuckets} for each text (int64), the same everywhere and forever. */
    public Output toHashBucketFast(Operand input, long numBuckets) {
        return StringToHashBucketFast.of(scope, input, numBuckets);
    }

    /** As {@link #toHashBucketFast}, under a key of two numbers: who does not know it cannot make many of one number. */
    public Output toHashBucketStrong(Operand input, long numBuckets, long key0, long key1) {
        return StringToHashBucketStrong.of(scope, input, numBuckets, key0, key1);
    }

    /**
     * All runs of {@code width} neighbouring texts of each row, joined to one. Rows are the texts one behind the other, and where each begins and
     * the last ends; so are the results.
     */
    public List<Output> ngrams(Operand data, Operand splits, long width, String separator) {
        return StringNGrams.of(scope, data, splits, width, separator);
    }

    /** Whether each text matches a regular expression, in RE2's language, as a whole. */
    public Output regexFullMatch(Operand input, String pattern) {
        return StaticRegexFullMatch.of(scope, input, pattern);
    }

    /** Texts in which all that a regular expression finds is replaced; {@code \1} stands for its first group. */
    public Output regexReplace(Operand input, String pattern, String rewrite) {
        return StaticRegexReplace.of(scope, input, pattern, rewrite);
    }

    /** Bytes as letters, digits, {@code -} and {@code _}. */
    public Output encodeBase64(Operand input) {
        return EncodeBase64.of(scope, input);
    }

    /** The bytes that {@link #encodeBase64} has made text of. */
    public Output decodeBase64(Operand input) {
        return DecodeBase64.of(scope, input);
    }

    /** Where each text's characters begin and the last one's end, and all characters as numbers. */
    public List<Output> unicodeDecode(Operand input) {
        return UnicodeDecode.of(scope, input);
    }

    /** The texts of which {@link #unicodeDecode} gives the characters. */
    public Output unicodeEncode(Operand characters, Operand splits) {
        return UnicodeEncode.of(scope, characters, splits);
    }
}
