namespace Verification.Audit.Compose.Shapes;

/// <summary>What may stand at a place of a Compose file; the forms of one place are alternatives of different node kinds.</summary>
internal sealed record Shape
{
    /// <summary>Scalars that may stand here.</summary>
    public Allowed Scalars { get; init; }

    /// <summary>What a list's items are; null when no list may stand here.</summary>
    public Shape? Items { get; init; }

    /// <summary>Keys that a mapping may have, beside x- keys; null when their names are free.</summary>
    public IReadOnlyDictionary<string, Shape>? Fields { get; init; }

    /// <summary>What the values of a mapping with free names are; null when no such mapping may stand here.</summary>
    public Shape? Values { get; init; }

    /// <summary>Keys that a mapping must have.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Whether free names are those of services and volumes: letters, digits, dot, underscore and hyphen.</summary>
    public bool Named { get; init; }

    /// <summary>Whether no item of a list may come twice.</summary>
    public bool Distinct { get; init; }

    /// <summary>What text has to look like, and how that is called.</summary>
    public TextForm? Form { get; init; }

    /// <summary>Anything at all.</summary>
    public bool Anything { get; init; }

    /// <summary>Everything that either shape lets through.</summary>
    public static Shape operator |(Shape one, Shape other) => new()
    {
        Scalars = one.Scalars | other.Scalars,
        Items = one.Items ?? other.Items,
        Fields = one.Fields ?? other.Fields,
        Values = one.Values ?? other.Values,
        Needed = [.. one.Needed, .. other.Needed],
        Named = one.Named || other.Named,
        Distinct = one.Distinct || other.Distinct,
        Form = one.Form ?? other.Form,
        Anything = one.Anything || other.Anything,
    };

    /// <summary>What may stand here, in words.</summary>
    public string Words => string.Join(" or ", Nouns());

    private IEnumerable<string> Nouns()
    {
        (Allowed Flag, string Noun)[] scalars = [(Allowed.Text, "a string"), (Allowed.Number, "a number"), (Allowed.Flag, "a boolean")];
        foreach ((Allowed flag, string noun) in scalars)
        {
            if (Scalars.HasFlag(flag))
            {
                yield return noun;
            }
        }

        if (Items is not null)
        {
            yield return "a list";
        }

        if (Fields is not null || Values is not null)
        {
            yield return "a mapping";
        }
    }
}
