using System.Diagnostics;
using Verification.Fixtures;
using Verification.Fixtures.Faults;
using Verification.Fixtures.Ingest;
using Verification.Fixtures.Servers;

namespace Verification.Acceptance.Resilience;

/// <summary>How the two versions dealt with what was there.</summary>
/// <param name="From">Image before.</param>
/// <param name="To">Image after.</param>
/// <param name="Migrating">How long the database took.</param>
/// <param name="Old">Events that were stored before.</param>
/// <param name="Back">The version before, on the migrated database.</param>
/// <param name="Copy">The version before, on the database from before.</param>
internal sealed record UpgradeExtra(string From, string To, TimeSpan Migrating, int Old, WayBack Back, WayBack Copy) : Extra;

/// <summary>What became of an attempt to go back.</summary>
/// <param name="Refusal">Why it did not start; null when it did.</param>
/// <param name="Sent">Events that it was then sent.</param>
/// <param name="Accepted">Of those, how many it acknowledged.</param>
/// <param name="Stored">Of those, how many it lists.</param>
/// <param name="Gone">Events from before the upgrade that it does not list.</param>
internal sealed record WayBack(string? Refusal, int Sent = 0, int Accepted = 0, int Stored = 0, int Gone = 0)
{
    /// <summary>Whether it started and kept everything.</summary>
    public bool IsWhole => Refusal is null && Accepted > 0 && Accepted == Sent && Stored == Accepted && Gone == 0;

    /// <summary>As a clause.</summary>
    public string Story => Refusal is not null ? $"it refuses ({Refusal})" : $"{Accepted} of {Sent} events are acknowledged, {Stored} of these stored, and {Gone} from before are gone";
}

/// <summary>The next version takes the place of this one while events arrive; then the way back is tried, with the migrated database and with the one from before.</summary>
internal sealed class UpgradeDrill : Drill
{
    private const int MoreThanEver = 100_000;
    private const int Some = 200;
    private const int Few = 20;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public override DrillKind Kind => DrillKind.Upgrade;

    /// <inheritdoc/>
    public override string Fault => "the next version takes over while events arrive";

    /// <inheritdoc/>
    public override string? Absent(PartFaults faults) => faults.NextVersionAbsent;

    /// <inheritdoc/>
    public override async Task RunAsync(Stage stage, CancellationToken ct)
    {
        VersionChange versions = await stage.Faults.NextVersionAsync(ct);
        Burst load = stage.Send(MoreThanEver, Rate);
        await UntilMoreAsync(load, Some, ct);
        StopSeen? stop = null;
        await stage.FaultAsync($"the worker of {versions.From} is stopped", async () => stop = await stage.Faults.StopAsync(StackPart.Worker, Grace, ct));
        if (stop!.Killed)
        {
            stage.Note($"the worker did not end within {Grace.TotalSeconds:0} s and was killed, with what it had in hand");
        }

        // What arrives in between waits in the queue for the next version.
        await UntilMoreAsync(load, Few, ct);
        await stage.WeighAsync(load, ct);
        // Now, while web can be asked; nobody stores any more.
        IReadOnlySet<string> old = await stage.StoredAsync(ct);
        await versions.StopAsync(ct);
        long begun = Stopwatch.GetTimestamp();
        await versions.MigrateAsync(ct);
        TimeSpan migrating = Stopwatch.GetElapsedTime(begun);
        await stage.OverAsync($"{versions.To} is started", () => versions.StartAsync(VersionSide.Next, DataSide.Migrated, ct), ct);
        await UntilMoreAsync(load, Few, ct);
        await load.StopAsync();
        await stage.DrainAsync(ct);
        WayBack back = await GoBackAsync(stage, versions, DataSide.Migrated, old, ct), copy = await GoBackAsync(stage, versions, DataSide.Before, old, ct);
        stage.Extra = new UpgradeExtra(versions.From, versions.To, migrating, old.Count, back, copy);
        await versions.StartAsync(VersionSide.Next, DataSide.Migrated, ct);
    }

    private static Task UntilMoreAsync(Burst load, int events, CancellationToken ct)
    {
        int before = load.Accepted;
        return Eventually.Async(() => load.Accepted >= before + events, $"{events} more events to be accepted", Grace, ct: ct);
    }

    private static int Missing(IEnumerable<string> wanted, IReadOnlySet<string> there) => wanted.Count(id => !there.Contains(id));

    private static async Task<WayBack> GoBackAsync(Stage stage, VersionChange versions, DataSide data, IReadOnlySet<string> old, CancellationToken ct)
    {
        try
        {
            await versions.StartAsync(VersionSide.Own, data, ct);
        }
        catch (ServerStartException refused)
        {
            // That it can't go back is an answer, and a loud one.
            return new(refused.Message.ReplaceLineEndings(" "));
        }

        // Not of the drill's own range: on the copy they are gone with it.
        ShotIds ids = new();
        using IngestClient ingest = new();
        List<string> accepted = [];
        for (int sent = 0; sent < Few; sent++)
        {
            Shot shot = await Burst.SendAsync(ingest, stage.Drill.Project, ids.Next(), stage.Clock);
            accepted.AddRange(shot.Accepted == true ? [shot.Id] : Array.Empty<string>());
        }

        if (accepted.Count == 0)
        {
            return new($"it starts and takes none of {Few} events");
        }

        IReadOnlySet<string> listed = await ListedAsync(stage, accepted, ct);
        return new(null, Few, accepted.Count, accepted.Count - Missing(accepted, listed), Missing(old, listed));
    }

    private static async Task<IReadOnlySet<string>> ListedAsync(Stage stage, IReadOnlyList<string> wanted, CancellationToken ct)
    {
        IReadOnlySet<string>? listed = null;
        try
        {
            await Eventually.Async(async token => listed = await stage.Drill.ListedAsync(token), seen => wanted.All(seen.Contains), "what was accepted to be listed", stage.Patience, Often, ct: ct);
        }
        catch (TimeoutException)
        {
            // What is listed by now is the answer, if anything could be listed at all.
            return listed ?? throw new InvalidOperationException("the version before does not list its events, so that what it stored is not known");
        }

        return listed!;
    }
}
