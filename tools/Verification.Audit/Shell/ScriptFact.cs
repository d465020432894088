using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell;

/// <summary>Something a script does or does not do, or why that can't be told.</summary>
public sealed record ScriptFact
{
    /// <summary>True, false, or null when it is unknown.</summary>
    public bool? Holds { get; init; }

    /// <summary>The figure, for facts that are one; null when there is none or it is unknown.</summary>
    public double? Number { get; init; }

    /// <summary>The text, for facts that are one, such as a log file's path.</summary>
    public string? Text { get; init; }

    /// <summary>The line that shows it.</summary>
    public Place? Place { get; init; }

    /// <summary>One clause that completes "it can't be told: ..."; null when it is known.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>It holds, as that line shows.</summary>
    public static ScriptFact Yes(Place? place, double? number = null, string? text = null) => new() { Holds = true, Place = place, Number = number, Text = text };

    /// <summary>It does not hold; the line, when there is one, shows what is done instead.</summary>
    public static ScriptFact No(Place? place = null) => new() { Holds = false, Place = place };

    /// <summary>Nobody can tell from the files.</summary>
    public static ScriptFact Unknown(string because, Place? place = null) => new() { UnknownBecause = because, Place = place };
}
