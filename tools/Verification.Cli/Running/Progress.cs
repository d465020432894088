using System.Globalization;
using Verification.Fixtures.Runs;

namespace Verification.Cli.Running;

/// <summary>Tells what a run is doing: a first line within a second, and from then on never silent for more than five.</summary>
internal sealed class Progress(Screen screen, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeforeFirstLine = TimeSpan.FromMilliseconds(600);
    // Two seconds before that, for a machine that is busy with what is asked.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private const int MostNamed = 3;

    private readonly long _begun = time.GetTimestamp();
    private readonly List<(string Phase, string WaitsFor, TimeSpan Since)> _open = [];
    private readonly HashSet<string> _unanswered = [];
    private JournalTail? _journal;
    private TimeSpan? _lastLine;

    /// <summary>Since the command began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_begun);

    /// <summary>Whether the suite came to its own end.</summary>
    public bool Finished { get; private set; }

    /// <summary>Prints a line.</summary>
    public void Say(string text, Tone tone = Tone.Plain)
    {
        _lastLine = Elapsed;
        screen.Line(Elapsed, text, tone);
    }

    /// <summary>From now on tells what this journal says, and which of these checks have not answered.</summary>
    public void Follow(JournalTail journal, IEnumerable<string> checks)
    {
        _journal = journal;
        _unanswered.UnionWith(checks);
    }

    /// <summary>Waits for some work, and says so when it takes long.</summary>
    /// <param name="phase">Name of the phase.</param>
    /// <param name="waitsFor">What is waited for, as it should read after "for".</param>
    public async Task<T> WhileAsync<T>(string phase, string waitsFor, Task<T> work)
    {
        (string, string, TimeSpan) entry = (phase, waitsFor, Elapsed);
        _open.Add(entry);
        await UntilAsync(work);
        _open.Remove(entry);
        return await work;
    }

    /// <summary>Tells what happens until the work has ended, however it ends.</summary>
    public async Task UntilAsync(Task work)
    {
        using PeriodicTimer timer = new(Poll, time);
        do
        {
            Look();
        }
        while (!work.IsCompleted && await timer.WaitForNextTickAsync());
        Look();
    }

    /// <summary>One look at the journal and the clock.</summary>
    internal void Look()
    {
        foreach (JournalLine line in _journal?.Next() ?? [])
        {
            Tell(line);
        }

        if (Elapsed - _lastLine.GetValueOrDefault() > (_lastLine is null ? BeforeFirstLine : Silence))
        {
            Say(Waiting());
        }
    }

    private string Waiting()
    {
        IEnumerable<string> phases = _open.Select(open => string.Create(
            CultureInfo.InvariantCulture, $"{open.Phase}: waiting for {open.WaitsFor} ({(Elapsed - open.Since).TotalSeconds:0} s so far)"));
        string names = string.Join(", ", _unanswered.Order(StringComparer.Ordinal).Take(MostNamed));
        string checks = $"checks: waiting for {_unanswered.Count} to answer ({names}{(_unanswered.Count > MostNamed ? ", ..." : "")})";
        return _open.Count > 0 ? string.Join("; ", phases)
            : _journal is null ? "start: waiting for the suite to begin"
            : _unanswered.Count > 0 ? checks
            : "end: waiting for the suite to end";
    }

    private void Tell(JournalLine line)
    {
        switch (line.Kind)
        {
            case JournalKind.Begin:
                _open.Add((line.Phase, line.Text, Elapsed));
                Say($"{line.Phase}: {line.Text}");
                break;
            case JournalKind.End:
                _open.RemoveAll(open => open.Phase == line.Phase);
                break;
            case JournalKind.Fault:
                _open.RemoveAll(open => open.Phase == line.Phase);
                Say($"{line.Phase}: {line.Text}", Tone.Unsure);
                break;
            case JournalKind.Check:
                _unanswered.Remove(line.Phase);
                Say($"{line.Phase}  {line.Text}", ToneOf(line.Text));
                break;
            case JournalKind.Note:
                Finished |= line.Phase == RunJournal.Finished;
                break;
        }
    }

    private static Tone ToneOf(string answer) => answer.Split(':')[0] switch { "Pass" => Tone.Good, "Fail" => Tone.Bad, _ => Tone.Unsure };
}
