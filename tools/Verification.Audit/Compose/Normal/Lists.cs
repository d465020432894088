using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Forms of lists.</summary>
internal static class Lists
{
    /// <summary>A single value as a list of one.</summary>
    public static YamlNode Of(YamlNode value) => value is YamlScalar { IsNull: false } ? new YamlSequence(value.Place, [value]) : value;

    /// <summary>Every item changed.</summary>
    public static YamlNode Each(YamlNode value, Func<YamlNode, YamlNode> change) => value is YamlSequence list ? list with { Items = [.. list.Items.Select(change)] } : value;

    /// <summary>A list of names as a mapping from them.</summary>
    public static YamlNode ToMapping(YamlNode value, Func<YamlScalar, YamlNode> make)
    {
        if (value is not YamlSequence list)
        {
            return value;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        return new YamlMapping(list.Place, [.. list.Items.OfType<YamlScalar>().Where(item => names.Add(item.Text)).Select(item => new YamlEntry(item.Text, item.Place, make(item)))]);
    }
}
