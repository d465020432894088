namespace Verification.ReferenceTarget.Accounts;

/// <summary>The sixteen scopes of an API token, in the order of their bits.</summary>
public static class Scopes
{
    /// <summary>All names; the position is the bit.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "project:read", "project:write", "project:admin", "project:releases", "team:read", "team:write", "team:admin", "event:read",
        "event:write", "event:admin", "org:read", "org:write", "org:admin", "member:read", "member:write", "member:admin",
    ];

    /// <summary>The bits of the names, or null when one is unknown.</summary>
    public static long? Bits(IEnumerable<string> names)
    {
        var bits = 0L;
        foreach (var name in names)
        {
            var at = Names.ToList().IndexOf(name);
            if (at < 0)
            {
                return null;
            }

            bits |= 1L << at;
        }

        return bits;
    }

    /// <summary>The names of the bits.</summary>
    public static IEnumerable<string> FromBits(long bits) => Names.Where((_, at) => (bits & (1L << at)) != 0);
}
