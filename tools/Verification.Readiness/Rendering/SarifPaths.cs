using Verification.Readiness.Verdicts;

namespace Verification.Readiness.Rendering;

/// <summary>Turns places of an audited folder into URIs: relative to the repository where the folder lies in it, else to the folder.</summary>
/// <param name="Folder">The folder as a relative URI; empty when it is the root or lies elsewhere.</param>
/// <param name="Base">Name of what the URIs are relative to; null when that is the repository.</param>
internal sealed record SarifPaths(string Folder, string? Base)
{
    /// <summary>A folder given by a relative path that stays inside is taken to lie in the repository from which the audit ran.</summary>
    public static SarifPaths Of(DeploymentRecord? deployment)
    {
        string path = (deployment?.Path ?? "/").Replace('\\', '/');
        bool drive = path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == ':';
        string[] parts = [.. path.Split('/').Where(part => part is not ("" or "."))];
        return path.StartsWith('/') || drive || parts.Contains("..") ? new("", "DEPLOYMENT") : new(string.Join('/', parts.Select(Escape)), null);
    }

    /// <summary>The URI of a file of the folder, escaped segment by segment, so that no name can be anything else than a name.</summary>
    public string Uri(string file)
    {
        string uri = string.Join('/', file.Split('/').Where(part => part is not ("" or ".")).Select(Escape));
        return $"{(Folder.Length == 0 ? "" : $"{Folder}/")}{(uri.Length == 0 ? "." : uri)}";
    }

    private static string Escape(string part) => System.Uri.EscapeDataString(part);
}
