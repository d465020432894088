using System.Text.RegularExpressions;

namespace Verification.Audit.Facts;

/// <summary>An image reference taken apart.</summary>
/// <param name="Name">Repository, with its registry where one is given.</param>
/// <param name="Tag">Tag; null when none is given.</param>
/// <param name="Digest">Digest such as sha256:...; null when none is given.</param>
internal sealed partial record ImageName(string Name, string? Tag, string? Digest)
{
    /// <summary>Last part of the name, such as glitchtip.</summary>
    public string Short => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>Whether it is the image of the Redis or the Valkey project itself, from whichever registry.</summary>
    public bool Official => OfItsProject().IsMatch(Name);

    /// <summary>Major version that the tag states; null when it states none.</summary>
    public int? Major => Part(1);

    /// <summary>Minor version that the tag states; null when it states none.</summary>
    public int? Minor => Part(2);

    /// <summary>Takes a reference apart.</summary>
    public static ImageName Parse(string reference)
    {
        string[] parts = reference.Split('@', 2);
        int colon = parts[0].LastIndexOf(':');
        // A colon before the last slash belongs to a registry's port.
        bool tagged = colon > parts[0].LastIndexOf('/');
        return new(tagged ? parts[0][..colon] : parts[0], tagged ? parts[0][(colon + 1)..] : null, parts.Length == 2 ? parts[1] : null);
    }

    private int? Part(int group) =>
        Tag is not null && Leading().Match(Tag) is { Success: true } match && int.TryParse(match.Groups[group].Value, out int number) ? number : null;

    [GeneratedRegex(@"^([^/]+[.:][^/]*/|localhost/)?((library/)?redis|valkey/valkey|(library/)?valkey)$")]
    private static partial Regex OfItsProject();

    [GeneratedRegex(@"^v?(\d{1,4})(?:\.(\d{1,4}))?(?:[.\-]|$)")]
    private static partial Regex Leading();
}
