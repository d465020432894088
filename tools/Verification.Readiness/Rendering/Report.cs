using Verification.Readiness.Rendering.Pictures;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>What a passage says at a glance; always said in words too, never by colour alone.</summary>
public enum Tone
{
    Neutral,
    Good,
    Bad,
    Warn,
    Unsure,
}

/// <summary>Which part of the report a section is; decides what may be cut.</summary>
public enum Part
{
    Unmet,
    Blockers,
    Inconclusive,
    Conditions,
    Matrix,
    Risks,
    Recommendations,
    Checklist,
    Sdks,
    Ledger,
    Load,
    Backup,
    Cutover,
    Checks,
    Score,
    Gaps,
    SdkLosses,
    Timings,
    Host,
}

/// <summary>The content of a report, before any format: all its text is plain, so a format has to make it inert in one place only.</summary>
public sealed record Report(Headline Headline, IReadOnlyList<Section> Sections);

/// <summary>The first screen.</summary>
/// <param name="Verdict">The word.</param>
/// <param name="Tone">How it stands.</param>
/// <param name="Scope">What the word speaks for.</param>
/// <param name="Caveats">Sentences that must not be missed.</param>
/// <param name="Counts">How many of what.</param>
/// <param name="Waivers">Who answers for which failed required check.</param>
/// <param name="Facts">What was asked, when, and by which harness.</param>
public sealed record Headline(
    string Verdict, Tone Tone, string Scope, IReadOnlyList<string> Caveats, IReadOnlyList<Fact> Counts, IReadOnlyList<string> Waivers, IReadOnlyList<Fact> Facts);

/// <summary>A named value.</summary>
public sealed record Fact(string Name, string Value);

/// <summary>A part of the report under a heading of its own.</summary>
public sealed record Section(Part Part, string Title, IReadOnlyList<Block> Blocks);

/// <summary>A passage of a section.</summary>
public abstract record Block;

/// <summary>A heading inside a section.</summary>
public sealed record Subheading(string Text) : Block;

/// <summary>A sentence or two.</summary>
public sealed record Paragraph(string Text) : Block;

/// <summary>A figure that sums a section up, and what it means.</summary>
public sealed record Highlight(string Text, string Note) : Block;

/// <summary>A sentence that must not be missed.</summary>
public sealed record Notice(string Text, Tone Tone) : Block;

/// <summary>Named values.</summary>
public sealed record FactList(IReadOnlyList<Fact> Facts) : Block;

/// <summary>Pictures that belong together; only HTML draws them, and every figure in them stands in a table too.</summary>
public sealed record Gallery(IReadOnlyList<Picture> Pictures) : Block;

/// <summary>Passages that most readers skip, folded away.</summary>
public sealed record Aside(string Summary, IReadOnlyList<Block> Blocks) : Block;

/// <summary>Plain items.</summary>
public sealed record Bullets(IReadOnlyList<string> Items) : Block;

/// <summary>Commands that were run, in their order.</summary>
public sealed record Commands(IReadOnlyList<string> Lines) : Block;

/// <summary>Checks that block, stay open or put a condition.</summary>
public sealed record Findings(IReadOnlyList<FindingItem> Items, Tone Tone) : Block;

/// <summary>The rungs of a ladder from the lowest, and the index of the one that was reached.</summary>
public sealed record Ladder(IReadOnlyList<string> Rungs, int Reached) : Block;

/// <summary>Rows under columns.</summary>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

/// <summary>A table's cell, with an optional second line.</summary>
public sealed record Cell(string Text, string? Note = null, Tone Tone = Tone.Neutral);

/// <summary>What most readers skip, folded away.</summary>
public sealed record Folded(string Summary, IReadOnlyList<OutlineItem> Items) : Block;

/// <summary>A titled text with lines below it.</summary>
public sealed record OutlineItem(string Title, string Text, IReadOnlyList<string> Lines, string? Footnote = null);
