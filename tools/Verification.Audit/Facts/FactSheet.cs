using Verification.Audit.Compose;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Facts of an item as they are gathered; what was not given is left out.</summary>
internal sealed class FactSheet(string kind, string name, Place place)
{
    private readonly Dictionary<string, Fact> _facts = new(StringComparer.Ordinal);

    /// <summary>The item.</summary>
    public Item Item(Func<string, Fact?>? more = null) => new(kind, name, place, _facts, more);

    public FactSheet Add(string fact, string? value, Place? at = null) => Put(fact, value is null ? null : Fact.Of(value, at ?? place));

    public FactSheet Add(string fact, bool? value, Place? at = null) => Put(fact, value is bool known ? Fact.Of(known, at ?? place) : null);

    public FactSheet Add(string fact, double? value, Place? at = null) => Put(fact, value is double known ? Fact.Of(known, at ?? place) : null);

    /// <summary>Adds a list; an empty one was not given.</summary>
    public FactSheet Add(string fact, IReadOnlyCollection<string> values, Place? at = null) => Put(fact, values.Count == 0 ? null : Fact.Of(values, at ?? place));

    /// <summary>Adds a scalar of the tree as it stands there.</summary>
    public FactSheet Add(string fact, YamlNode? node) => node.Text() is string text ? Put(fact, Fact.Of(text, node!.Place)) : this;

    /// <summary>Adds a list of scalars of the tree; an override's entries come last, and they are what people look for.</summary>
    public FactSheet AddList(string fact, YamlNode? node) => node.Texts() is { Count: > 0 } texts ? Put(fact, Fact.Of(texts, (node as YamlSequence)!.Items[^1].Place)) : this;

    public FactSheet Put(string fact, Fact? value)
    {
        if (value is not null)
        {
            _facts[fact] = value;
        }

        return this;
    }

    public FactSheet Unknown(string fact, string because, Place? at = null) => Put(fact, Fact.Unknown(because, at ?? place));
}
