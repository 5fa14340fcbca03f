package dev.lamina.op.text.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    private static boolean matches(String pattern, String text) {
        return Regex.of(pattern).matches(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String replace(String pattern, String text, String rewrite) {
        byte[] replaced = Regex.of(pattern)
                .replace(text.getBytes(StandardCharsets.UTF_8), rewrite.getBytes(StandardCharsets.UTF_8), true);
        return new String(replaced, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "'a{2,3}',aaa,true",
        "'a{2,3}',a,false",
        "a{2},aa,true",
        "'a{2,}',aaaa,true",
        "x{a,x{a,true",
        "[a-c]+x?,abc,true",
        "[^a-c],b,false",
        "[]a]+,]a,true",
        "\\d+\\s\\w,12 x,true",
        "[[:alpha:]\\d]+,a1,true",
        "(?i)äB,ÄB,true",
        "(?i:a)b,AB,false",
        "\\pL+,äb,true",
        "\\p{Greek},λ,true",
        "\\PN,7,false",
        "\\Qa.b\\E,a.b,true",
        "\\Qa.b\\E,axb,false",
        "a|b|,'',true",
        "(?:ab)+,abab,true",
        "(?P<n>a)b,ab,true",
        "\\x41\\x{1F600},A😀,true",
        "^a$,a,true",
        "\\ba\\b,a,true",
        "a.c,äac,false",
        ".,😀,true"
    })
    void matchesAsRe2Does(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a",
                "a)",
                "[a",
                "*a",
                "a**",
                "a*+",
                "(?=a)",
                "(?<!a)",
                "\\1",
                "a{2,1}",
                "a{1001}",
                "\\",
                "[b-a]",
                "\\p{No such}",
                "\\8"
            })
    void refusesWhatRe2Refuses(String pattern) {
        assertThatThrownBy(() -> Regex.of(pattern)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void choosesTheLeftmostAndOfThoseTheFirst() {
        assertThat(replace("a|ab", "xab", "<\\0>")).isEqualTo("x<a>b");
        assertThat(replace("ab|a", "xab", "<\\0>")).isEqualTo("x<ab>");
        assertThat(replace("a+?", "aa", "<\\0>")).isEqualTo("<a><a>");
        assertThat(replace("(a)|(b)", "ba", "[\\1\\2]")).isEqualTo("[b][a]");
        assertThat(replace("(?m)^", "a\nb", ">")).isEqualTo(">a\n>b");
        assertThat(replace("(?s)a.b", "a\nb", "x")).isEqualTo("x");
    }

    /** Where both have a meaning for an expression, it is that of Java's own. */
    @Test
    void agreesWithJava() {
        Random random = new Random(5);
        String[] parts = {"a", "b", "(a|b)", "(ab)?", "[ab]", ".", "a*", "b+?", "(a|ba)*b", "a{1,2}", "(b*)a"};
        for (int i = 0; i < 2000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int k = random.nextInt(4); k >= 0; k--) {
                pattern.append(parts[random.nextInt(parts.length)]).append(random.nextInt(9) == 0 ? "|" : "");
            }
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(9); k > 0; k--) {
                text.append("abc".charAt(random.nextInt(3)));
            }
            String expression = pattern.toString();
            assertThat(matches(expression, text.toString()))
                    .as(expression + " in " + text)
                    .isEqualTo(Pattern.compile(expression).matcher(text).matches());
            var matcher = Pattern.compile(expression).matcher(text);
            String expected = matcher.find() ? "<" + matcher.group() + ">" : "";
            String first = new String(
                    Regex.of(expression)
                            .replace(
                                    text.toString().getBytes(StandardCharsets.UTF_8),
                                    "<\\0>".getBytes(StandardCharsets.UTF_8),
                                    false),
                    StandardCharsets.UTF_8);
            assertThat(first).as(expression + " in " + text).contains(expected);
        }
    }

    @Test
    void takesNoLongerForAnUnkindPattern() {
        assertThat(matches("(a*)*b|(a|aa)+$", "a".repeat(3000) + "c")).isFalse();
        assertThat(matches("(x+x+)+y", "x".repeat(3000))).isFalse();
    }

    @Test
    void refusesAPatternThatIsTooLarge() {
        assertThatThrownBy(() -> Regex.of("((a{100}){100}){100}")).hasMessageContaining("pattern too large");
        assertThatThrownBy(() -> Regex.of("(".repeat(100_000))).hasMessageContaining("nests too deeply");
    }
}
