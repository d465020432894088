using Verification.Audit.Yaml;

namespace Verification.Audit.Compose.Normal;

/// <summary>Completes long forms at the end, when every file has had its say; only where a short form means the same value.</summary>
internal static class Defaults
{
    /// <summary>The tree with complete long forms.</summary>
    public static YamlMapping Fill(YamlMapping root) => root["services"] is YamlMapping services
        ? root.With("services", services.Select(service => service.Value is YamlMapping tree ? ImpliedDependencies.Add(Service(tree)) : service.Value))
        : root;

    private static YamlMapping Service(YamlMapping service) => service.Select(entry => (entry.Key, entry.Value) switch
    {
        ("depends_on", YamlMapping needed) => needed.Select(item => item.Value is YamlMapping condition
            ? Complete(condition, ("required", YamlScalar.Of(condition.Place, true))) : item.Value),
        ("env_file", YamlSequence files) => Lists.Each(files, file => file is YamlMapping tree ? Complete(tree, ("required", YamlScalar.Of(tree.Place, true))) : file),
        ("ports", YamlSequence ports) => Lists.Each(ports, port => port is YamlMapping tree ? Port(tree) : port),
        ("secrets", YamlSequence secrets) => Lists.Each(secrets, secret => secret is YamlMapping tree && tree["source"].Text() is { } source
            ? Complete(tree, ("target", YamlScalar.Of(tree.Place, $"/run/secrets/{source}"))) : secret),
        _ => entry.Value,
    });

    private static YamlMapping Port(YamlMapping port)
    {
        YamlMapping complete = Complete(port, ("mode", YamlScalar.Of(port.Place, "ingress")), ("protocol", YamlScalar.Of(port.Place, "tcp")));
        return complete["published"] is YamlScalar { Kind: not ScalarKind.Text and not ScalarKind.Nothing } published
            ? complete.With("published", published.Rewritten(published.AsText)) : complete;
    }

    private static YamlMapping Complete(YamlMapping tree, params (string Key, YamlScalar Value)[] fields) =>
        fields.Aggregate(tree, (done, field) => done[field.Key] is null ? done.With(field.Key, field.Value) : done);
}
