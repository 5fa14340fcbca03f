package dev.lamina.app.report;

/** How the page looks: on white or, where the reader's system is set to it, on black, and as narrow as a telephone. */
final class Style {
    static final String CSS = """
            :root { color-scheme: light dark; --paper: #fff; --ink: #222; --faint: #667; --grid: #ddd;
              --right: #4ac26b; --wrong: #f0883e; --first: #1f6feb; --second: #c4500a; --third: #1a7f37; }
            @media (prefers-color-scheme: dark) { :root { --paper: #15171b; --ink: #e4e6ea; --faint: #9aa2ad; --grid: #363b43;
              --right: #1f7a3a; --wrong: #b4540a; --first: #6cb0ff; --second: #ff9d57; --third: #56d364; } }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem;
              background: var(--paper); color: var(--ink); }
            h1 { overflow-wrap: anywhere; line-height: 1.2; } h2 { margin: 2rem 0 .5rem; }
            dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .8rem 1rem; margin: 0; }
            dt { color: var(--faint); font-size: 13px; } dd { margin: 0; font-weight: 600; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2rem; }
            svg { width: 100%; height: auto; } svg text { font-size: 14px; fill: var(--faint); }
            .legend { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0 0 .5rem; }
            .grid { stroke: var(--grid); } .best { stroke: var(--faint); stroke-dasharray: 4 4; } .note { color: var(--faint); }
            .curve1 { color: var(--first); } .curve2 { color: var(--second); } .curve3 { color: var(--third); }
            polyline { fill: none; stroke: currentColor; stroke-width: 2; } circle { fill: currentColor; }
            .scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .2rem .6rem; text-align: right; } thead th { border-bottom: 1px solid var(--grid); }
            th:first-child { text-align: left; position: sticky; left: 0; background: var(--paper); }
            .confusion td, .confusion thead th { min-width: 3rem; padding: .25rem .4rem; }
            .confusion thead th { vertical-align: bottom; } .confusion .none { color: var(--faint); opacity: .6; }
            .right { background: color-mix(in srgb, var(--right) calc(100% * var(--depth)), transparent); }
            .wrong { background: color-mix(in srgb, var(--wrong) calc(100% * var(--depth)), transparent); }
            .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 1rem; }
            h3 { margin: 1rem 0 .3rem; font-size: 15px; } .gallery { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .5rem; }
            .gallery figure { width: var(--width); }
            figure { margin: 0; font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; }
            img { width: 84px; height: auto; image-rendering: pixelated; outline: 1px solid var(--grid); } .gallery img { width: 100%; display: block; }
            @media (max-width: 40rem) { svg text { font-size: 20px; } th, td { padding: .2rem .35rem; } }
            """;

    private Style() {}
}
