using Verification.Readiness.Evidence;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Verification.Audit.Yaml;

/// <summary>Builds one document from the parser's events; counts what aliases multiply, so that a small file can't become a large tree.</summary>
internal sealed class DocumentBuilder(string file, Parser parser, YamlLimits limits, int nodesBefore)
{
    private readonly Dictionary<string, (YamlNode Node, int Weight)> _anchors = new(StringComparer.Ordinal);

    /// <summary>Nodes so far, with those behind aliases.</summary>
    public int Nodes { get; private set; } = nodesBefore;

    /// <summary>The document's root; the parser stands on its first event and is left on the last.</summary>
    public YamlNode Build() => Build(1);

    private YamlNode Build(int depth)
    {
        ParsingEvent current = parser.Current!;
        Place place = At(current);
        if (depth > limits.Depth)
        {
            throw Refusal.At(place, $"mappings and lists are nested more than {limits.Depth} levels deep", "flatten the file");
        }

        if (current is AnchorAlias alias)
        {
            return Follow(alias, place);
        }

        int before = Nodes;
        Count(1, place);
        YamlNode node = current switch
        {
            Scalar scalar => ScalarBuilder.Build(scalar, place),
            SequenceStart => Sequence(place, depth) with { Tag = LocalTag(current) },
            MappingStart => Mapping(place, depth) with { Tag = LocalTag(current) },
            _ => throw Refusal.At(place, "a value is missing", "write one"),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = (node, Nodes - before);
        }

        return node;
    }

    private YamlNode Follow(AnchorAlias alias, Place place)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out (YamlNode Node, int Weight) anchor))
        {
            throw Refusal.At(place, $"the alias {Refusal.Quote(alias.Value.Value)} has no finished anchor above it", "define the anchor first, outside of itself");
        }

        Count(anchor.Weight, place);
        return anchor.Node;
    }

    private YamlSequence Sequence(Place place, int depth)
    {
        List<YamlNode> items = [];
        parser.MoveNext();
        while (parser.Current is not SequenceEnd)
        {
            items.Add(Build(depth + 1));
            parser.MoveNext();
        }

        return new YamlSequence(place, items);
    }

    private YamlMapping Mapping(Place place, int depth)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, Place> keys = new(StringComparer.Ordinal);
        YamlEntry? merge = null;
        parser.MoveNext();
        while (parser.Current is not MappingEnd)
        {
            bool isMerge = parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true };
            (string key, Place keyPlace) = Key(depth);
            if (keys.TryGetValue(key, out Place? first))
            {
                throw Refusal.At(keyPlace, $"the key {Refusal.Quote(key)} is already given at line {first.Line}", "remove one of the two, since Compose refuses both");
            }

            keys.Add(key, keyPlace);
            parser.MoveNext();
            YamlEntry entry = new(key, keyPlace, Build(depth + 1));
            merge = isMerge ? entry : merge;
            entries.Add(entry);
            parser.MoveNext();
        }

        return new YamlMapping(place, merge is null ? entries : MergeKeys.Expand(entries, merge));
    }

    private (string Key, Place Place) Key(int depth)
    {
        Place place = At(parser.Current!);
        return Build(depth + 1) is YamlScalar { Kind: ScalarKind.Text } key
            ? (key.Text, place)
            : throw Refusal.At(place, "a key has to be text, and this one is a number, a truth value, empty or no scalar", "quote it or name it otherwise");
    }

    private void Count(int nodes, Place place)
    {
        Nodes += nodes;
        if (Nodes > limits.Nodes)
        {
            throw Refusal.At(place, $"the file grows beyond {limits.Nodes:#,0} values when its aliases are followed", "use fewer of them");
        }
    }

    private static string? LocalTag(ParsingEvent current) => current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } && tag.Value.StartsWith('!') ? tag.Value : null;

    private Place At(ParsingEvent current) => new(file, YamlReader.Line(current.Start));
}
