using Verification.ReferenceTarget.Events;

namespace Verification.ReferenceTarget.Worker;

/// <summary>Defects of tags, those that GlitchTip derives and those that the sender set.</summary>
public static class TagDefects
{
    /// <summary>Applies the active ones.</summary>
    public static void Apply(Behaviour behaviour, EventDocument document)
    {
        if (behaviour.Has(Defects.WrongRelease))
        {
            DocumentDefects.Replace(document.Tags, "release", "other");
        }

        if (behaviour.Has(Defects.WrongEnvironment))
        {
            DocumentDefects.Replace(document.Tags, "environment", "other");
            DocumentDefects.Replace(document.Data, "environment", "other");
        }

        if (behaviour.Has(Defects.DropServerName))
        {
            document.Tags.Remove("server_name");
        }

        if (behaviour.Has(Defects.DropLastTag) && document.SentTags.LastOrDefault(document.Tags.ContainsKey) is { } last)
        {
            document.Tags.Remove(last);
        }

        if (behaviour.Has(Defects.LowercaseTags))
        {
            foreach (var name in document.SentTags.Where(document.Tags.ContainsKey))
            {
                document.Tags[name] = document.Tags[name].AsString()?.ToLowerInvariant();
            }
        }
    }
}
