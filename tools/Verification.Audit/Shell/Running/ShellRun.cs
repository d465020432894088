using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Running;

/// <summary>One path through a script: what ran, what was assumed, and how it ended.</summary>
internal sealed record ShellRun
{
    public required IReadOnlyList<Act> Acts { get; init; }

    public required IReadOnlyList<Choice> Choices { get; init; }

    public required int Status { get; init; }

    /// <summary>Index of the act that was made to fail; null when the path never came to it.</summary>
    public required int? FaultAt { get; init; }

    /// <summary>Acts whose output a test, a case or a calculation looked at.</summary>
    public required IReadOnlySet<int> Inspected { get; init; }

    /// <summary>Why something else may happen than what was seen.</summary>
    public required IReadOnlyList<Blind> Blind { get; init; }

    public bool Succeeded => Status == 0;

    public IEnumerable<Act> Of(ActKinds kinds) => Acts.Where(act => act.Is(kinds));

    public bool Holds(ActKinds kinds) => Acts.Any(act => act.Is(kinds));
}

/// <summary>A place where the script does something that can't be read.</summary>
/// <param name="Reason">One clause that completes "it can't be told, because ...".</param>
internal sealed record Blind(Place Place, string Reason);
