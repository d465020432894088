using System.Globalization;
using Spectre.Console;
using Verification.Readiness.Rendering;

namespace Verification.Cli.Running;

/// <summary>Where lines go: in colour on a terminal, elsewhere plain and as long as they are.</summary>
internal sealed class Screen
{
    private readonly TextWriter _plain;
    private readonly IAnsiConsole? _terminal;
    private readonly Lock _gate = new();
    private bool _lost;

    /// <summary>Writes to <paramref name="plain"/> unless there is a terminal.</summary>
    public Screen(TextWriter plain, IAnsiConsole? terminal = null) => (_plain, _terminal) = (plain, terminal);

    /// <summary>Standard output.</summary>
    public static Screen Standard { get; } = new(Console.Out, Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" ? null : AnsiConsole.Console);

    /// <summary>One line of progress; the text may come from anywhere.</summary>
    public void Line(TimeSpan elapsed, string text, Tone tone = Tone.Plain)
    {
        string time = string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,6:0.0} s");
        string safe = Inert.Terminal(text);
        Write(() =>
        {
            if (_terminal is null)
            {
                _plain.Write($"{time}  {safe}\n");
            }
            else
            {
                _terminal.MarkupLine($"[grey]{time}[/]  [{Colour(tone)}]{Markup.Escape(safe)}[/]");
            }
        });
    }

    /// <summary>Finished text, already safe, ending with a line break.</summary>
    public void Text(string text) => Write(() => _plain.Write(text));

    // A run is not given up because nobody can read along any more (a full disk behind a redirection, a closed terminal).
    private void Write(Action write)
    {
        lock (_gate)
        {
            if (_lost)
            {
                return;
            }

            try
            {
                write();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                _lost = true;
                Console.Error.WriteLine(Inert.Terminal($"Standard output can't be written ({error.Message}); the run goes on, and its results hold the rest."));
            }
        }
    }

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Plain => "default",
        Tone.Good => "green",
        Tone.Bad => "red",
        Tone.Unsure => "yellow",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "has no colour"),
    };
}
