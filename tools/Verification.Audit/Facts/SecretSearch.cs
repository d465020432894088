using Verification.Audit.Compose;
using Verification.Audit.Env;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;

namespace Verification.Audit.Facts;

/// <summary>Finds every secret of a deployment where it stands.</summary>
internal static class SecretSearch
{
    public const string SecretKey = "secret-key", DatabasePassword = "database-password", Other = "other";

    // What GlitchTip takes when it is given none (glitchtip-facts, section 1.3).
    private const string DefaultKey = "change_me";

    /// <summary>Every secret where it was met.</summary>
    public static IReadOnlyList<FoundSecret> Find(Deployment deployment, IReadOnlyList<PurposefulEnvFile> envFiles)
    {
        HashSet<string> used = [.. deployment.Project.EnvFiles.Select(file => file.Path)];
        _ = deployment.Project.DotEnv is EnvFile dotEnv && used.Add(dotEnv.Path);
        return
        [
            .. envFiles.Where(one => one.Purpose == EnvironmentFiles.Deployment).SelectMany(one => one.File.Entries.Select(entry => OfEntry(entry, used.Contains(one.File.Path)))).OfType<FoundSecret>(),
            .. deployment.Services.SelectMany(service => service.Service.Environment).Select(variable => OfVariable(variable, deployment)).OfType<FoundSecret>(),
            .. deployment.Services.SelectMany(OfWords),
            .. OfScripts(deployment.Files),
            .. Files(deployment).Select(file => OfFile(file, deployment)).OfType<FoundSecret>(),
            .. deployment.GlitchTip.Where(HasDefaultKey).Select(service => new FoundSecret(DefaultKey, "SECRET_KEY (GlitchTip's default)", service.Service.Place, Literal: false, SecretKey)),
        ];
    }

    /// <summary>Files that compose secrets name, with the names of the secrets.</summary>
    public static IEnumerable<(string Name, string Path, FileRead Read)> Files(Deployment deployment) =>
        from secret in deployment.Project.Section("secrets")
        let path = secret.Value.At("file").Text()
        where path is not null
        let inside = MemoryFiles.TryNormalize(path, out string? plain) ? plain : null
        where inside is not null
        select (secret.Key, inside, deployment.Files.Read(inside));

    /// <summary>What a secret is for: by the variables that lead to it, else by its own name.</summary>
    public static string PurposeOf(string secret, Deployment deployment)
    {
        IEnumerable<string> readers =
            from service in deployment.Services
            from mounted in service.Service.Secrets
            where mounted.Source == secret
            let path = mounted.Target.StartsWith('/') ? mounted.Target : $"/run/secrets/{(mounted.Target.Length > 0 ? mounted.Target : mounted.Source)}"
            from variable in service.Service.Environment
            where variable.Value == path
            select variable.Name;
        return PurposeOf(readers.Append(secret));
    }

    private static string PurposeOf(IEnumerable<string> names)
    {
        string[] upper = [.. names.Select(name => name.ToUpperInvariant())];
        return upper.Any(name => name.Contains("SECRET_KEY", StringComparison.Ordinal)) ? SecretKey
            : upper.Any(name => name.Contains("POSTGRES", StringComparison.Ordinal) || name.Contains("DATABASE", StringComparison.Ordinal) || name.Contains("PGPASS", StringComparison.Ordinal)) ? DatabasePassword
            : Other;
    }

    private static bool HasDefaultKey(ServiceView service) =>
        service.FirstEnv("SECRET_KEY", "SECRET_KEY_FILE") is { Given: false, UnknownBecause: null } && service.RoleName is Role.Web or Role.Worker or Role.AllInOne;

    // A key in a file that nothing reads is a secret to keep, but not the key that is used.
    private static FoundSecret? OfEntry(EnvEntry entry, bool used) =>
        SecretNames.Of(entry.Name, entry.Value) is string secret ? new(secret, entry.Name, entry.Place, Literal: false, used ? PurposeOf([entry.Name]) : Other) : null;

    private static FoundSecret? OfVariable(ComposeVariable variable, Deployment deployment) => SecretNames.Of(variable.Name, variable.Value) is string secret
        ? new(secret, variable.Name, variable.Place, IsLiteral(variable, deployment), PurposeOf([variable.Name]))
        : null;

    // The default in ${NAME:-default} stands in the compose file as well, when it is the one that counts.
    private static bool IsLiteral(ComposeVariable variable, Deployment deployment) => variable.Origin == VariableOrigin.Literal
        || (variable.Origin == VariableOrigin.Interpolated && !variable.Variables.Any(name => deployment.Project.Variables.Any(use => use.Name == name && use.Set)));

    private static IEnumerable<FoundSecret> OfWords(ServiceView view)
    {
        IEnumerable<YamlNode?> nodes = [view.Service.Node("command"), view.Service.Node("entrypoint"), view.Service.Node("healthcheck.test")];
        return
            from node in nodes
            where node is not null
            let scalars = node is YamlSequence list ? list.Items.OfType<YamlScalar>() : [(YamlScalar)node]
            let interpolated = scalars.Any(scalar => scalar.Interpolated)
            from secret in SecretWords.In(string.Join(' ', scalars.Select(scalar => scalar.AsText)))
            select new FoundSecret(secret.Value, $"{secret.Name} of {view.Name}", node.Place, Literal: !interpolated, Other);
    }

    private static IEnumerable<FoundSecret> OfScripts(IDeploymentFiles files) =>
        from path in files.Paths.Where(OperationFiles.HoldsCommands)
        let text = (files.Read(path) as FileText)?.Text
        where text is not null
        from secret in SecretWords.In(text)
        select new FoundSecret(secret.Value, $"{secret.Name} in {path}", new Place(path, text.AsSpan(0, secret.At).Count('\n') + 1), Literal: false, Other);

    // A file may hold a whole address, whose password is the secret.
    private static FoundSecret? OfFile((string Name, string Path, FileRead Read) file, Deployment deployment) =>
        file.Read is FileText { Text: string text } && text.Trim() is { Length: > 0 } value && !value.Contains('\n')
            ? new(SecretNames.Of("SECRET", value) ?? value, $"{file.Name} ({file.Path})", new(file.Path, 1), Literal: false, PurposeOf(file.Name, deployment))
            : null;
}
