using Verification.Audit.Compose.Merging;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Loading;

/// <summary>Resolves `extends`: the base first, from this file or another, then what the service says itself.</summary>
internal sealed class Extends(ModelLoader loader, LoadState state, Merger merger)
{
    private const int LongestChain = 32;

    private readonly List<(string File, string Service)> _chain = [];

    /// <summary>The services with their bases merged in.</summary>
    public YamlMapping Apply(ExtendSource source) => source.Services.Select(service => Resolve(source, service.Key, service.KeyPlace));

    private YamlNode Resolve(ExtendSource source, string name, Place asked)
    {
        if (source.Done.TryGetValue(name, out YamlNode? done))
        {
            return done;
        }

        YamlNode service = source.Find(name)
            ?? throw Refusal.At(asked, $"the service {Refusal.Quote(name)} is extended and does not exist in {source.File}", "correct the name");
        return source.Done[name] = service is YamlMapping tree && tree["extends"] is YamlMapping extends ? Extended(source, name, tree, extends) : service;
    }

    private YamlMapping Extended(ExtendSource source, string name, YamlMapping tree, YamlMapping extends)
    {
        Place place = extends.Place;
        if (_chain.Contains((source.File, name)))
        {
            throw Refusal.At(place, $"the service {Refusal.Quote(name)} extends itself through others", "break the circle");
        }

        if (_chain.Count == LongestChain)
        {
            throw Refusal.At(place, $"more than {LongestChain} services extend each other in a row", "shorten the chain");
        }

        _chain.Add((source.File, name));
        YamlMapping own = tree.Without("extends");
        string service = extends["service"].Text() ?? throw Refusal.At(place, "extends names no service", "name one");
        ExtendSource? from = extends["file"].Text() is { } file ? loader.Extended(file, place) : source;
        YamlMapping? found = from is null ? null : Resolve(from, service, place) as YamlMapping;
        _chain.RemoveAt(_chain.Count - 1);
        return found is null ? own : merger.Services(source.Resets?.ApplyToService(name, found, state.Budget) ?? found, own);
    }
}
