namespace Verification.Fixtures.Tests.Memory;

/// <summary>Answers of the Docker daemon, shortened to what surrounds the figures.</summary>
internal static class DockerAnswers
{
    internal const string V1 = """
        {"id":"3f4e","name":"/glitchtip-web-1","read":"2026-03-01T10:00:00.1Z","preread":"0001-01-01T00:00:00Z","num_procs":0,"pids_stats":{"current":9},
         "cpu_stats":{"cpu_usage":{"total_usage":1,"usage_in_kernelmode":1,"usage_in_usermode":0},"online_cpus":2},
         "memory_stats":{"usage":314572800,"max_usage":335544320,"limit":268435456,"stats":{"active_anon":4096,"cache":125829120,"inactive_file":4096,"rss":1048576,
           "hierarchical_memory_limit":268435456,"total_cache":125829120,"total_inactive_file":94371840,"total_rss":188743680}},
         "networks":{"eth0":{"rx_bytes":1}}}
        """;

    internal const string V2 = """
        {"name":"/glitchtip-web-1","id":"3f4e","read":"2026-03-01T10:00:00.1Z","preread":"0001-01-01T00:00:00Z","pids_stats":{"current":9,"limit":18446744073709551615},
         "cpu_stats":{"cpu_usage":{"total_usage":1}},"precpu_stats":{"cpu_usage":{"total_usage":0}},
         "memory_stats":{"usage":314572800,"failcnt":3,"stats":{"active_anon":0,"active_file":31457280,"anon":188743680,"anon_thp":0,"file":125829120,"inactive_anon":188743680,
           "inactive_file":94371840,"kernel_stack":327680,"pgfault":1},"limit":16783716352}}
        """;

    internal const string Stopped = """
        {"name":"/glitchtip-web-1","id":"3f4e","read":"0001-01-01T00:00:00Z","preread":"0001-01-01T00:00:00Z","pids_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":0}},"memory_stats":{}}
        """;

    internal const string Limited = """{"Id":"3f4e","State":{"Status":"running","OOMKilled":true,"Pid":4711},"HostConfig":{"Memory":268435456,"MemorySwap":-1}}""";

    internal const string Unlimited = """{"Id":"3f4e","State":{"Status":"running","OOMKilled":false,"Pid":4711},"HostConfig":{"Memory":0}}""";
}
