using static Verification.Audit.Compose.Shapes.Parts;

namespace Verification.Audit.Compose.Shapes;

/// <summary>The shape of a service.</summary>
internal static class ServiceShape
{
    private static readonly Shape Limits = Free(Number | Map([.. Each("hard soft", Number)]) with { Needed = ["soft", "hard"] });

    private static readonly Shape FileMounts = List(Text | Map([.. Each("source target uid gid", Text), ("mode", Number)]));

    private static readonly Shape Hook = Map(
        [.. Each("image user working_dir", Text), ("command", Command), ("environment", Pairs), .. Each("privileged per_replica", Flag)]);

    private static readonly Shape DeviceRequests = List(Map(
        [.. Each("capabilities device_ids", Texts), ("driver", Text), ("count", Number), ("options", Pairs)]));

    private static readonly Shape Reserved = List(DeviceRequests.Items! with { Needed = ["capabilities"] });

    private static readonly Shape Build = Text | Map(
    [
        .. Each("context dockerfile dockerfile_inline network target isolation", Text),
        .. Each("args ssh labels additional_contexts", Pairs), .. Each("entitlements cache_from cache_to tags platforms", Texts),
        .. Each("no_cache pull privileged provenance sbom", Flag), ("no_cache_filter", TextOrTexts),
        ("shm_size", Size), ("extra_hosts", Hosts), ("secrets", FileMounts), ("ulimits", Limits),
    ]);

    private static readonly Shape Health = Map(
        [("test", TextOrTexts), .. Each("interval timeout start_period start_interval", Duration), ("disable", Flag), ("retries", Number)]);

    private static readonly Shape Rollout = Map(
        [.. Each("delay monitor", Duration), .. Each("failure_action order", Text), .. Each("parallelism max_failure_ratio", Number)]);

    private static readonly Shape Deploy = Nothing | Map(
        ("mode", Text), ("endpoint_mode", Text), ("replicas", Number), ("labels", Pairs), ("rollback_config", Rollout), ("update_config", Rollout),
        ("restart_policy", Map([("condition", Text), .. Each("delay window", Duration), ("max_attempts", Number)])),
        ("placement", Map(("constraints", Texts), ("preferences", List(Map(("spread", Text)))), ("max_replicas_per_node", Number))),
        ("resources", Map(
            ("limits", Map([.. Each("cpus pids", Number), ("memory", Text with { Form = TextForm.Size })])),
            ("reservations", Map(("cpus", Number), ("memory", Text with { Form = TextForm.Size }), ("generic_resources", Anything), ("devices", Reserved))))));

    private static readonly Shape Ports = List(Number | Map(
        [.. Each("name mode host_ip protocol app_protocol", Text), .. Each("target published", Number)]) with { Needed = ["target"] });

    private static readonly Shape Mounts = List(Text | Map(
    [
        .. Each("type source target consistency", Text), ("read_only", Flag),
        ("bind", Map([.. Each("propagation recursive selinux", Text), ("create_host_path", Flag)])),
        ("volume", Map(("labels", Pairs), ("nocopy", Flag), ("subpath", Text))),
        ("tmpfs", Map(("size", Size), ("mode", Number))), ("image", Map(("subpath", Text))),
    ]) with { Needed = ["type", "target"] });

    private static readonly Shape Networks = DistinctTexts | Named(Nothing | Map(
    [
        .. Each("aliases link_local_ips", Texts), .. Each("interface_name ipv4_address ipv6_address mac_address", Text),
        ("driver_opts", Options), .. Each("priority gw_priority", Number),
    ]));

    private static readonly Shape Dependencies = DistinctTexts | Named(
        Map([.. Each("restart required", Flag), ("condition", Text)]) with { Needed = ["condition"] });

    /// <summary>A service.</summary>
    public static Shape Service { get; } = Map(
    [
        .. Each(
            "cgroup cgroup_parent container_name cpuset domainname hostname image ipc isolation mac_address network_mode platform pull_policy restart runtime"
            + " stop_signal user uts userns_mode working_dir pull_refresh_after", Text),
        .. Each("stop_grace_period", Duration), ("pid", Text | Nothing),
        .. Each("attach init oom_kill_disable privileged read_only stdin_open tty use_api_socket", Flag),
        .. Each("cpu_count cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus mem_swappiness oom_score_adj pids_limit scale", Number),
        .. Each("mem_limit mem_reservation memswap_limit shm_size", Size),
        .. Each("cap_add cap_drop dns_opt links profiles", Texts), .. Each("device_cgroup_rules external_links security_opt volumes_from", DistinctTexts),
        .. Each("dns dns_search tmpfs label_file", TextOrTexts), .. Each("expose group_add", List(Number)),
        .. Each("annotations environment labels sysctls", Pairs), .. Each("command entrypoint", Command), ("extra_hosts", Hosts),
        .. Each("configs secrets", FileMounts), ("build", Build), ("deploy", Deploy), ("healthcheck", Health), ("ports", Ports), ("volumes", Mounts),
        ("networks", Networks), ("depends_on", Dependencies), ("ulimits", Limits), ("logging", Map(("driver", Text), ("options", Options))),
        ("env_file", Text | List(Text | Map([.. Each("path format", Text), ("required", Flag)]) with { Needed = ["path"] })),
        ("extends", Text | Map([.. Each("service file", Text)]) with { Needed = ["service"] }),
        ("devices", List(Text | Map([.. Each("source target permissions", Text)]) with { Needed = ["source"] })),
        ("gpus", Text | DeviceRequests), .. Each("pre_start post_start pre_stop", List(Hook)),
        ("models", Texts | Named(Anything)), .. Each("blkio_config credential_spec develop provider storage_opt", Anything),
    ]);
}
