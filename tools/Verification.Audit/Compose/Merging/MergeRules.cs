namespace Verification.Audit.Compose.Merging;

/// <summary>The paths that merge otherwise than deep, and the lists whose items are told apart by a key.</summary>
internal static class MergeRules
{
    /// <summary>How values merge.</summary>
    public static PathTable<MergeRule> Values { get; } = PathTable<MergeRule>.Of(
        ("services.*.command", MergeRule.Replace),
        ("services.*.entrypoint", MergeRule.Replace),
        ("services.*.healthcheck.test", MergeRule.Replace),
        ("services.*.ulimits.*", MergeRule.Replace),
        ("services.*.environment", MergeRule.Pairs),
        ("services.*.build.args", MergeRule.Pairs),
        ("services.*.logging", MergeRule.Driver),
        ("networks.*.ipam.config", MergeRule.Subnets));

    /// <summary>What makes an item of a list the same as another one; the later stands in for the earlier.</summary>
    public static PathTable<ItemKey> Items { get; } = PathTable<ItemKey>.Of(
    [
        .. Services("cap_add cap_drop dns dns_opt dns_search links profiles tmpfs networks.*.aliases networks.*.link_local_ips build.tags", ItemKey.BeforeSign),
        .. Services("expose extra_hosts build.extra_hosts", ItemKey.Whole),
        .. Services("volumes devices", ItemKey.Target),
        .. Services("env_file", ItemKey.Path),
        .. Services("configs secrets", ItemKey.Mount),
        .. Services("ports", ItemKey.Port),
    ]);

    private static IEnumerable<(string Path, ItemKey Key)> Services(string keys, ItemKey key) => keys.Split(' ').Select(name => ($"services.*.{name}", key));
}
