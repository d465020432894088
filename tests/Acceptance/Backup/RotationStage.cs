using System.Security.Cryptography;
using Verification.Fixtures;
using Verification.Fixtures.Backup;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Targets;

namespace Verification.Acceptance.Backup;

/// <summary>Rotates the database password twice: as it does not work, in the file alone, and as it does; events keep arriving meanwhile.</summary>
internal sealed class RotationStage(BackupSetting setting, RestoredTarget target, ProjectHandle project)
{
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);
    private readonly List<string> _steps = [];
    private readonly List<string> _surprises = [];

    /// <summary>The whole drill.</summary>
    public async Task<RotationRun> RunAsync(CancellationToken ct)
    {
        ProjectHandle here = project with { Dsn = project.Dsn.At(target.BaseUrl) };
        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        setting.Vault.Add(password);
        await using SteadyWriter writer = new(here);
        await InTheFileAloneAsync(here, password, ct);
        if (!setting.Has(BackupDefects.RotationInFileOnly))
        {
            await target.SetPasswordInDatabaseAsync(password, ct);
            await target.SetPasswordInEnvironmentAsync(password, ct);
            _steps.Add("As documented: ALTER ROLE inside the database, then web and worker started with the new password.");
        }

        string? works = await WorksAsync(here, Settled, ct);
        Expect(works is null, works is null ? "An event was stored and shown afterwards." : $"Afterwards the target does not work: {works}.");
        bool old = await target.DatabaseAcceptsAsync(target.FirstPassword, ct), fresh = await target.DatabaseAcceptsAsync(password, ct);
        Expect(!old, old ? "The database still accepts the old password." : "The database refuses the old password.");
        IReadOnlyList<Acknowledged> taken = await writer.StopAsync();
        if (works is null)
        {
            int missing = await MissingAsync(taken, ct);
            Expect(missing == 0 && taken.Count > 0, $"{taken.Count} events were acknowledged during the rotation ({writer.Refused} refused, which SDKs drop); {missing} of them were lost.");
        }

        return new(_steps, _surprises, taken.Count, null) { OldAccepted = old, NewAccepted = fresh };
    }

    private async Task InTheFileAloneAsync(ProjectHandle here, string password, CancellationToken ct)
    {
        await target.SetPasswordInEnvironmentAsync(password, ct);
        string? broken = await WorksAsync(here, Trial, ct);
        bool taken = await target.DatabaseAcceptsAsync(password, ct);
        Expect(!taken, taken ? "The database accepts a password that nobody told it." : "The database refuses a password that nobody told it.");
        _steps.Add(
            $"The new password in the file alone, web and worker restarted: the database {(taken ? "accepts" : "refuses")} it, and the target {(broken is null ? "works all the same" : $"does not work ({broken})")}.");
    }

    private async Task<string?> WorksAsync(ProjectHandle here, TimeSpan deadline, CancellationToken ct)
    {
        try
        {
            await Eventually.Async(async token => (await Canary.SendAsync(target.Tenant, here, TimeSpan.FromSeconds(3), token)).Visible, "an event to be stored and shown", deadline, ct: ct);
            return null;
        }
        catch (TimeoutException error)
        {
            return error.InnerException?.Message ?? "no event was stored and shown";
        }
    }

    private async Task<int> MissingAsync(IReadOnlyList<Acknowledged> taken, CancellationToken ct)
    {
        int missing = taken.Count;
        try
        {
            await Eventually.Async(
                async token => missing = taken.Count - (await target.Sql.EventsAsync(taken.Select(item => item.Id), token)).Select(row => row.EventId).Distinct().Count(),
                left => left == 0, "everything acknowledged to be stored", Settled, ct: ct);
        }
        catch (TimeoutException)
        {
            // The number left is the finding.
        }

        return missing;
    }

    private void Expect(bool holds, string sentence)
    {
        _steps.Add(sentence);
        if (!holds)
        {
            _surprises.Add(sentence);
        }
    }
}
