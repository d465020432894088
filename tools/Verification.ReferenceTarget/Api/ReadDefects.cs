using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Api;

/// <summary>Defects of answers: what is stored stays right.</summary>
public static class ReadDefects
{
    private const int CutAt = 8;

    /// <summary>Changes what is about to be shown of an event.</summary>
    public static void Apply(Behaviour behaviour, StoredEvent stored)
    {
        if (behaviour.Has(Defects.ApiDropsTag) && LastSentTag(stored.Tags.Select(tag => tag.Key)) is { } last)
        {
            stored.Tags.Remove(last);
        }

        if (behaviour.Has(Defects.ApiHidesExtra))
        {
            stored.Data.Remove("extra");
        }

        if (behaviour.Has(Defects.ApiReversesBreadcrumbs) && stored.Data["breadcrumbs"]?["values"] is JsonArray crumbs)
        {
            stored.Data["breadcrumbs"]!["values"] = new JsonArray([.. crumbs.Reverse().Select(crumb => crumb?.DeepClone())]);
        }

        if (behaviour.Has(Defects.ApiCutsMessage))
        {
            stored.Title = Cut(stored.Title);
            CutKey(stored.Data, "message");
            CutKey(stored.Data["logentry"], "formatted");
            foreach (var exception in stored.Data["exception"]?["values"] as JsonArray ?? [])
            {
                CutKey(exception, "value");
            }
        }
    }

    /// <summary>The last tag, in the order of the database, that GlitchTip did not derive itself.</summary>
    public static string? LastSentTag(IEnumerable<string> names) => names.LastOrDefault(name => !EventTags.IsDerived(name));

    /// <summary>The first eight characters.</summary>
    public static string Cut(string text) => text.Length > CutAt ? text[..CutAt] : text;

    private static void CutKey(JsonNode? map, string key)
    {
        if (map?[key].AsString() is { } text)
        {
            map[key] = Cut(text);
        }
    }
}
