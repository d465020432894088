namespace Verification.Endurance;

/// <summary>Which process is killed.</summary>
internal enum Victim
{
    /// <summary>The command line, which holds everything together.</summary>
    Cli,

    /// <summary>The acceptance suite, which holds the target.</summary>
    Suite,
}
