namespace Verification.Audit.Compose.Loading;

/// <summary>Paths as people write them in Compose files, seen from the deployment folder.</summary>
internal static class FolderPath
{
    /// <summary>A path that is written relative to a folder: "./x" within the deployment, "../x" outside; absolute ones and those of a home stay as they are.</summary>
    public static string Join(string folder, string path)
    {
        if (path.Length == 0 || IsFixed(path))
        {
            return path;
        }

        List<string> parts = [];
        foreach (string part in $"{folder}/{path}".Split('/').Where(part => part is not ("" or ".")))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        string joined = string.Join('/', parts);
        return IsFixed(folder) && folder.StartsWith('/') ? "/" + joined : IsFixed(joined) || joined.StartsWith("../", StringComparison.Ordinal) || joined == ".." ? joined : joined.Length == 0 ? "." : $"./{joined}";
    }

    /// <summary>The folder that a file lies in.</summary>
    public static string Of(string file) => Join(".", $"{file}/..");

    /// <summary>A path in a container without detours.</summary>
    public static string Clean(string target)
    {
        if (target.Length == 0)
        {
            return target;
        }

        string joined = Join("", target.StartsWith('/') ? target[1..] : target);
        List<string> parts = [.. joined.Split('/').Where(part => part is not ("" or "."))];
        while (target.StartsWith('/') && parts is ["..", ..])
        {
            parts.RemoveAt(0);
        }

        string cleaned = string.Join('/', parts);
        return target.StartsWith('/') ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>Whether a file lies somewhere that only a network reaches.</summary>
    public static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal);

    private static bool IsFixed(string path) => path.StartsWith('/') || path.StartsWith('~') || path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/');
}
