namespace Verification.Acceptance.Resilience;

/// <summary>What is done to a target of its own, and what it costs.</summary>
internal enum DrillKind
{
    /// <summary>The worker is stopped as an update stops it.</summary>
    WorkerStop,

    /// <summary>The worker is killed.</summary>
    WorkerKill,

    /// <summary>Redis is killed while it holds a backlog.</summary>
    BrokerRestart,

    /// <summary>Web is stopped as an update stops it.</summary>
    WebStop,

    /// <summary>PostgreSQL is killed while the worker stores.</summary>
    DatabaseCrash,

    /// <summary>Each part is frozen for a moment.</summary>
    Freeze,

    /// <summary>Each part but web is cut off the network for a moment.</summary>
    CutOff,

    /// <summary>Web exceeds its memory limit.</summary>
    MemoryLimit,

    /// <summary>The next version takes the place of this one, and then this one again.</summary>
    Upgrade,
}
