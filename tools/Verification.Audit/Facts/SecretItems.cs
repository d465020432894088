using Verification.Audit.Compose;
using Verification.Audit.Yaml;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns secrets into items.</summary>
internal static class SecretItems
{
    /// <summary>One item per value.</summary>
    public static IEnumerable<Item> Of(IReadOnlyList<FoundSecret> found, AuditKnowledge knowledge) =>
        found.GroupBy(secret => secret.Value, StringComparer.Ordinal).Select(same => OneOf([.. same], knowledge));

    /// <summary>One item per secret of the compose files whose value is not in the folder: nothing can be told about it.</summary>
    public static IEnumerable<Item> Unseen(Deployment deployment)
    {
        foreach (YamlEntry secret in deployment.Project.Section("secrets"))
        {
            string? path = secret.Value.At("file").Text();
            bool seen = secret.Value.At("environment") is not null || (path is not null && deployment.Files.Read(path) is FileText { Text: string text } && text.Trim().Length > 0);
            if (!seen)
            {
                string because = path is null ? $"the secret {secret.Key} is made outside of these files." : $"{path}, which holds the secret {secret.Key}, could not be read or is empty.";
                FactSheet sheet = new("secret", secret.Key, secret.KeyPlace);
                Array.ForEach(["characters", "bits", "wellKnown", "compromised"], (string fact) => sheet.Unknown(fact, because));
                yield return sheet.Add("purpose", SecretSearch.PurposeOf(secret.Key, deployment)).Add("literal", false).Item();
            }
        }
    }

    private static Item OneOf(IReadOnlyList<FoundSecret> same, AuditKnowledge knowledge)
    {
        FoundSecret shown = same.FirstOrDefault(one => one.Literal) ?? same[0];
        CompromisedSecret? known = knowledge.Compromised.Find(shown.Value, knowledge.Folder);
        string[] purposes = [.. same.Select(one => one.Purpose)];
        return new FactSheet("secret", shown.Name, shown.Place)
            .Add("purpose", purposes.Contains(SecretSearch.SecretKey) ? SecretSearch.SecretKey : purposes.Contains(SecretSearch.DatabasePassword) ? SecretSearch.DatabasePassword : SecretSearch.Other)
            .Add("characters", shown.Value.Length)
            .Add("bits", SecretStrength.Bits(shown.Value))
            .Add("wellKnown", SecretStrength.IsWellKnown(shown.Value))
            .Add("compromised", known is not null)
            .Add("knownFrom", known?.Where)
            .Add("literal", shown.Literal)
            .Item();
    }
}
