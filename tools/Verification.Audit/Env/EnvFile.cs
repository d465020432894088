namespace Verification.Audit.Env;

/// <summary>An environment file as Compose reads it.</summary>
/// <param name="Path">The file within the deployment folder.</param>
/// <param name="Entries">Every assignment in order; where a name comes twice the last one counts.</param>
/// <param name="Crlf">Whether it has line ends of Windows, which shells that source it take into the values.</param>
public sealed record EnvFile(string Path, IReadOnlyList<EnvEntry> Entries, bool Crlf)
{
    /// <summary>The assignment that counts for a name; null when there is none.</summary>
    public EnvEntry? Find(string name) => Entries.LastOrDefault(entry => entry.Name == name);
}
