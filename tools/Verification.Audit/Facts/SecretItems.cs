using Verification.Audit.Compose;
using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Catalogues;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>A secret where it was met.</summary>
/// <param name="Value">The secret itself; never written anywhere.</param>
/// <param name="Name">Variable or file that holds it.</param>
/// <param name="Place">Where.</param>
/// <param name="Literal">Whether it stands in a compose file.</param>
internal sealed record FoundSecret(string Value, string Name, Place Place, bool Literal);

/// <summary>Finds every secret of a deployment and turns each into an item, once per value.</summary>
internal static class SecretItems
{
    /// <summary>Every secret where it was met.</summary>
    public static IReadOnlyList<FoundSecret> Find(Deployment deployment, IReadOnlyList<PurposefulEnvFile> envFiles) =>
    [
        .. envFiles.Where(one => one.Purpose == EnvironmentFiles.Deployment).SelectMany(one => one.File.Entries).Select(OfEntry).OfType<FoundSecret>(),
        .. deployment.Services.SelectMany(service => service.Service.Environment).Select(OfVariable).OfType<FoundSecret>(),
        .. deployment.With(Role.Redis).Select(OfRedis).OfType<FoundSecret>(),
        .. Files(deployment).Select(OfFile).OfType<FoundSecret>(),
        .. deployment.GlitchTip.Where(HasDefaultKey).Select(service => new FoundSecret(DefaultKey, "SECRET_KEY (GlitchTip's default)", service.Service.Place, Literal: false)),
    ];

    // What GlitchTip takes when it is given none (glitchtip-facts, section 1.3).
    private const string DefaultKey = "change_me";

    private static bool HasDefaultKey(ServiceView service) =>
        service.FirstEnv("SECRET_KEY", "SECRET_KEY_FILE") is { Given: false, UnknownBecause: null } && service.RoleName is Role.Web or Role.Worker or Role.AllInOne;

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
                yield return sheet.Add("purpose", Purpose([secret.Key])).Add("literal", false).Item();
            }
        }
    }

    private static string Purpose(IEnumerable<string> names)
    {
        string[] upper = [.. names.Select(name => name.ToUpperInvariant())];
        return upper.Any(name => name.Contains("SECRET_KEY", StringComparison.Ordinal)) ? "secret-key"
            : upper.Any(name => name.Contains("POSTGRES", StringComparison.Ordinal) || name.Contains("DATABASE", StringComparison.Ordinal) || name.Contains("PGPASSWORD", StringComparison.Ordinal)) ? "database-password"
            : "other";
    }


    /// <summary>One item per value.</summary>
    public static IEnumerable<Item> Of(IReadOnlyList<FoundSecret> found, AuditKnowledge knowledge) =>
        found.GroupBy(secret => secret.Value, StringComparer.Ordinal).Select(same => OneOf([.. same], knowledge));

    /// <summary>Files that compose secrets name, with the names of the secrets.</summary>
    public static IEnumerable<(string Name, string Path, FileRead Read)> Files(Deployment deployment) =>
        from secret in deployment.Project.Section("secrets")
        let path = secret.Value.At("file").Text()
        where path is not null && MemoryFiles.TryNormalize(path, out _)
        let inside = Inside(path)
        select (secret.Key, inside, deployment.Files.Read(inside));

    private static string Inside(string path) => MemoryFiles.TryNormalize(path, out string? inside) ? inside : path;

    private static Item OneOf(IReadOnlyList<FoundSecret> same, AuditKnowledge knowledge)
    {
        FoundSecret shown = same.FirstOrDefault(one => one.Literal) ?? same[0];
        CompromisedSecret? known = knowledge.Compromised.Find(shown.Value, knowledge.Folder);
        return new FactSheet("secret", shown.Name, shown.Place)
            .Add("purpose", Purpose(same.Select(one => one.Name)))
            .Add("characters", shown.Value.Length)
            .Add("bits", SecretStrength.Bits(shown.Value))
            .Add("wellKnown", SecretStrength.IsWellKnown(shown.Value))
            .Add("compromised", known is not null)
            .Add("knownFrom", known?.Where)
            .Add("literal", shown.Literal)
            .Item();
    }

    private static FoundSecret? OfEntry(EnvEntry entry) =>
        SecretNames.Of(entry.Name, entry.Value) is string secret ? new(secret, entry.Name, entry.Place, Literal: false) : null;

    private static FoundSecret? OfVariable(ComposeVariable variable) => SecretNames.Of(variable.Name, variable.Value) is string secret
        ? new(secret, variable.Name, variable.Place, variable.Origin == VariableOrigin.Literal)
        : null;

    private static FoundSecret? OfRedis(ServiceView view) => StoreFacts.RedisPassword(view) is string password
        ? new(password, $"{view.Name}'s requirepass", view.CommandNode!.Place, view.Service.Node("command") is YamlSequence words && words.Items.OfType<YamlScalar>().All(word => !word.Interpolated))
        : null;

    // A file may hold a whole address, whose password is the secret.
    private static FoundSecret? OfFile((string Name, string Path, FileRead Read) file) =>
        file.Read is FileText { Text: string text } && text.Trim() is { Length: > 0 } value && !value.Contains('\n')
            ? new(SecretNames.Of("SECRET", value) ?? value, $"{file.Name} ({file.Path})", new(file.Path, 1), Literal: false)
            : null;
}
