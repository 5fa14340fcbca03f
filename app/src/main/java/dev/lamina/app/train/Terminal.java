package dev.lamina.app.train;

import picocli.CommandLine.Model.UsageMessageSpec;

/** What standard output is connected to. */
final class Terminal {
    private Terminal() {}

    /** Whether it is a terminal on which a line can be drawn again. */
    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is none (JDK-8351435)
    static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Whether it shows the blocks that a {@link Sparkline} is made of. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean showsBlocks() {
        var console = System.console();
        return console != null && console.charset().newEncoder().canEncode('▁');
    }

    /** Its width; picocli asks the system for it, and answers 80 where that does not know. */
    static int columns() {
        return new UsageMessageSpec().autoWidth(true).width();
    }
}
