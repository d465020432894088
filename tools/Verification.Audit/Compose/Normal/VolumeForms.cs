using Verification.Audit.Compose.Loading;
using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Mounts: source:target:options becomes a mapping of type, source, target and read_only.</summary>
internal static class VolumeForms
{
    private const string Propagations = "rprivate private rshared shared rslave slave";

    /// <summary>The mount in long form; a relative path of the host is seen from the deployment folder.</summary>
    public static YamlNode Write(YamlNode item, string folder)
    {
        YamlMapping mount = item as YamlMapping ?? FromShort((YamlScalar)item);
        if (mount["target"] is YamlScalar { IsNull: false } target)
        {
            mount = mount.With("target", target.Rewritten(FolderPath.Clean(target.Text)));
        }

        if (mount["type"].Text() != "bind")
        {
            return mount;
        }

        return mount["source"] is YamlScalar { IsNull: false, Text.Length: > 0 } source
            ? mount.With("source", source.Rewritten(FolderPath.Join(folder, source.Text)))
            : throw Refusal.At(mount.Place, "a bind mount has no source", "write the path of the host");
    }

    private static YamlMapping FromShort(YamlScalar item)
    {
        string[] parts = Split(item.Text);
        if (parts.Length > 3 || parts.Any(part => part.Length == 0))
        {
            throw Refusal.At(item.Place, "a mount has an empty part or more than three: source, target and options", "write it like \"data:/var/lib/data:ro\"");
        }

        bool named = parts.Length > 1;
        List<YamlEntry> entries = [];
        Add("type", YamlScalar.Of(item.Place, named && IsPath(parts[0]) ? "bind" : "volume"));
        if (named)
        {
            Add("source", item.Rewritten(parts[0]));
        }

        Add("target", item.Rewritten(parts[named ? 1 : 0]));
        string[] options = parts.Length > 2 ? parts[2].Split(',') : [];
        if (options.LastOrDefault(option => option is "ro" or "rw") == "ro")
        {
            Add("read_only", YamlScalar.Of(item.Place, true) with { Variables = item.Variables });
        }

        AddDetails(item, options, Add);
        return new YamlMapping(item.Place, entries);

        void Add(string key, YamlNode value) => entries.Add(new YamlEntry(key, item.Place, value));
    }

    private static void AddDetails(YamlScalar item, string[] options, Action<string, YamlNode> add)
    {
        List<YamlEntry> bind = [];
        if (options.LastOrDefault(option => Propagations.Split(' ').Contains(option)) is { } propagation)
        {
            bind.Add(new YamlEntry("propagation", item.Place, item.Rewritten(propagation)));
        }

        if (options.LastOrDefault(option => option is "z" or "Z") is { } label)
        {
            bind.Add(new YamlEntry("selinux", item.Place, item.Rewritten(label)));
        }

        if (bind.Count > 0)
        {
            add("bind", new YamlMapping(item.Place, bind));
        }

        if (options.Contains("nocopy"))
        {
            add("volume", new YamlMapping(item.Place, [new YamlEntry("nocopy", item.Place, YamlScalar.Of(item.Place, true))]));
        }
    }

    // A colon behind a single letter at the start of a part belongs to a drive of Windows.
    private static string[] Split(string text)
    {
        if (text.Length is 1 or 2)
        {
            return [text];
        }

        List<string> parts = [];
        foreach (string part in text.Split(':'))
        {
            if (parts is [.., [var drive]] && char.IsLetter(drive))
            {
                parts[^1] = $"{drive}:{part}";
            }
            else
            {
                parts.Add(part);
            }
        }

        return [.. parts];
    }

    private static bool IsPath(string source) =>
        source[0] is '.' or '/' or '~' || source.StartsWith(@"\\", StringComparison.Ordinal) || (source.Length > 1 && source[1] == ':' && char.IsLetter(source[0]));
}
