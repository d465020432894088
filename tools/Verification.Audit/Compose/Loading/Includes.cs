using Verification.Audit.Compose.Normal;
using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>Resolves `include`: other projects with folders and variables of their own, none of whose resources the including file may define otherwise.</summary>
internal sealed class Includes(LoadState state, Scope scope, IReadOnlyList<string> including)
{
    private const int DeepestInclude = 32;

    private static readonly string[] Sections = ["services", "volumes", "networks", "secrets", "configs", "models"];

    /// <summary>The file with everything that it includes.</summary>
    public YamlMapping Apply(YamlMapping file)
    {
        YamlMapping result = file.Without("include");
        foreach (YamlNode item in file["include"] is YamlSequence list ? list.Items : [])
        {
            if (Load(item) is { } included)
            {
                result = Sections.Aggregate(result, (tree, section) => Import(section, included, tree));
            }
        }

        return result;
    }

    private YamlMapping? Load(YamlNode item)
    {
        IReadOnlyList<string> paths = [.. Texts(item is YamlMapping ? item.At("path") : item).Select(path => FolderPath.IsRemote(path) ? path : FolderPath.Join(scope.Folder, path))];
        if (paths.Count == 0)
        {
            throw Refusal.At(item.Place, "an include names no file", "write its path");
        }

        if (MemoryFiles.TryNormalize(paths[0], out string? main) && including.Contains(main))
        {
            throw Refusal.At(item.Place, $"the file {Refusal.Quote(main)} includes itself through others", "break the circle");
        }

        if (including.Count > DeepestInclude)
        {
            throw Refusal.At(item.Place, $"more than {DeepestInclude} files include each other in a row", "shorten the chain");
        }

        if (state.Documents(paths[0], item.Place) is null)
        {
            return null;
        }

        string folder = item.At("project_directory").Text() is { } directory ? FolderPath.Join(scope.Folder, directory) : FolderPath.Of(paths[0]);
        Scope there = Variables(item, folder);
        YamlMapping included = Defaults.Fill(new ModelLoader(state, there, including).Load([.. paths.Select(path => (path, item.Place))]));
        return WithOwnVariables(included, there);
    }

    // Names without a value take it from the variables of the included project, which nobody knows any more later on.
    private static YamlMapping WithOwnVariables(YamlMapping included, Scope there) => included["services"] is not YamlMapping services ? included
        : included.With("services", services.Select(service => service.Value is YamlMapping tree && tree["environment"] is YamlMapping environment
            ? tree.With("environment", environment.Select(entry => entry.Value.IsNull && there.Lookup(entry.Key) is { } value
                ? YamlScalar.Of(entry.Value.Place, value) with { Variables = [entry.Key] } : entry.Value))
            : service.Value));

    private Scope Variables(YamlNode item, string folder)
    {
        bool lenient = scope.Lenient;
        List<EnvFile> read = [];
        string? Lookup(string name) => scope.Lookup(name) ?? read.Select(file => file.Find(name)?.Value).LastOrDefault(value => value is not null);

        IReadOnlyList<string> named = Texts(item.At("env_file"));
        foreach (string path in named.Count > 0 ? named.Where(path => path != "/dev/null").Select(path => FolderPath.Join(scope.Folder, path)) : [FolderPath.Join(folder, ".env")])
        {
            switch (state.Files.Read(path))
            {
                case FileText text:
                    read.Add(DotEnv.Read(EnvFileReader.Name(path), text.Text, Lookup, state.Uses, state.Budget));
                    EnvFileReader.Keep(state, read[^1]);
                    break;
                case FileUnread unread:
                    state.Miss(EnvFileReader.Name(path), unread.Reason, item.Place);
                    lenient = true;
                    break;
                default:
                    if (named.Count > 0)
                    {
                        state.Miss(EnvFileReader.Name(path), "there is no such file", item.Place);
                        lenient = true;
                    }

                    break;
            }
        }

        return new Scope(folder, Lookup, lenient);
    }

    private YamlMapping Import(string section, YamlMapping included, YamlMapping file)
    {
        if (included[section] is not YamlMapping from)
        {
            return file;
        }

        YamlMapping into = file[section] as YamlMapping ?? new YamlMapping(from.Place, []);
        Dictionary<string, YamlEntry> own = into.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        foreach (YamlEntry entry in from.Entries)
        {
            if (own.TryGetValue(entry.Key, out YamlEntry? same) && !TreeWalk.SameContent(entry.Value, same.Value))
            {
                throw Refusal.At(same.KeyPlace, $"{Refusal.Quote(entry.Key)} is included from {entry.KeyPlace} and defined otherwise here", "change it in an override file, or give it another name");
            }
        }

        state.Budget.Spend(from.Entries.Count + into.Entries.Count, from.Place);
        return file.With(section, into with { Entries = [.. from.Entries.Where(entry => !own.ContainsKey(entry.Key)), .. into.Entries] });
    }

    private static IReadOnlyList<string> Texts(YamlNode? node) => node is YamlScalar ? node.Text() is { } text ? [text] : [] : node.Texts();
}
