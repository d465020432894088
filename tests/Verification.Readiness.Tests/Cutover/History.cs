using System.Globalization;
using Verification.Readiness.Cutover;

namespace Verification.Readiness.Tests.Cutover;

/// <summary>A drill's history, written by hand in a few words per event.</summary>
internal sealed class History
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly List<ServiceProcess> _processes = [];
    private readonly List<RaisedEvent> _raised = [];
    private readonly List<SendingEnd> _ends = [];

    /// <summary>Copies at the old endpoint.</summary>
    public List<string> Old { get; } = [];

    /// <summary>Copies at the new endpoint.</summary>
    public List<string> New { get; } = [];

    /// <summary>Steps of the procedure.</summary>
    public List<(string Step, DateTimeOffset At)> Steps { get; } = [];

    public CutoverFacts Facts => new(_processes, _raised, _ends, Old, New, Steps);

    public IReadOnlyList<AccountedEvent> Account() => CutoverLedger.Account(Facts);

    public DrillAccount Sum() => CutoverLedger.Sum(Account(), Steps);

    /// <summary>A process: "old", "new", "both" or "off", then how it ended: "+" orderly, "-" killed, "?" not yet.</summary>
    public History Process(string start, string kind, string? service = null)
    {
        HashSet<Side> sides = kind[..^1] switch { "old" => [Side.Old], "new" => [Side.New], "both" => [Side.Old, Side.New], "off" => [], _ => throw new ArgumentException(kind) };
        _processes.Add(new(service ?? "api-server", start, Noon, sides, kind[..^1] != "off", kind[^1] switch { '+' => true, '-' => false, '?' => null, _ => throw new ArgumentException(kind) }));
        return this;
    }

    /// <summary>An event: how its sending ended, such as "new answered 200, old failed ECONNRESET, client dropped sample_rate", and its copies.</summary>
    public History Event(string id, string start, string ends = "", int old = 0, int @new = 0, double second = 0)
    {
        _raised.Add(new(id, start, Noon.AddSeconds(second)));
        _ends.AddRange(ends.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(text => End(id, text.Split(' '))));
        Old.AddRange(Enumerable.Repeat(id, old));
        New.AddRange(Enumerable.Repeat(id, @new));
        return this;
    }

    private static SendingEnd End(string id, string[] words)
    {
        SendingKind kind = Enum.Parse<SendingKind>(words[1], ignoreCase: true);
        string more = words.Length > 2 ? words[2] : "";
        return new(
            id, words[0] switch { "old" => Side.Old, "new" => Side.New, "client" => null, _ => throw new ArgumentException(words[0]) }, kind,
            kind == SendingKind.Answered && more.Length > 0 ? int.Parse(more, CultureInfo.InvariantCulture) : null, kind == SendingKind.Answered ? "" : more);
    }
}
