namespace Verification.Audit.Shell.Running;

/// <summary>What a command such as sudo, docker exec or sh -c runs for its caller.</summary>
internal abstract record Wrapped
{
    /// <summary>A lock has to be taken first.</summary>
    public bool Lock { get; init; }

    /// <summary>A command with its arguments.</summary>
    /// <param name="Elsewhere">In a container or on another machine: the functions and variables of the caller are unknown there.</param>
    public sealed record Command(IReadOnlyList<string> Args, bool Elsewhere) : Wrapped;

    /// <summary>Text for a shell.</summary>
    /// <param name="Local">On this machine, with this environment.</param>
    /// <param name="Options">What the shell is started with, such as -e.</param>
    public sealed record Script(string Text, bool Local, IReadOnlyList<string> Options) : Wrapped;

    /// <summary>A file for a shell.</summary>
    public sealed record File(string Path, IReadOnlyList<string> Args) : Wrapped;
}
