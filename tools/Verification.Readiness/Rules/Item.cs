using Verification.Readiness.Evidence;

namespace Verification.Readiness.Rules;

/// <summary>Something that a rule can look at: a service, a published port, a script, ...</summary>
/// <param name="Kind">What it is, such as "service".</param>
/// <param name="Name">Its name among its kind.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Facts">What was read about it; what is not there was not given.</param>
/// <param name="More">Facts that are looked up by name only when a rule asks for them.</param>
public sealed record Item(string Kind, string Name, Place Place, IReadOnlyDictionary<string, Fact> Facts, Func<string, Fact?>? More = null)
{
    /// <summary>The fact of that name; null when it was not given.</summary>
    public Fact? Find(string name) => name == "name" ? Fact.Of(Name, Place) : Facts.GetValueOrDefault(name) ?? More?.Invoke(name);
}
