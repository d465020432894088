namespace Verification.Readiness.Rendering.Pictures;

/// <summary>The styles of pictures: colours that people with any colour vision tell apart, on light, dark and paper.</summary>
public static class PictureStyle
{
    /// <summary>To be put after the report's own colours, which it uses.</summary>
    public const string Sheet = $"{Colours}{Figures}{Strokes}{Letters}{Timelines}";

    private const string Colours = """

        :root { --c1: #0a62ad; --c2: #b34700; --c3: #00705a; --c4: #93387f; --c5: #8a7000; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --c1: #72b7ff; --c2: #ff9f60; --c3: #4fd3ae; --c4: #e79bd5; --c5: #e3c352; }
        }
        figure .c0 { color: var(--soft); }
        figure .c1 { color: var(--c1); }
        figure .c2 { color: var(--c2); }
        figure .c3 { color: var(--c3); }
        figure .c4 { color: var(--c4); }
        figure .c5 { color: var(--c5); }
        figure .c6 { color: var(--ink); }
        """;

    private const string Figures = """

        .pictures { columns: 2 20rem; column-gap: 1rem; margin: 1rem 0 .5rem; }
        figure { margin: 0 0 1rem; padding: .7rem .8rem .75rem; break-inside: avoid; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
        .picture { display: block; width: 100%; height: auto; max-width: 34rem; margin: 0 auto; }
        figcaption { margin-bottom: .5rem; color: var(--soft); font-size: .875rem; }
        figcaption strong { display: block; color: var(--ink); font-size: .95rem; }
        .legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .3rem 0 0; padding: 0; list-style: none; color: var(--ink); font-size: .84rem; }
        .legend li { display: flex; align-items: center; gap: .4rem; min-width: 0; }
        .phases { color: var(--soft); }
        .sample { flex: none; overflow: visible; }
        .notice { display: flex; gap: .6rem; max-width: none; margin: .7rem 0; padding: .55rem .85rem; border-left: .3rem solid var(--tone); border-radius: .35rem; background: var(--tone-bg); }
        .notice .sign { color: var(--tone); font-weight: 700; }
        main .facts { margin: .5rem 0; }
        .aside .scroll { margin: 0 .9rem .9rem; }
        .plan th { white-space: normal; vertical-align: bottom; }
        .plan th, .plan td { overflow-wrap: normal; }
        .plan th:first-child, .plan th:nth-child(2) { width: 14%; }
        .plan th:last-child { width: 20%; }
        .plan td:first-child, .plan td:nth-child(2), .part td:first-child, .phase td:first-child { overflow-wrap: anywhere; }
        .phase th { white-space: normal; vertical-align: bottom; }
        """;

    private const string Strokes = """

        figure .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; }
        figure .line.bold { stroke-width: 2.3; }
        figure .d1 { stroke-dasharray: 6 3; }
        figure .d2 { stroke-dasharray: 1.5 2.5; }
        figure .d3 { stroke-dasharray: 9 3 2 3; }
        figure .fill { fill: currentColor; fill-opacity: .15; stroke: none; }
        figure .hair { fill: none; stroke: currentColor; stroke-width: .7; stroke-opacity: .4; }
        figure .guide { fill: none; stroke: var(--soft); stroke-width: .8; stroke-opacity: .6; }
        figure .mark { fill: currentColor; }
        figure .ring { fill: var(--card); stroke: currentColor; stroke-width: 1.4; }
        figure .cross { fill: none; stroke: currentColor; stroke-width: 2.2; }
        figure .leader { fill: none; stroke: currentColor; stroke-width: .9; }
        figure .grid { fill: none; stroke: var(--line); stroke-width: .8; }
        figure .base { fill: none; stroke: var(--soft); stroke-width: 1; }
        figure .shade { fill: var(--ink); fill-opacity: .055; }
        figure .emphasis { fill: var(--warn); fill-opacity: .18; }
        """;

    private const string Letters = """

        .picture text { fill: var(--soft); font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-size: 10.5px; font-variant-numeric: tabular-nums; }
        .picture .ink { fill: var(--ink); }
        .picture .axis.ink { font-weight: 500; }
        .picture .end { text-anchor: end; }
        .picture .middle { text-anchor: middle; }
        """;

    // Seams have the colour of the card, so that cells of one kind can still be counted.
    private const string Timelines = """

        .pictures:has(.timeline) { columns: auto; }
        .timeline { display: grid; grid-template-columns: minmax(0, 40rem) minmax(11rem, 1fr); gap: 0 1.2rem; align-items: start; }
        .timeline figcaption { grid-column: 1 / -1; }
        .timeline .picture { max-width: none; }
        .beside .legend { display: block; margin: .2rem 0 .8rem; }
        .beside .marks { columns: 2 8.5rem; column-gap: 1rem; color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; }
        .marks li { display: block; break-inside: avoid; padding-left: 1.4em; text-indent: -1.4em; }
        .timeline .picture .row { font-size: 9.5px; }
        .marks span:first-child { color: var(--ink); font-weight: 600; }
        .marks .at { margin-left: .35em; white-space: nowrap; }
        figure .cell { fill: currentColor; }
        figure .cell.pale { fill-opacity: .28; stroke: currentColor; stroke-width: .6; }
        figure .cell.empty { fill: var(--card); stroke: currentColor; stroke-width: .8; }
        figure .stripe { fill: none; stroke: currentColor; stroke-width: 1.1; }
        figure .seam { fill: none; stroke: var(--card); stroke-width: .6; }
        figure .flag { fill: none; stroke: var(--ink); stroke-width: .8; }
        figure .arrow { fill: var(--ink); stroke: var(--card); stroke-width: .5; }
        figure .letter { fill: var(--ink); stroke: var(--card); stroke-width: 2.5px; paint-order: stroke; font-size: 9px; font-weight: 650; }
        .sample .letter { text-anchor: middle; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        @media screen and (max-width: 52rem) {
          .timeline { display: block; }
          .beside .legend:first-child { display: flex; }
        }
        """;
}
