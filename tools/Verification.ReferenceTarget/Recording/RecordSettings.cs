using System.Globalization;

namespace Verification.ReferenceTarget.Recording;

/// <summary>The environment of the role record.</summary>
/// <param name="File">Gets one JSON line per event; what it holds stays.</param>
/// <param name="Keys">Keys of each project.</param>
/// <param name="Bodies">Whether lines carry the events themselves.</param>
public sealed record RecordSettings(string Host, int Port, string File, ILookup<string, string> Keys, bool Bodies)
{
    private const int KeyLength = 32;

    /// <summary>Reads the settings; a missing or unusable one is a <see cref="UsageException"/> that repeats no key.</summary>
    public static RecordSettings FromEnvironment(Func<string, string?> read) => new(
        read("HOST") ?? "127.0.0.1",
        int.TryParse(Required(read, "PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new UsageException("PORT must be a TCP port number."),
        Required(read, "RECORD_FILE"),
        Required(read, "RECORD_KEYS").Split(',').Select(Pair).ToLookup(pair => pair.Project, pair => pair.Key, StringComparer.Ordinal),
        read("RECORD_BODIES") == "1");

    private static (string Project, string Key) Pair(string text) =>
        text.Trim().Split(':') is [var project, var key] && project.Length > 0 && project.All(char.IsAsciiDigit) && key.Length == KeyLength && key.All(char.IsAsciiHexDigit)
            ? (project, key.ToLowerInvariant())
            : throw new UsageException("RECORD_KEYS must be PROJECT:KEY,PROJECT:KEY with numeric projects and keys of 32 hexadecimal digits.");

    private static string Required(Func<string, string?> read, string name) =>
        read(name) is { Length: > 0 } value ? value : throw new UsageException($"Set the environment variable {name}.");
}
