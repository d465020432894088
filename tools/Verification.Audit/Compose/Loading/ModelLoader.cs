using Verification.Audit.Compose.Merging;
using Verification.Audit.Compose.Normal;
using Verification.Audit.Compose.Shapes;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>Reads files in their order into one normalised tree: variables, includes, extends, merge.</summary>
/// <param name="state">The reading.</param>
/// <param name="scope">Folder and variables.</param>
/// <param name="including">Files whose includes led here.</param>
internal sealed class ModelLoader(LoadState state, Scope scope, IReadOnlyList<string> including)
{
    private readonly Merger _merger = new(state.Budget);
    private readonly Dictionary<string, ExtendSource?> _extended = new(StringComparer.Ordinal);

    /// <summary>The merged tree of some files.</summary>
    /// <param name="files">Each with the place that asks for it.</param>
    public YamlMapping Load(IReadOnlyList<(string Path, Place Place)> files)
    {
        YamlMapping? merged = null;
        foreach ((string path, Place place) in files)
        {
            foreach (YamlNode document in state.Documents(path, place) ?? [])
            {
                merged = Add(merged, document, path);
            }
        }

        return merged ?? new YamlMapping(new Place(Name(files[0].Path), 1), []);
    }

    /// <summary>A file that services are extended from; null when it can't be read.</summary>
    public ExtendSource? Extended(string path, Place place)
    {
        if (_extended.TryGetValue(path, out ExtendSource? known))
        {
            return known;
        }

        if (state.Documents(path, place) is not { } documents)
        {
            return _extended[path] = null;
        }

        Scope there = scope with { Folder = FolderPath.Of(path) };
        YamlMapping? merged = null;
        foreach (YamlNode document in documents)
        {
            Resets resets = Resets.Of(Root(document));
            YamlMapping tree = Written(resets.Tree, there);
            merged = merged is null ? tree : Uniqueness.Enforce(_merger.Files(resets.Apply(merged, state.Budget), tree));
        }

        return _extended[path] = merged?["services"] is YamlMapping services
            ? new ExtendSource(path, services, null)
            : throw Refusal.At(place, $"the file {Refusal.Quote(path)} is extended from and has no services", "name another file");
    }

    private YamlMapping Add(YamlMapping? merged, YamlNode document, string path)
    {
        Resets resets = Resets.Of(Root(document));
        YamlMapping tree = Written(resets.Tree, scope);
        tree = new Includes(state, scope, [.. including, Name(path)]).Apply(tree);
        if (tree["services"] is YamlMapping services)
        {
            tree = tree.With("services", new Extends(this, state, _merger).Apply(new ExtendSource(path, services, resets)));
        }

        return Uniqueness.Enforce(merged is null ? tree : _merger.Files(resets.Apply(merged, state.Budget), tree));
    }

    // Variables, kinds and long forms of one document, before anything is merged into it.
    private YamlMapping Written(YamlMapping document, Scope where)
    {
        YamlMapping filled = new Filling(where.Interpolator(state), state.Budget).Fill(document);
        new ShapeCheck(whole: false).Check(filled, ComposeShape.File);
        return Uniqueness.Enforce(new Normalizer(where.Folder, state.Budget).Normalize(filled));
    }

    private static string Name(string path) => MemoryFiles.TryNormalize(path, out string? inside) ? inside : path;

    private static YamlMapping Root(YamlNode document) => document as YamlMapping
        ?? throw Refusal.At(document.Place, $"a Compose file is a mapping with \"services\" at the top, and this is {document.Noun}", "give the right file");
}
