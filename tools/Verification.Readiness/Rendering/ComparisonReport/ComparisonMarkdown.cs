using Verification.Readiness.History;
using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering.ComparisonReport;

/// <summary>A comparison as GitHub's Markdown, for a job summary.</summary>
public static class ComparisonMarkdown
{
    // A reason is a sentence; what is longer has been planted, and a summary has room for 1 MiB only.
    private const int LongestText = 400;

    /// <summary>The comparison.</summary>
    public static string Render(RunComparison comparison) => string.Join("\n\n",
        [$"## Compared with {Inert.Markdown(comparison.Earlier.RunId)}", .. Blocks(comparison).Select(block => MarkdownBlocks.Markdown(TextClip.Of(block, LongestText)))]) + "\n";

    private static IEnumerable<Block> Blocks(RunComparison comparison)
    {
        yield return new Paragraph(ComparisonWords.Verdicts(comparison));
        if (ComparisonWords.Targets(comparison) is string targets)
        {
            yield return new Notice(targets, Tone.Warn);
        }

        yield return new Paragraph(ComparisonWords.Figures(comparison));
        List<IReadOnlyList<Cell>> rows = [.. comparison.Changes.Where(change => change.Shown).Select(Row)];
        if (rows.Count > 0)
        {
            yield return new Table(["Figure", "Check", "Before", "Now", "Because"], rows);
        }

        if (comparison.Came.Count + comparison.Went.Count > 0)
        {
            yield return new Bullets(
            [
                .. comparison.Came.Select(check => $"{check.Id}: not asked before, {Words.Of(check.Outcome)} now"),
                .. comparison.Went.Select(check => $"{check.Id}: {Words.Of(check.Outcome)} before, not asked now"),
            ]);
        }
    }

    private static IReadOnlyList<Cell> Row(CheckChange change) =>
    [
        new($"{Words.Mark(ToneOf(change))} {ComparisonWords.Of(change.Figure.Call)}"),
        new(change.Id),
        new(ComparisonWords.Figure(change.Was), Words.Of(change.Was.Outcome)),
        new(ComparisonWords.Figure(change.Now), Words.Of(change.Now.Outcome)),
        new(change.Figure.Because, change.Turned ? change.Reason : null),
    ];

    private static Tone ToneOf(CheckChange change) => change.Figure.Call switch
    {
        Call.Regression => Tone.Bad,
        Call.Improvement => Tone.Good,
        Call.Unknown or Call.TooFewRuns => Tone.Unsure,
        Call.WithinNoise or Call.Same => Tone.Neutral,
        _ => throw new InvalidOperationException($"Call {change.Figure.Call} is not defined."),
    };
}
