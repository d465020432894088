using Verification.Audit.Shell.Running;

namespace Verification.Audit.Shell.Facts;

/// <summary>Every fact by its name.</summary>
internal static class FactTable
{
    public static readonly IReadOnlyList<(string Name, Func<Study, ScriptFact> Find)> All =
    [
        ("dumps", study => study.First(ActKinds.Dump) is Act dump ? ScriptFact.Yes(dump.Place) : ScriptFact.No()),
        ("dumpsEverything", ArchiveFacts.DumpsEverything),
        ("dumpFailureNoticed", FailureFacts.DumpFailureNoticed),
        ("compressed", ArchiveFacts.Compressed),
        ("integrityTested", ArchiveFacts.IntegrityTested),
        ("checksummed", ArchiveFacts.Checksummed),
        ("timestamped", study => Repositories.Or(study, ArchiveFacts.Timestamped)),
        ("deletesOld", study => RetentionFacts.Of(study).DeletesOld),
        ("retentionDays", study => RetentionFacts.Of(study).RetentionDays),
        ("retentionCopies", study => RetentionFacts.Of(study).Copies),
        ("deletesBlindly", study => RetentionFacts.Of(study).Blindly),
        ("deletesAfterFailure", FailureFacts.DeletesAfterFailure),
        ("offsite", FailureFacts.Offsite),
        ("offsiteFailureNoticed", FailureFacts.OffsiteFailureNoticed),
        ("alerts", FailureFacts.Alerts),
        ("exitsNonZeroOnFailure", FailureFacts.ExitsNonZeroOnFailure),
        ("atomic", study => Repositories.Or(study, ArchiveFacts.Atomic)),
        ("locked", SafetyFacts.Locked),
        ("ownerOnly", study => Repositories.Or(study, SafetyFacts.OwnerOnly)),
        ("savesUploads", SafetyFacts.SavesUploads),
        ("logsTo", SafetyFacts.LogsTo),
        ("usesRestart", study => study.Somewhere(ActKinds.Restart)),
        ("backsUpEnv", study => study.Somewhere(ActKinds.SaveEnv)),
        ("probesDelivery", WatchFacts.ProbesDelivery),
        ("watchesMemory", study => WatchFacts.Watches(study, ActKinds.MemoryProbe)),
        ("watchesDisk", study => WatchFacts.Watches(study, ActKinds.DiskProbe)),
        ("readsHealthOnly", WatchFacts.ReadsHealthOnly),
        ("comparesRestored", WatchFacts.ComparesRestored),
    ];

    /// <summary>The answer to questions about a dump when there is none.</summary>
    public static readonly ScriptFact NoDump = ScriptFact.Unknown("the script makes no dump");
}
