namespace Verification.Audit.Shell;

/// <summary>What can be told about a script from its text.</summary>
/// <param name="Path">Its path in the deployment folder.</param>
/// <param name="Purpose">What it is for: by what it does, else by its name.</param>
/// <param name="Facts">Every fact by its name; a fact about something the script does not do at all is unknown or does not hold.</param>
/// <param name="NotUnderstood">Why some or all of it could not be read, each reason with its line; empty when all was.</param>
public sealed record ScriptFacts(string Path, ScriptPurpose Purpose, IReadOnlyDictionary<string, ScriptFact> Facts, IReadOnlyList<string> NotUnderstood)
{
    /// <summary>A fact by its name, such as "dumpFailureNoticed".</summary>
    public ScriptFact this[string name] => Facts[name];

    /// <summary>It runs pg_dump or pg_dumpall.</summary>
    public ScriptFact Dumps => Facts["dumps"];

    /// <summary>Its dump leaves nothing out.</summary>
    public ScriptFact DumpsEverything => Facts["dumpsEverything"];

    /// <summary>A failing dump ends the script with an error or raises an alert.</summary>
    public ScriptFact DumpFailureNoticed => Facts["dumpFailureNoticed"];

    /// <summary>The dump is compressed.</summary>
    public ScriptFact Compressed => Facts["compressed"];

    /// <summary>The archive just written is tested, and a failing test is noticed.</summary>
    public ScriptFact IntegrityTested => Facts["integrityTested"];

    /// <summary>A checksum is written.</summary>
    public ScriptFact Checksummed => Facts["checksummed"];

    /// <summary>The dump's name holds date and time.</summary>
    public ScriptFact Timestamped => Facts["timestamped"];

    /// <summary>Older backups are deleted.</summary>
    public ScriptFact DeletesOld => Facts["deletesOld"];

    /// <summary>Days that a backup is kept, as <see cref="ScriptFact.Number"/>.</summary>
    public ScriptFact RetentionDays => Facts["retentionDays"];

    /// <summary>How many backups are kept, as <see cref="ScriptFact.Number"/>.</summary>
    public ScriptFact RetentionCopies => Facts["retentionCopies"];

    /// <summary>It deletes whatever is old, whether it is a backup or not.</summary>
    public ScriptFact DeletesBlindly => Facts["deletesBlindly"];

    /// <summary>It deletes older backups although today's failed.</summary>
    public ScriptFact DeletesAfterFailure => Facts["deletesAfterFailure"];

    /// <summary>The backup is copied to another machine or medium.</summary>
    public ScriptFact Offsite => Facts["offsite"];

    /// <summary>A failing off-site copy ends the script with an error or raises an alert.</summary>
    public ScriptFact OffsiteFailureNoticed => Facts["offsiteFailureNoticed"];

    /// <summary>People are told when what the script is for fails.</summary>
    public ScriptFact Alerts => Facts["alerts"];

    /// <summary>The archive gets its name only when it is complete.</summary>
    public ScriptFact Atomic => Facts["atomic"];

    /// <summary>Two runs never overlap.</summary>
    public ScriptFact Locked => Facts["locked"];

    /// <summary>Only the owner can read the archive.</summary>
    public ScriptFact OwnerOnly => Facts["ownerOnly"];

    /// <summary>The uploads (source maps, attachments) are saved too.</summary>
    public ScriptFact SavesUploads => Facts["savesUploads"];

    /// <summary>The script ends with an error when what it is for fails.</summary>
    public ScriptFact ExitsNonZeroOnFailure => Facts["exitsNonZeroOnFailure"];

    /// <summary>It sends an event and reads it back.</summary>
    public ScriptFact ProbesDelivery => Facts["probesDelivery"];

    /// <summary>It compares memory with a bound.</summary>
    public ScriptFact WatchesMemory => Facts["watchesMemory"];

    /// <summary>It compares disk space with a bound.</summary>
    public ScriptFact WatchesDisk => Facts["watchesDisk"];

    /// <summary>All it asks GlitchTip is its health page or its containers' state.</summary>
    public ScriptFact ReadsHealthOnly => Facts["readsHealthOnly"];

    /// <summary>It writes to a log file, whose path is <see cref="ScriptFact.Text"/>.</summary>
    public ScriptFact LogsTo => Facts["logsTo"];

    /// <summary>It restarts something.</summary>
    public ScriptFact UsesRestart => Facts["usesRestart"];

    /// <summary>It copies a .env file before it changes it.</summary>
    public ScriptFact BacksUpEnv => Facts["backsUpEnv"];

    /// <summary>It looks into the restored database and compares.</summary>
    public ScriptFact ComparesRestored => Facts["comparesRestored"];
}
