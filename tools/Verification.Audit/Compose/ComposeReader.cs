using Verification.Audit.Compose.Loading;
using Verification.Audit.Compose.Normal;
using Verification.Audit.Compose.Shapes;
using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness;

namespace Verification.Audit.Compose;

/// <summary>Reads the Compose project of a deployment folder as a plain `docker compose up` in it would, but for the environment of the process.</summary>
public static class ComposeReader
{
    private const string ProjectName = "COMPOSE_PROJECT_NAME";

    /// <summary>The project.</summary>
    /// <exception cref="InputException">There is none, or Compose would refuse it.</exception>
    public static ComposeProject Read(IDeploymentFiles files)
    {
        LoadState state = new(files);
        EnvFile? dotEnv = EnvFileReader.Project(state, ".", _ => null);
        ComposeFileSet set = ComposeFileSet.Find(files, dotEnv);

        // COMPOSE_FILE may lead to a folder with a .env of its own, which then adds what the first one lacks.
        EnvFile? second = set.Folder == "." ? null : EnvFileReader.Project(state, set.Folder, name => dotEnv?.Find(name)?.Value);
        if (second is not null)
        {
            EnvFileReader.Keep(state, second);
        }

        string? Given(string variable) => dotEnv?.Find(variable)?.Value ?? second?.Find(variable)?.Value;
        string? name = Given(ProjectName) is { Length: > 0 } given ? given : NameOfFiles(state, set, Given);
        Scope scope = new(set.Folder, variable => variable == ProjectName ? name ?? "" : Given(variable), Lenient: state.Unread.Any(part => part.What.EndsWith(".env", StringComparison.Ordinal)));
        YamlMapping root = Defaults.Fill(new ModelLoader(state, scope, []).Load(set.Files));
        RefuseUnread(state, set);
        new ShapeCheck(whole: true).Check(root, ComposeShape.File);

        IReadOnlyList<ComposeService> services = Services(state, root, scope);
        new Consistency(root, state.Partial).Check(services);
        return new ComposeProject
        {
            Files = state.Read,
            Root = root,
            Services = services,
            Variables = state.Uses,
            Unread = state.Unread,
            DotEnv = dotEnv,
            EnvFiles = [.. state.EnvFiles.Where(file => file.Path != dotEnv?.Path)],
            Name = name,
        };
    }

    private static void RefuseUnread(LoadState state, ComposeFileSet set)
    {
        string main = EnvFileReader.Name(set.Files[0].Path);
        if (state.Unread.FirstOrDefault(part => part.OfModel && part.What == main) is { } unread)
        {
            throw Refusal.At(unread.Place, $"{Refusal.Quote(main)} was not read: {unread.Reason}", "make it readable, since without it there is nothing to audit");
        }
    }

    // Names come from the files before variables are filled in, since ${COMPOSE_PROJECT_NAME} may be one of these.
    private static string? NameOfFiles(LoadState state, ComposeFileSet set, Func<string, string?> given)
    {
        string? name = null;
        foreach ((string path, Readiness.Evidence.Place place) in set.Files)
        {
            foreach (YamlNode document in state.Documents(path, place) ?? [])
            {
                if (document is YamlMapping root && root["name"] is YamlScalar { Kind: ScalarKind.Text } written)
                {
                    name = new Interpolator(given, [], state.Budget, lenient: true).Fill(written.Text, written.Place).Text;
                }
            }
        }

        string normal = new string([.. (name ?? "").ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')]).TrimStart('_', '-');
        return normal.Length > 0 ? normal : null;
    }

    private static IReadOnlyList<ComposeService> Services(LoadState state, YamlMapping root, Scope scope)
    {
        if (root["services"] is not YamlMapping { Entries.Count: > 0 } services)
        {
            return state.Partial ? [] : throw Refusal.At(root.Place, "the project has no services", "add them, or give the right folder");
        }

        HashSet<string> profiles = [.. (scope.Lookup("COMPOSE_PROFILES") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        ServiceEnvironment environment = new(state, scope.Lookup);
        return [.. services.Entries.Select(entry => Service(entry, (YamlMapping)entry.Value, environment, profiles))];
    }

    private static ComposeService Service(YamlEntry entry, YamlMapping tree, ServiceEnvironment environment, HashSet<string> profiles)
    {
        IReadOnlyList<string> own = tree["profiles"].Texts();
        return new ComposeService
        {
            Name = entry.Key,
            Place = entry.KeyPlace,
            Tree = tree,
            Environment = environment.Of(tree),
            Enabled = own.Count == 0 || profiles.Contains("*") || own.Any(profiles.Contains),
        };
    }
}
