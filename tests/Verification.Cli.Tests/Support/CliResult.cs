namespace Verification.Cli.Tests.Support;

/// <summary>How the program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">Standard output, with the time since the start.</param>
/// <param name="Errors">Standard error.</param>
/// <param name="RunId">Name of the run, if one began.</param>
/// <param name="Took">From start to end.</param>
internal sealed record CliResult(int ExitCode, IReadOnlyList<(TimeSpan At, string Text)> Lines, string Errors, string? RunId, TimeSpan Took)
{
    /// <summary>Standard output.</summary>
    public string Output => string.Join('\n', Lines.Select(line => line.Text));

    /// <summary>The last line of standard output.</summary>
    public string LastLine => Lines.Count > 0 ? Lines[^1].Text : "";

    /// <summary>Expects one sentence that holds these words, and the exit code.</summary>
    public void ShouldRefuse(int exitCode, params string[] words)
    {
        ExitCode.Should().Be(exitCode, "it said: {0}", Errors);
        Errors.Split('\n').Should().ContainSingle("one clear sentence is enough");
        Errors.Should().NotContain("   at ", "nobody wants a stack trace").And.NotContain("Exception");
        foreach (string word in words)
        {
            Errors.Should().Contain(word);
        }
    }
}
