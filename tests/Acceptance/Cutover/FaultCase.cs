using Verification.Fixtures.Services;

namespace Verification.Acceptance.Cutover;

/// <summary>What should come of a fault at the switch.</summary>
internal enum Expected
{
    /// <summary>The script refuses, and nothing was changed.</summary>
    Refused,

    /// <summary>The script or a trigger finds it, and the rollback brings everything back.</summary>
    RolledBack,

    /// <summary>The switch works all the same, and the file is exactly as before after the way back.</summary>
    Works,
}

/// <summary>A fault at the switch, and what came of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">As a sentence.</param>
/// <param name="Expected">What should come of it.</param>
internal sealed record FaultCase(string Id, string Title, Expected Expected)
{
    /// <summary>Arguments of cutover.sh, given the new DSN.</summary>
    public Func<string, IReadOnlyList<string>> Arguments { get; init; } = dsn => [dsn, "--all-at-once", "--settle", "0", "--min-free-mib", "0"];

    /// <summary>Changes the .env beforehand.</summary>
    public Func<string, string>? Env { get; init; }

    /// <summary>What is done to the new endpoint before the switch.</summary>
    public FrontFault Before { get; init; } = FrontFault.None;

    /// <summary>What is done to it as soon as the file was changed.</summary>
    public FrontFault? During { get; init; }

    /// <summary>How long the services work with the new endpoint before anything more happens.</summary>
    public TimeSpan Stay { get; init; }

    /// <summary>What is done to the new endpoint after that.</summary>
    public FrontFault? Later { get; init; }

    /// <summary>What is seen when everything is back: what it lacks, and a sentence for the story.</summary>
    public Func<DrillStage, FaultSpan, CancellationToken, Task<(string? Shortfall, string Sentence)>>? Afterwards { get; init; }

    /// <summary>What is done to the services before.</summary>
    public Func<DrillStage, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>Arguments of rollback.sh.</summary>
    public IReadOnlyList<string> Rollback { get; init; } = ["--settle", "0"];

    /// <summary>What is undone afterwards.</summary>
    public Func<DrillStage, CancellationToken, Task>? Repair { get; init; }
}

/// <summary>The moments of a fault.</summary>
/// <param name="Switched">When cutover.sh had ended.</param>
/// <param name="Back">When rollback.sh had ended; null when there was no way back.</param>
internal sealed record FaultSpan(DateTimeOffset Switched, DateTimeOffset? Back);
