using System.Diagnostics.CodeAnalysis;

namespace Verification.Audit;

/// <summary>Deployment files that are held in memory, such as an example laid over a whole deployment.</summary>
public sealed class MemoryFiles(IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string>? modes = null) : IDeploymentFiles
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Paths { get; } = [.. texts.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public FileRead Read(string path) => !TryNormalize(path, out string? inside) ? new FileUnread("it lies outside the deployment folder")
        : texts.TryGetValue(inside, out string? text) ? new FileText(text) : new FileMissing();

    /// <inheritdoc/>
    public string? Mode(string path) => TryNormalize(path, out string? inside) ? modes?.GetValueOrDefault(inside) : null;

    /// <summary>The path without detours; false when it leads out of the folder.</summary>
    public static bool TryNormalize(string path, [NotNullWhen(true)] out string? inside)
    {
        inside = null;
        List<string> parts = [];
        if (path.StartsWith('/') || path.StartsWith('~'))
        {
            return false;
        }

        foreach (string part in path.Replace('\\', '/').Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return false;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        inside = string.Join('/', parts);
        return true;
    }
}
