namespace Verification.Audit.Shell;

/// <summary>What a script is for.</summary>
public enum ScriptPurpose
{
    /// <summary>It dumps the database.</summary>
    Backup,

    /// <summary>It restores a dump, to see that it can be restored.</summary>
    RestoreTest,

    /// <summary>It looks at containers, memory, disk or health.</summary>
    Monitor,

    /// <summary>It sends an event and reads it back.</summary>
    SmokeTest,

    /// <summary>It puts the new DSN into place.</summary>
    Cutover,

    /// <summary>It puts the old settings back.</summary>
    Rollback,

    /// <summary>Anything else.</summary>
    Other,
}
