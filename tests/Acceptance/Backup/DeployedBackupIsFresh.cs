using Verification.Fixtures.Attached;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;

namespace Verification.Acceptance.Backup;

/// <summary>The newest backup is of today, by its file and by what is in it.</summary>
public sealed class DeployedBackupIsFresh(AcceptanceRun run) : DeployedBackupCheck(run)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    internal override Observation Evaluate(CheckDefinition check, DeployedBackupLook look, DateTimeOffset now)
    {
        if (look.Problem is string problem)
        {
            return Observation.Unknown($"No backup could be looked into, so there is none whose date means anything: {problem}.", "files");
        }

        if (look is { Held: null, Live: null })
        {
            return Observation.Unknown($"Neither the newest backup ({look.Name}) nor the deployment, as far as it can be seen, holds an event, so the date of the content can't be told.", "files+sql");
        }

        // A file of today with the content of last week is a backup of last week; one without events has lost all that there were.
        TimeSpan missing = (look.Held, look.Live) switch
        {
            (DateTimeOffset held, (_, DateTimeOffset newest)) when newest > held => newest - held,
            (null, (DateTimeOffset oldest, _)) => look.Written - oldest,
            _ => TimeSpan.Zero,
        };
        string content = missing > WorthTelling ? $", and it lacks the last {missing.TotalHours:0.0} h of what the deployment had then" : "";
        return Observation.Of(
            check, Math.Round((now - look.Written + missing).TotalHours, 1), 1, "files+sql", $"The newest backup ({look.Name}) was written at {look.Written:yyyy-MM-dd HH:mm} UTC{content}.");
    }
}
