using System.Text.Json.Nodes;
using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Worker;

/// <summary>
/// Defects that change one event on its way into the database. The hash was computed from the untouched event, so none but
/// the two that are about grouping changes which issue an event joins.
/// </summary>
public static class DocumentDefects
{
    private const int CutAt = 8;
    private static readonly string[] SourceKeys = ["context_line", "pre_context", "post_context"];

    /// <summary>Applies every active defect.</summary>
    public static void Apply(Behaviour behaviour, EventDocument document)
    {
        ChangeText(behaviour, document);
        TagDefects.Apply(behaviour, document);
        ChangeExceptions(behaviour, document);
        ChangeUserAndSdk(behaviour, document);
        ChangeBreadcrumbs(behaviour, document);
        ExtraDefects.Apply(behaviour, document);
        ChangeContexts(behaviour, document);
        ChangeRow(behaviour, document);
    }

    private static void ChangeRow(Behaviour behaviour, EventDocument document)
    {
        if (behaviour.Has(Defects.ShiftTimestamp))
        {
            document.Timestamp += TimeSpan.FromHours(1);
        }

        if (behaviour.Has(Defects.WrongLevel))
        {
            document.Level = EventDocument.LevelNumber("error");
        }

        if (behaviour.Has(Defects.SplitGroups))
        {
            document.Hash = Grouping.Md5($"{document.Hash}{document.Id:N}");
        }

        if (behaviour.Has(Defects.MergeGroups))
        {
            document.Hash = Grouping.Md5("one issue for all");
        }
    }

    private static void ChangeText(Behaviour behaviour, EventDocument document)
    {
        if (!behaviour.Has(Defects.TruncateMessage))
        {
            return;
        }

        document.Title = Cut(document.Title);
        CutKey(document.Data, "message");
        CutKey(document.Data["logentry"], "formatted");
        CutKey(document.Data["logentry"], "message");
        CutKey(document.Data["metadata"], "value");
        foreach (var exception in Values(document, "exception"))
        {
            CutKey(exception, "value");
        }
    }

    private static void ChangeExceptions(Behaviour behaviour, EventDocument document)
    {
        if (behaviour.Has(Defects.DropCause) && document.Data["exception"]?["values"] is JsonArray { Count: > 1 } chain)
        {
            chain.RemoveRange(0, chain.Count - 1);
        }

        foreach (var exception in Values(document, "exception"))
        {
            RemoveIf(behaviour, Defects.StripFrames, exception, "stacktrace");
            if (document.Data["platform"].AsString() == "csharp")
            {
                RemoveIf(behaviour, Defects.StripCsharpFrames, exception, "stacktrace");
            }

            RemoveIf(behaviour, Defects.LoseMechanism, exception, "mechanism");
            foreach (var frame in (exception["stacktrace"]?["frames"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (behaviour.Has(Defects.ShiftLines) && frame["lineno"] is { } line)
                {
                    frame["lineno"] = line.GetValue<long>() + 1;
                }

                RemoveIf(behaviour, Defects.DropSourceContext, frame, SourceKeys);
            }
        }
    }

    private static void ChangeUserAndSdk(Behaviour behaviour, EventDocument document)
    {
        if (document.Data["user"] is JsonObject user)
        {
            RemoveIf(behaviour, Defects.DropUserEmail, user, "email");
            if (behaviour.Has(Defects.SwapUserId))
            {
                Replace(user, "id", "another-user");
            }
        }

        if (behaviour.Has(Defects.WrongSdkVersion) && document.Data["sdk"] is JsonObject sdk)
        {
            Replace(sdk, "version", "0.0.0");
        }
    }

    private static void ChangeBreadcrumbs(Behaviour behaviour, EventDocument document)
    {
        if (document.Data["breadcrumbs"]?["values"] is not JsonArray { Count: > 0 } crumbs)
        {
            return;
        }

        if (behaviour.Has(Defects.ReverseBreadcrumbs))
        {
            document.Data["breadcrumbs"]!["values"] = new JsonArray([.. crumbs.Reverse().Select(crumb => crumb?.DeepClone())]);
        }

        if (behaviour.Has(Defects.DropLastBreadcrumb))
        {
            crumbs.RemoveAt(crumbs.Count - 1);
        }

        foreach (var crumb in Values(document, "breadcrumbs"))
        {
            RemoveIf(behaviour, Defects.DropBreadcrumbCategory, crumb, "category");
        }
    }

    private static void ChangeContexts(Behaviour behaviour, EventDocument document)
    {
        if (behaviour.Has(Defects.DropErrorContext) && document.Data["contexts"] is JsonObject contexts)
        {
            foreach (var name in contexts.Select(context => context.Key).Where(name => !ContextSchema.IsKnown(name)).ToList())
            {
                contexts.Remove(name);
            }
        }
    }

    private static IEnumerable<JsonObject> Values(EventDocument document, string key) =>
        (document.Data[key]?["values"] as JsonArray ?? []).OfType<JsonObject>();

    private static void RemoveIf(Behaviour behaviour, string defect, JsonObject map, params string[] keys)
    {
        if (behaviour.Has(defect))
        {
            foreach (var key in keys)
            {
                map.Remove(key);
            }
        }
    }

    internal static void Replace(JsonObject map, string key, string value)
    {
        if (map.ContainsKey(key))
        {
            map[key] = value;
        }
    }

    private static void CutKey(JsonNode? map, string key)
    {
        if (map?[key].AsString() is { } text)
        {
            map[key] = Cut(text);
        }
    }

    private static string Cut(string text) => text.Length > CutAt ? text[..CutAt] : text;
}
