using Verification.Fixtures;
using Verification.Fixtures.Runs;
using Verification.Readiness;
using Verification.Readiness.History;
using Verification.Readiness.Rendering;
using Verification.Readiness.Rendering.ComparisonReport;
using Verification.Readiness.Verdicts;

namespace Verification.Cli.Commands;

/// <summary>`compare DIR DIR`: what changed from one run to another, and which of it is more than noise.</summary>
internal static class CompareCommand
{
    /// <summary>Prints one line per difference, then what the figures come to, then both verdicts; exits with the later run's code.</summary>
    /// <param name="before">Results folder of the earlier run.</param>
    /// <param name="after">Results folder of the later run.</param>
    /// <param name="history">History file; null for the work tree's, which need not be there.</param>
    /// <param name="markdown">File to write the comparison to; null for none.</param>
    public static async Task<int> RunAsync(string before, string after, string? history, string? markdown)
    {
        RunComparison comparison = RunComparison.Of(Read(before), Read(after), await HistoryAsync(history));
        if (markdown is not null)
        {
            Write(markdown, ComparisonMarkdown.Render(comparison));
        }

        foreach (string line in ComparisonWords.Lines(comparison))
        {
            Console.WriteLine(Inert.Terminal(line));
        }

        return comparison.Later.ExitCode;
    }

    private static ComparedRun Read(string path)
    {
        RunDirectory directory = Bundle.OpenUnaltered(path);
        VerdictDocument verdict = Bundle.Verdict(directory);
        return new(verdict, HistoryFile.EntryOf(directory, verdict));
    }

    private static async Task<HistoryLog> HistoryAsync(string? named)
    {
        // Named and not there is a mistake; not named and not there is a work tree without runs.
        if (named is not null && !File.Exists(named))
        {
            throw new InputException($"--history {named} is not there; name a history.jsonl, or leave the option out to use that of artifacts.");
        }

        string path = named ?? HistoryFile.PathOf(RepositoryLayout.Find());
        HistoryLog log = await new HistoryFile(path, TimeProvider.System).ReadAsync();
        if (log.Warning(Bundle.Shown(Path.GetFullPath(path))) is string warning)
        {
            Console.Error.WriteLine(Inert.Terminal(warning));
        }

        return log;
    }

    private static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"--markdown {path} can't be written ({error.Message.TrimEnd('.')}); name a file in a folder that is there.", error);
        }
    }
}
