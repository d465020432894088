namespace Verification.ReferenceTarget;

/// <summary>The role's whole log: one line per start, stop and error, never a secret.</summary>
public sealed class OutputLog(TextWriter output, Role role)
{
    private readonly Lock gate = new();

    /// <summary>Writes one line.</summary>
    public void Line(string text)
    {
        lock (gate)
        {
            output.WriteLine($"{role.ToString().ToLowerInvariant()} {text}");
            output.Flush();
        }
    }

    /// <summary>Writes one line about something that went wrong.</summary>
    public void Error(string what, Exception failure) => Line($"error: {what}: {OneLine(failure)}");

    /// <summary>A failure as one line.</summary>
    public static string OneLine(Exception failure) =>
        $"{failure.GetType().Name} {failure.Message}".ReplaceLineEndings(" ");
}
