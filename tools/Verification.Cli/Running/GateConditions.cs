using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;

namespace Verification.Cli.Running;

/// <summary>What a run for the decision (--gate) has to be.</summary>
internal static class GateConditions
{
    /// <summary>The conditions that this run does not meet.</summary>
    public static async Task<IReadOnlyList<string>> UnmetAsync(RunSettings settings, TargetKind target, RepositoryLayout layout) =>
        settings.Gate ? Unmet(target, settings.Areas, settings.Scale, (await GitState.ReadAsync(layout.Root)).Dirty) : [];

    /// <summary>The same, of what is known.</summary>
    internal static IReadOnlyList<string> Unmet(TargetKind target, IReadOnlyList<string> areas, double? scale, bool workTreeDirty)
    {
        List<string> unmet = [];
        if (target == TargetKind.Embedded)
        {
            unmet.Add("--gate needs the container or the attached target; the embedded one proves the harness and never decides.");
        }

        if (areas.Count > 0)
        {
            unmet.Add("--gate needs the whole catalogue; leave --only out.");
        }

        if (scale < 1)
        {
            unmet.Add("--gate needs the load plans at full length; leave --scale out.");
        }

        if (workTreeDirty)
        {
            unmet.Add("--gate needs a clean work tree; commit or stash the changes.");
        }

        return unmet;
    }
}
