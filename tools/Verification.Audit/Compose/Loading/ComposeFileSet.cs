using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>The files that a plain `docker compose up` in the folder reads.</summary>
/// <param name="Files">Each with the place that asks for it.</param>
/// <param name="Folder">The project's folder: that of the first file.</param>
internal sealed record ComposeFileSet(IReadOnlyList<(string Path, Place Place)> Files, string Folder)
{
    // In the order in which Compose tries them.
    private static readonly string[] Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] Overrides = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>Finds them: COMPOSE_FILE of .env, else the names that Compose knows.</summary>
    public static ComposeFileSet Find(IDeploymentFiles files, EnvFile? dotEnv) => dotEnv?.Find("COMPOSE_FILE") is { Value.Length: > 0 } named
        ? Named(named, dotEnv.Find("COMPOSE_PATH_SEPARATOR")?.Value)
        : Default(files);

    private static ComposeFileSet Named(EnvEntry entry, string? separator)
    {
        string[] paths = entry.Value!.Split(string.IsNullOrEmpty(separator) ? ":" : separator, StringSplitOptions.RemoveEmptyEntries);
        return paths.Length > 0 && !paths.Contains("-")
            ? new ComposeFileSet([.. paths.Select(path => (FolderPath.Join(".", path), entry.Place))], FolderPath.Of(FolderPath.Join(".", paths[0])))
            : throw Refusal.At(entry.Place, "COMPOSE_FILE names no file of the folder", "write the names of the Compose files, with colons between them");
    }

    private static ComposeFileSet Default(IDeploymentFiles files)
    {
        string main = Names.FirstOrDefault(name => files.Read(name) is not FileMissing) ?? throw new InputException(
            $"The deployment folder has no Compose file: none of {string.Join(", ", Names)} is there and .env names none in COMPOSE_FILE; give the folder that docker compose is started in.");
        string? second = Overrides.FirstOrDefault(name => files.Read(name) is not FileMissing);
        return new ComposeFileSet([(main, new Place(main, 1)), .. second is null ? [] : new[] { (second, new Place(second, 1)) }], ".");
    }
}
