namespace Verification.Acceptance.Sdk.Fields;

/// <summary>Which check a compared field belongs to.</summary>
public enum FieldGroup
{
    /// <summary>Title, exception type and value, release, environment, server name, time, platform, SDK.</summary>
    Event,

    /// <summary>Mechanism and frames.</summary>
    Stack,

    /// <summary>The affected user.</summary>
    User,

    /// <summary>Breadcrumbs and their order.</summary>
    Breadcrumbs,

    /// <summary>Tags set by the application.</summary>
    Tags,

    /// <summary>Extra data at every depth.</summary>
    Extra,

    /// <summary>Level.</summary>
    Level,

    /// <summary>Own fields of genuine errors and the chain of causes.</summary>
    Error,
}

/// <summary>The comparable fields of an event, by group and path; null means that the source can't show this field.</summary>
public sealed class FieldMap
{
    private readonly Dictionary<FieldGroup, SortedDictionary<string, string>> _groups =
        Enum.GetValues<FieldGroup>().ToDictionary(group => group, _ => new SortedDictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Fields of a group, by path.</summary>
    public IDictionary<string, string> this[FieldGroup group] => _groups[group];

    /// <summary>Adds a text field; null adds nothing.</summary>
    public void Add(FieldGroup group, string path, string? value)
    {
        if (value is not null)
        {
            _groups[group][path] = value;
        }
    }
}
