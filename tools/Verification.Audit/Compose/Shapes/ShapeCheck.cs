using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Compose.Shapes;

/// <summary>Refuses what Compose refuses: keys that it doesn't know and values of the wrong kind.</summary>
/// <param name="whole">Whether this is the merged project, in which nothing may be empty that a single file may leave to others.</param>
internal sealed class ShapeCheck(bool whole)
{
    private const int LongestStep = 60;
    private const string Advice = "correct it, since Compose refuses the file";

    /// <summary>Goes through a tree.</summary>
    public void Check(YamlNode node, Shape shape) => Check(node, shape, "");

    private void Check(YamlNode node, Shape shape, string path)
    {
        if (shape.Anything || (node.IsNull && !whole))
        {
            return;
        }

        switch (node)
        {
            case YamlScalar { Plain: true, Interpolated: false, Kind: ScalarKind.Text } date when PlainScalars.IsDate(date.Text):
                throw Refusal.At(date.Place, $"{Name(path)} is a date to YAML, which Compose refuses", "put it in quotes");
            case YamlScalar scalar when Fits(scalar, shape.Scalars):
                CheckForm(scalar, shape, path);
                break;
            case YamlSequence list when shape.Items is not null:
                CheckItems(list, shape, path);
                break;
            case YamlMapping mapping when shape.Fields is not null:
                CheckFields(mapping, shape, path);
                break;
            case YamlMapping mapping when shape.Values is not null:
                CheckValues(mapping, shape, path);
                break;
            default:
                throw Refusal.At(node.Place, $"{Name(path)} must be {shape.Words}, and is {node.Noun}", Advice);
        }
    }

    private void CheckItems(YamlSequence list, Shape shape, string path)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int index = 0; index < list.Items.Count; index++)
        {
            CheckItem(list.Items[index], shape.Items!, $"{path}.{index}");
            if (shape.Distinct && list.Items[index].Text() is { } text && !seen.Add(text))
            {
                throw Refusal.At(list.Items[index].Place, $"{Name(path)} has the same item twice", Advice);
            }
        }
    }

    private void CheckItem(YamlNode item, Shape shape, string path)
    {
        if (item.IsNull && !shape.Anything && !shape.Scalars.HasFlag(Allowed.Nothing))
        {
            throw Refusal.At(item.Place, $"{Name(path)} is empty", "write the item or remove its hyphen");
        }

        Check(item, shape, path);
    }

    private void CheckFields(YamlMapping mapping, Shape shape, string path)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (shape.Fields!.TryGetValue(entry.Key, out Shape? field))
            {
                Check(entry.Value, field, Below(path, entry.Key));
            }
            else if (!entry.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                string where = path.Length == 0 ? "at the top level" : $"in {Name(path)}";
                throw Refusal.At(entry.KeyPlace, $"Compose knows no key {Refusal.Quote(entry.Key)} {where}", "correct the name, or begin it with x- if it is your own");
            }
        }

        if (shape.Needed.FirstOrDefault(key => mapping[key] is null) is { } missing && (whole || missing is not ("condition" or "target")))
        {
            throw Refusal.At(mapping.Place, $"{Name(path)} lacks its \"{missing}\"", Advice);
        }
    }

    private void CheckValues(YamlMapping mapping, Shape shape, string path)
    {
        foreach (YamlEntry entry in mapping.Entries)
        {
            if (entry.Key.Length == 0 || (shape.Named && !entry.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')))
            {
                throw Refusal.At(entry.KeyPlace, $"{Refusal.Quote(entry.Key)} is no name that Compose allows in {Name(path)}", "use letters, digits, dots, underscores and hyphens");
            }

            Check(entry.Value, shape.Values!, Below(path, entry.Key));
        }
    }

    private static bool Fits(YamlScalar scalar, Allowed allowed) => scalar.Kind switch
    {
        ScalarKind.Text => allowed.HasFlag(Allowed.Text),
        ScalarKind.Nothing => allowed.HasFlag(Allowed.Nothing),
        ScalarKind.Boolean => allowed.HasFlag(Allowed.Flag),
        _ => allowed.HasFlag(Allowed.Number),
    };

    private static void CheckForm(YamlScalar scalar, Shape shape, string path)
    {
        if (shape.Form is { } form && scalar.Kind == ScalarKind.Text && !form.Fits(scalar.Text))
        {
            throw Refusal.At(scalar.Place, $"{Name(path)} must be {form.Name}", Advice);
        }
    }

    // Keys are clipped on the way, since a path is built for every node and a key may be as long as the file.
    private static string Below(string path, string key)
    {
        string step = key.Length > LongestStep ? key[..LongestStep] : key;
        return path.Length == 0 ? step : $"{path}.{step}";
    }

    private static string Name(string path) => path.Length == 0 ? "the file" : Refusal.Quote(path.TrimStart('.')).Trim('"');
}
