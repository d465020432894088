using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>Environment files: read where they can be, recorded where they can't.</summary>
internal static class EnvFileReader
{
    // Every service may name every file, and each is read again for each, since its variables may differ.
    private const int CostOfReading = 200;

    /// <summary>The project's .env in a folder; null when there is none or it can't be read.</summary>
    public static EnvFile? Project(LoadState state, string folder, Func<string, string?> lookup)
    {
        string path = FolderPath.Join(folder, ".env");
        switch (state.Files.Read(path))
        {
            case FileText text:
                return DotEnv.Read(Name(path), text.Text, lookup, state.Uses, state.Budget);
            case FileUnread unread:
                state.Miss(Name(path), unread.Reason, new Place(Name(path), 1));
                return null;
            default:
                return null;
        }
    }

    /// <summary>A file of a service's env_file; null when it is not there or can't be read.</summary>
    public static EnvFile? Service(LoadState state, YamlMapping file, Func<string, string?> lookup)
    {
        state.Budget.Spend(CostOfReading, file.Place);
        string path = file["path"].Text() ?? "";
        bool required = (file["required"] as YamlScalar)?.AsBoolean != false;
        switch (state.Files.Read(path))
        {
            case FileText text:
                EnvFile read = file["format"].Text() switch
                {
                    null or "" or ".env" => DotEnv.Read(Name(path), text.Text, lookup, state.Uses, state.Budget),
                    "raw" => DotEnv.ReadRaw(Name(path), text.Text, lookup, state.Budget),
                    _ => throw Refusal.At(file.Place, "Compose knows no env_file format of that name", "write raw or remove the format"),
                };
                Keep(state, read);
                return read;
            case FileUnread unread:
                state.Miss(Name(path), unread.Reason, file.Place);
                return null;
            default:
                if (required)
                {
                    state.Miss(Name(path), "there is no such file", file.Place);
                }

                return null;
        }
    }

    /// <summary>Keeps a file for the report, once.</summary>
    public static void Keep(LoadState state, EnvFile file)
    {
        if (!state.EnvFiles.Any(kept => kept.Path == file.Path))
        {
            state.EnvFiles.Add(file);
        }
    }

    /// <summary>A path as it is shown.</summary>
    public static string Name(string path) => MemoryFiles.TryNormalize(path, out string? inside) ? inside : path;
}
