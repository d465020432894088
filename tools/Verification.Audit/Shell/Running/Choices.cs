using Verification.Readiness.Evidence;

namespace Verification.Audit.Shell.Running;

/// <summary>What a condition that nobody can evaluate beforehand depends on.</summary>
internal enum ChoiceKind
{
    /// <summary>Whether a variable that the script does not set holds something.</summary>
    Variable,

    /// <summary>Whether a file exists or is empty, or how large it is.</summary>
    File,

    /// <summary>Whether a command succeeds.</summary>
    Command,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A condition that was decided either way, to see what follows.</summary>
/// <param name="Key">Tells the same question asked again.</param>
/// <param name="Subject">The variable, file or command, for people.</param>
internal sealed record Choice(string Key, ChoiceKind Kind, string Subject, Place Place, bool Answer, bool AfterFault);

/// <summary>The answers of one path: the likely one everywhere, except for the questions named by their order.</summary>
internal sealed class Choices(IReadOnlySet<int> unlikely, IReadOnlyDictionary<string, bool>? given = null)
{
    private readonly Dictionary<string, bool> known = given is null ? [] : new(given);
    private readonly List<Choice> made = [];

    public IReadOnlyList<Choice> Made => made;

    /// <summary>Answers a question; the same question gets the same answer on one path.</summary>
    public bool Ask(string key, ChoiceKind kind, string subject, Place place, bool likely, bool afterFault)
    {
        if (!known.TryGetValue(key, out bool answer))
        {
            answer = unlikely.Contains(made.Count) ? !likely : likely;
            known[key] = answer;
            made.Add(new Choice(key, kind, subject, place, answer, afterFault));
        }

        return answer;
    }

    /// <summary>The answer to a question that was asked before.</summary>
    public bool? Known(string key) => known.TryGetValue(key, out bool answer) ? answer : null;

    /// <summary>Settles a question by what the script itself enforces.</summary>
    public void Settle(string key, bool answer) => known.TryAdd(key, answer);
}
