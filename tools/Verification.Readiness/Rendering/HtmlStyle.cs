using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering;

/// <summary>The styles of report.html: system fonts and colours that keep their contrast in light and dark and on paper.</summary>
public static class HtmlStyle
{
    /// <summary>The sheet; it holds no character that XML would escape, because a browser reads styles unescaped.</summary>
    public const string Sheet = $"{Colours}{Page}{Headline}{Blocks}{Tables}{PictureStyle.Sheet}{Narrow}{Paper}";

    private const string Colours = """

        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --ink: #1c2430; --soft: #566273; --line: #dde2e9; --link: #1f5fae;
          --good: #176b3a; --good-bg: #e5f4ea; --bad: #a51d2a; --bad-bg: #fdeaec;
          --warn: #7d4e00; --warn-bg: #fdf1d8; --unsure: #4a4a8f; --unsure-bg: #ececfa;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #12161c; --card: #1a2029; --ink: #e4e9f0; --soft: #9eabbc; --line: #2d3642; --link: #8ab8f2;
            --good: #7fd6a0; --good-bg: #163324; --bad: #ff9ea6; --bad-bg: #421a20;
            --warn: #f2c36b; --warn-bg: #3a2b0e; --unsure: #b9b9f5; --unsure-bg: #28284a;
          }
        }
        .good { --tone: var(--good); --tone-bg: var(--good-bg); }
        .bad { --tone: var(--bad); --tone-bg: var(--bad-bg); }
        .warn { --tone: var(--warn); --tone-bg: var(--warn-bg); }
        .unsure { --tone: var(--unsure); --tone-bg: var(--unsure-bg); }
        """;

    private const string Page = """

        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 3rem; background: var(--page); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
        h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
        h2 { margin: 2.75rem 0 .9rem; font-size: 1.3rem; letter-spacing: -.01em; }
        h3 { margin: 1.75rem 0 .6rem; font-size: 1.02rem; }
        p { margin: .5rem 0; max-width: 46rem; }
        code { font: .86em/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
        a { color: var(--link); }
        dl, dd { margin: 0; }
        span { unicode-bidi: isolate; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 1.1rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
        nav a { display: inline-block; padding: .2rem 0; text-decoration: none; }
        nav a:hover, nav a:focus-visible { text-decoration: underline; }
        """;

    private const string Headline = """

        header { background: var(--card); border: 1px solid var(--line); border-top: .4rem solid var(--tone); border-radius: .75rem; padding: 1.4rem 1.6rem 1.5rem; }
        .eyebrow { margin: 0; color: var(--soft); font-size: .8rem; letter-spacing: .08em; text-transform: uppercase; }
        h1 { display: flex; align-items: center; gap: .75rem; margin: .35rem 0 .1rem; font-size: clamp(1.6rem, 6vw, 2.4rem); letter-spacing: -.02em; color: var(--tone); }
        .mark { display: inline-grid; flex: none; place-items: center; width: 1.35em; height: 1.35em; border-radius: 50%; background: var(--tone-bg); font-size: .8em; }
        .scope { margin: 0 0 .75rem; color: var(--soft); }
        .caveat { padding-left: .8rem; border-left: .2rem solid var(--line); }
        .counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .6rem; margin: 1.1rem 0; }
        .counts div { display: flex; flex-direction: column-reverse; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem; }
        .counts dt { color: var(--soft); font-size: .85rem; }
        .counts dd { font-size: 1.4rem; font-weight: 650; font-variant-numeric: tabular-nums; }
        .waivers { margin: .75rem 0; padding: .6rem .8rem; list-style: none; border-radius: .5rem; background: var(--warn-bg); }
        .waivers strong, .outline strong { margin-right: .5rem; }
        .facts { display: grid; gap: .3rem; font-size: .9rem; }
        .facts div { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem; }
        .facts dt { color: var(--soft); }
        """;

    private const string Blocks = """

        .findings { display: grid; gap: .8rem; margin: 0; padding: 0; list-style: none; }
        .finding { padding: 1rem 1.15rem; border: 1px solid var(--line); border-left: .3rem solid var(--tone); border-radius: .5rem; background: var(--card); }
        .many { grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); align-items: start; }
        .many .finding h3 { font-size: .95rem; }
        .many .finding dl { font-size: .92rem; }
        .many .finding dl div { grid-template-columns: 3.5rem 1fr; gap: .5rem; }
        .finding h3 { margin: 0 0 .35rem; }
        .finding dl { display: grid; gap: .35rem; }
        .finding dl div { display: grid; grid-template-columns: 5rem 1fr; gap: .75rem; }
        .finding dt { color: var(--soft); font-size: .9rem; }
        .tags { display: flex; flex-wrap: wrap; gap: .3rem .75rem; align-items: center; margin: 0 0 .6rem; color: var(--soft); font-size: .875rem; }
        .severity, .badge { padding: .05rem .5rem; border-radius: 1rem; background: var(--tone-bg); color: var(--tone); font-size: .84rem; font-weight: 600; }
        .badge { display: inline-block; white-space: nowrap; }
        .highlight { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; color: var(--soft); }
        .highlight strong { color: var(--ink); font-size: 1.9rem; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
        details { margin: .6rem 0 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
        summary { padding: .6rem 1rem; cursor: pointer; color: var(--link); font-size: .92rem; }
        summary:focus-visible, a:focus-visible { outline: .15rem solid var(--link); outline-offset: .1rem; border-radius: .25rem; }
        .outline { margin: 0; padding: .25rem 1.15rem 1rem; list-style: none; font-size: .92rem; }
        .outline ul { margin: .25rem 0; padding-left: 1.25rem; color: var(--soft); }
        .outline p { margin: .35rem 0 .1rem; max-width: none; }
        .note { color: var(--soft); font-size: .85rem; }
        #cutover .highlight strong { font-size: 1.35rem; }
        .commands { margin: .5rem 0; padding: .55rem .9rem .55rem 2.6rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: var(--soft); font-size: .92rem; }
        .commands code { color: var(--ink); white-space: pre-wrap; }
        .places { margin: 0; padding-left: 1.1rem; font-size: .92rem; }
        .ladder { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0; padding: 0; list-style: none; }
        .ladder li { display: flex; flex: 1 1 10rem; flex-direction: column; padding: .55rem .85rem; border: 1px solid var(--line); border-radius: .5rem; color: var(--soft); letter-spacing: .02em; }
        .ladder .reached { border: .15rem solid var(--ink); background: var(--card); color: var(--ink); }
        .ladder .reached span { color: var(--soft); font-size: .82rem; }
        """;

    private const string Tables = """

        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
        table { width: 100%; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .6rem .85rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { border-top: 0; color: var(--soft); font-size: .82rem; font-weight: 600; white-space: nowrap; }
        td .note { display: block; margin-top: .1rem; }
        td[data-label="Check"] span:first-child, td[data-label="Category"] span { font-weight: 600; }
        .outcome { table-layout: fixed; }
        .outcome th:nth-child(1) { width: 14%; }
        .outcome th:nth-child(2) { width: 33%; }
        .outcome th:nth-child(3) { width: 15%; }
        .outcome th:nth-child(4) { width: 16%; }
        .outcome th:nth-child(5) { width: 9%; }
        .criterion th:first-child, .area th:first-child { width: 34%; }
        .criterion tr:last-child td, .area tr:last-child td { font-weight: 600; }
        .scroll:has(.level) { max-width: 24rem; }
        .risk { table-layout: fixed; }
        .risk th:nth-child(1) { width: 16%; }
        .risk th:nth-child(2) { width: 28%; }
        .check { table-layout: fixed; }
        .check th:nth-child(1) { width: 29%; }
        .check th:nth-child(2) { width: 33%; }
        .check th:nth-child(3) { width: 14%; }
        .check th, .category th { white-space: normal; }
        .category th, .category td:not(:last-child) { overflow-wrap: normal; }
        .category td[data-label="Arithmetic"] { min-width: 9rem; }
        .drill th:nth-child(1) { width: 30%; }
        .drill td:nth-child(4) span, .drill td:nth-child(5) span, .switched td span { white-space: nowrap; }
        .scroll:has(.not-stored) { max-width: 46rem; }
        .not-stored td { padding: .3rem .85rem; }
        .scroll + .scroll { margin-top: .8rem; }
        .class td:first-child, .category td:nth-child(2) { white-space: nowrap; }
        """;

    private const string Narrow = """

        @media screen and (max-width: 44rem) {
          body { padding: .75rem .75rem 2rem; }
          header { padding: 1.1rem 1rem 1.2rem; }
          .counts { grid-template-columns: 1fr 1fr; }
          figure { padding: .6rem .5rem .65rem; }
          .aside .scroll { margin: 0 .5rem .6rem; }
          .facts div, .finding dl div { grid-template-columns: 1fr; gap: 0; }
          .facts dt, .finding dt { font-size: .82rem; }
          .scroll:has(.wide) { overflow: visible; border: 0; background: none; }
          th, td { padding: .5rem .6rem; }
          .wide, .wide tbody, .wide tr, .wide td { display: block; }
          .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .wide tr { margin-bottom: .7rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
          .wide td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; padding: .25rem 0; border: 0; }
          .wide td::before { content: attr(data-label); color: var(--soft); font-size: .82rem; line-height: 1.75; }
          .wide td[data-label] { white-space: normal; min-width: 0; }
          .criterion td:first-child, .area td:first-child { overflow-wrap: normal; }
          .criterion .badge { white-space: normal; }
        }
        """;

    private const string Paper = """

        @media print {
          :root { color-scheme: light; --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; }
          html { font-size: 11px; }
          body { max-width: none; padding: 0; }
          nav { display: none; }
          h2, h3 { break-after: avoid; }
          .finding, tr, .counts div, .facts { break-inside: avoid; }
          .scroll { overflow: visible; }
          details::details-content { content-visibility: visible; display: block; height: auto; }
        }

        """;
}
