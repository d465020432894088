using Verification.Audit.Shell.Syntax;

namespace Verification.Audit.Shell;

/// <summary>A POSIX or bash script as a tree of commands, or the reason why there is none.</summary>
public abstract record ShellScript
{
    /// <summary>Longer scripts are not read.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>The commands of the script.</summary>
    public abstract CommandList Commands { get; init; }

    /// <summary>A script that was read whole.</summary>
    public sealed record Understood(CommandList Commands) : ShellScript
    {
        /// <inheritdoc/>
        public override CommandList Commands { get; init; } = Commands;
    }

    /// <summary>A script that could not be read whole; its commands are those before the line named.</summary>
    public sealed record NotUnderstood(string Reason, int Line, CommandList Commands) : ShellScript
    {
        /// <inheritdoc/>
        public override CommandList Commands { get; init; } = Commands;
    }

    /// <summary>Reads a script; never throws.</summary>
    public static ShellScript Parse(string text)
    {
        if (text.Length > MaximumLength)
        {
            return new NotUnderstood($"it is longer than {MaximumLength / 1024} KiB", 1, Nothing);
        }

        if (text.IndexOf('\0') is >= 0 and int binary)
        {
            return new NotUnderstood("it holds binary data", 1 + text.AsSpan(0, binary).Count('\n'), Nothing);
        }

        if (OtherLanguage(text) is string language)
        {
            return new NotUnderstood($"it is a {language} program, not a shell script", 1, Nothing);
        }

        // The two private characters mark unknown parts of values later on; nobody writes them in a script.
        string clean = text.TrimStart('\uFEFF').Replace(Running.Holes.Open, '\uFFFD').Replace(Running.Holes.Close, '\uFFFD');
        int carriageReturn = clean.IndexOf("\r\n", StringComparison.Ordinal);
        ShellScript script = ParsePart(clean.Replace("\r\n", "\n"), 1);
        return carriageReturn < 0 || script is NotUnderstood ? script : new NotUnderstood(
            "its lines end in CR LF, and a shell takes the CR as part of every line's last word", 1 + clean.AsSpan(0, carriageReturn).Count('\n'), script.Commands);
    }

    /// <summary>Reads text that stands inside a script, such as the argument of sh -c.</summary>
    internal static ShellScript ParsePart(string text, int firstLine)
    {
        List<ListItem> before = [];
        try
        {
            return new Understood(new ShellParser(text, firstLine).ParseScript(before));
        }
        catch (ShellSyntaxException error)
        {
            return new NotUnderstood(error.Message, error.Line, new CommandList(before, firstLine));
        }
    }

    private static CommandList Nothing { get; } = new([], 1);

    private static string? OtherLanguage(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        string first = text.Split('\n', 2)[0];
        string[] words = [.. first[2..].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith('-'))];
        string? program = words.Select(word => word[(word.LastIndexOf('/') + 1)..]).FirstOrDefault(word => word is not "env" && !word.Contains('='));
        return program is null or "sh" or "bash" or "dash" or "ash" or "ksh" or "mksh" or "busybox" ? null : program;
    }
}
