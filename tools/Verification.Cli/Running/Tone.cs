namespace Verification.Cli.Running;

/// <summary>How a line of progress is meant; a colour on a terminal, nothing elsewhere.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,
    Unsure,
}
