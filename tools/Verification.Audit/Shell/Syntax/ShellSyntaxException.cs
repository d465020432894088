namespace Verification.Audit.Shell.Syntax;

/// <summary>Carries a syntax error from the depth of the parser to its one entrance; it never leaves <see cref="ShellScript"/>.</summary>
internal sealed class ShellSyntaxException(string reason, int line) : Exception(reason)
{
    public int Line { get; } = line;
}
