using Verification.Audit.Compose;
using Verification.Audit.Yaml;
using Verification.Readiness.Evidence;
using Verification.Readiness.Rules;

namespace Verification.Audit.Facts;

/// <summary>Turns services into items.</summary>
internal static class ServiceItems
{
    /// <summary>One item per service.</summary>
    public static IEnumerable<Item> Of(Deployment deployment) => deployment.Services.Select(service => Of(service, deployment));

    private static Item Of(ServiceView view, Deployment deployment)
    {
        FactSheet sheet = new("service", view.Name, view.Service.Place);
        Identity(sheet, view, deployment);
        Confinement(sheet, view.Service, deployment);
        LimitFacts.Add(sheet, view.Service);
        HealthFacts.Add(sheet, view, deployment);
        LogFacts.Add(sheet, view.Service);
        WaitingFacts.Add(sheet, view, deployment);
        StoreFacts.Add(sheet, view, deployment);
        if (view.IsGlitchTip)
        {
            WorkerFacts.Add(sheet, view);
            CommandFacts.Add(sheet, view, deployment);
            DatabaseFacts.Add(sheet, view, deployment);
            BrokerFacts.Add(sheet, view, deployment);
        }

        return sheet.Item(name => More(name, view));
    }

    private static Fact? More(string name, ServiceView view) =>
        name.StartsWith("env.", StringComparison.Ordinal) ? view.Env(name[4..]).Fact
        : !name.StartsWith("compose.", StringComparison.Ordinal) || view.Service.Node(name[8..]) is not YamlNode node ? null
        : node is YamlSequence ? Fact.Of(node.Texts(), node.Place)
        : Fact.Of(node.Text() ?? "given", node.Place);

    private static void Identity(FactSheet sheet, ServiceView view, Deployment deployment)
    {
        Place? image = view.Service.Node("image")?.Place;
        sheet.Add("role", deployment.IsOnlyCache(view) ? "cache" : view.RoleName)
            .Add("glitchtip", view.IsGlitchTip, image)
            .Add("oneShot", deployment.IsOneShot(view))
            .Add("image", view.Service.Image, image)
            .Add("imageTag", view.Image is null ? null : view.Image.Tag ?? (view.Image.Digest is null ? "latest" : "none"), image)
            .Add("imageDigest", view.Image?.Digest, image)
            .Add("builds", view.Service.Node("build") is not null)
            .Add("profiles", view.Service.Profiles)
            .Add("command", view.Command.Length > 0 ? deployment.Masked(view.Command) : null, view.CommandNode?.Place);
        if (!view.IsGlitchTip)
        {
            sheet.Add("celery", false);
            return;
        }

        string unclear = $"the image {view.Service.Image ?? "built here"} does not tell its version.";
        sheet.Put("glitchtipMajor", view.Major is int major ? Fact.Of(major, image) : Fact.Unknown(unclear, image));
        sheet.Put("celery", view.Celery is bool celery ? Fact.Of(celery, image) : Fact.Unknown(unclear, image));
        // From 6.2 on session cookies follow the domain's scheme (glitchtip-facts, section 1.3); the tag 6 is whatever 6 is on that day.
        sheet.Put("cookiesFollowDomain", (view.Major, view.Image?.Minor) switch
        {
            (null, _) or (6, null) =>
                Fact.Unknown($"SESSION_COOKIE_SECURE is not set, which is safe from 6.2 on only, and {view.Service.Image ?? "the image built here"} does not tell that.", image),
            (6, int minor) => Fact.Of(minor >= 2, image),
            (int known, _) => Fact.Of(known > 6, image),
        });
    }

    private static bool OnHostNetwork(ComposeService service, Deployment deployment) => service.Node("networks") is YamlMapping networks
        && networks.Entries.Any(network => deployment.Project.Root.At(["networks", network.Key, "external"]) is not null && (deployment.Project.Root.At(["networks", network.Key, "name"]).Text() ?? network.Key) == "host");

    private static void Confinement(FactSheet sheet, ComposeService service, Deployment deployment)
    {
        YamlNode? user = service.Node("user");
        string[] security = [.. service.Node("security_opt").Texts()];
        sheet.Add("privileged", service.Node("privileged"))
            .AddList("capAdd", service.Node("cap_add"))
            .AddList("capDrop", service.Node("cap_drop"))
            .Add("networkMode", OnHostNetwork(service, deployment) ? "host" : service.Node("network_mode").Text(), service.Node("network_mode")?.Place ?? service.Node("networks")?.Place)
            .Add("pid", service.Node("pid"))
            .Add("ipc", service.Node("ipc"))
            .Add("uts", service.Node("uts"))
            .Add("usernsMode", service.Node("userns_mode"))
            .Add("cgroup", service.Node("cgroup"))
            .Add("readOnly", service.Node("read_only"))
            .AddList("securityOpt", service.Node("security_opt"))
            .Add("noNewPrivileges", security.Any(option => option.Replace('=', ':').ToLowerInvariant() is "no-new-privileges" or "no-new-privileges:true"), service.Node("security_opt")?.Place)
            .Add("user", user)
            .Add("runsAsRoot", user.Text() is string name && name.Split(':')[0] is "0" or "root", user?.Place)
            .Add("devices", [.. (service.Node("devices") as YamlSequence)?.Items.Select(item => item.Text() ?? item.At("source").Text() ?? "device") ?? []], service.Node("devices")?.Place)
            .Add("restart", service.Node("deploy.restart_policy.condition") ?? service.Node("restart"));
    }
}
