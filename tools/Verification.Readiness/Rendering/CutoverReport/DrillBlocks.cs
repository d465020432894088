using Verification.Readiness.Cutover;
using Verification.Readiness.Rendering.Pictures;

namespace Verification.Readiness.Rendering.CutoverReport;

/// <summary>Writes one drill: how it ended, what it lost, its timeline, its account and its commands.</summary>
public static class DrillBlocks
{
    /// <summary>The blocks of a drill.</summary>
    /// <param name="drill">The drill.</param>
    /// <param name="index">Its place in the run, which makes the id of its picture unique.</param>
    public static IEnumerable<Block> Of(DrillRecord drill, int index)
    {
        string number = Numbers.Figure(index + 1);
        yield return new Subheading($"Drill {number}: {drill.Title}");
        // Notices name their drill: in a shortened report they stand without the rest of it.
        yield return drill.Good switch
        {
            true => new Paragraph($"As it should: {drill.Result}"),
            false => new Notice($"Drill {number} ({drill.Drill}) did not end as it should: {drill.Result}", Tone.Bad),
            null => new Notice($"Drill {number} ({drill.Drill}) was not done: {drill.Result}", Tone.Unsure),
        };
        if (drill.Account.Raised > 0 || CutoverWords.Parts(drill.Account) > 0)
        {
            foreach (Block block in Account(drill.Account, drill, number))
            {
                yield return block;
            }
        }
        else if (drill.Loss.Length > 0)
        {
            yield return new Paragraph(drill.Loss);
        }

        if (drill.Commands.Count > 0)
        {
            yield return new Commands(drill.Commands);
        }

        List<Block> behind = [.. Behind(drill)];
        if (behind.Count > 0)
        {
            yield return new Aside($"Figures of drill {number}, service by service and step by step", behind);
        }
    }

    private static IEnumerable<Block> Account(DrillAccount account, DrillRecord drill, string number)
    {
        yield return new Highlight(CutoverWords.Loss(account), drill.Loss);
        if (DrillTimeline.Of(drill, $"cutover-{number}") is Timeline timeline)
        {
            yield return new Gallery([timeline]);
        }

        yield return new Paragraph(CutoverWords.Equation(account));
        if (CutoverWords.Parts(account) != account.Raised)
        {
            yield return new Notice($"The account of drill {number} ({drill.Drill}) does not add up: its parts make {Numbers.Figure(CutoverWords.Parts(account))}, not {Numbers.Figure(account.Raised)}.", Tone.Bad);
        }

        if (account.Dropped.Count + account.Lost.Count > 0)
        {
            yield return DrillTables.Reasons(account);
        }
    }

    private static IEnumerable<Block> Behind(DrillRecord drill)
    {
        if (drill.Timeline.Count > 0)
        {
            yield return DrillTables.Totals(drill.Timeline);
            long drawn = Ending.Sum(drill.Timeline.SelectMany(row => row.Slices)).Sum();
            if (drawn != drill.Account.Raised)
            {
                yield return new Paragraph($"The timeline holds {Numbers.Figure(drawn)} events, the account {Numbers.Figure(drill.Account.Raised)}: some are of no service or of no known time.");
            }
        }

        if (drill.Services.Count > 0)
        {
            yield return DrillTables.Switches(drill.Services);
        }

        if (drill.Steps.Count > 0)
        {
            yield return DrillTables.Steps(drill.Steps);
        }
    }
}
