using System.Text.RegularExpressions;

namespace Verification.ReferenceTarget.Api;

/// <summary>Names as they stand in paths.</summary>
public static partial class Slugs
{
    /// <summary>The slug of a name, cut to a length.</summary>
    public static string From(string name, int longest)
    {
        var slug = NotInSlug().Replace(name.ToLowerInvariant(), "-").Trim('-');
        slug = slug.Length > longest ? slug[..longest] : slug;
        return slug.Length > 0 ? slug : "unnamed";
    }

    /// <summary>The slug with two random characters, for names already in use.</summary>
    public static string Unused(string name, int longest) => $"{From(name, longest - 3)}-{Authentication.Random(2)}";

    [GeneratedRegex("[^a-z0-9_]+")]
    private static partial Regex NotInSlug();
}
